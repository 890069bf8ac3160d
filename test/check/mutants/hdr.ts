import type { Mutants } from "./mutant.ts";

/** By case id. */
export const HDR_MUTANTS: Mutants = {};
