import type { Mutants } from "./mutant.ts";

/** By case id. */
export const WIRE_MUTANTS: Mutants = {};
