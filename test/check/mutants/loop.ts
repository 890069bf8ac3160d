import type { Mutants } from "./mutant.ts";

/** By case id. */
export const LOOP_MUTANTS: Mutants = {};
