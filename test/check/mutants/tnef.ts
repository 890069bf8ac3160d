import type { Mutants } from "./mutant.ts";

/** By case id. */
export const TNEF_MUTANTS: Mutants = {};
