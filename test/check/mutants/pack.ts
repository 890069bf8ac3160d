import type { Mutants } from "./mutant.ts";

/** By case id. */
export const PACK_MUTANTS: Mutants = {};
