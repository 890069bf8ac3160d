import type { Mutants } from "./mutant.ts";

/** By case id. */
export const RECALL_MUTANTS: Mutants = {};
