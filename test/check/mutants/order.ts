import type { Mutants } from "./mutant.ts";

/** By case id. */
export const ORDER_MUTANTS: Mutants = {};
