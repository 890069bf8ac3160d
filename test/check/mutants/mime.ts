import type { Mutants } from "./mutant.ts";

/** By case id. */
export const MIME_MUTANTS: Mutants = {};
