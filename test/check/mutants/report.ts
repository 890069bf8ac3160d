import type { Mutants } from "./mutant.ts";

/** By case id. */
export const REPORT_MUTANTS: Mutants = {};
