import type { Mutants } from "./mutant.ts";

/** By case id. */
export const ID_MUTANTS: Mutants = {};
