// A source file as a mutant has it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../checks/sources.ts";
import type { Mutant } from "./mutants.ts";

/** @throws Error where the snippet is not there, or more than once. */
export function mutated({ rule, file, from, to }: Mutant): string {
  const parts = readFileSync(join(ROOT, file), "utf8").split(from);
  if (parts.length !== 2)
    throw new Error(`mutant of ${rule}: ${file} has ${parts.length - 1} times ${JSON.stringify(from)}`);
  return parts.join(to);
}
