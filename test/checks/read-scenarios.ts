// Reads what the recall scenarios declare, without running them: vitest is replaced by something that does nothing.
import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ScenarioData } from "../pipeline/recall/scenarios/scenario-data.ts";
import { ROOT } from "./sources.ts";

export const SCENARIOS = "test/pipeline/recall/scenarios";

export interface DeclaredScenario extends ScenarioData {
  readonly number: number;
  /** From the project's folder. */
  readonly file: string;
  /** The file's name as a sentence. */
  readonly title: string;
}

const NO_VITEST = `data:text/javascript,${encodeURIComponent(
  "export const [it, expect, describe, afterEach, afterAll, beforeEach, beforeAll, onTestFinished, vi] = Array(9).fill(() => {});",
)}`;

/** In the order of their numbers. @throws Error where a file declares none, or several. */
export async function readScenarios(): Promise<DeclaredScenario[]> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vitest" ? { url: NO_VITEST, shortCircuit: true } : next(specifier, context),
  });
  try {
    const { DECLARED } = await import("../pipeline/recall/scenarios/scenario.ts");
    const found: DeclaredScenario[] = [];
    for (const file of globSync(`${SCENARIOS}/*.test.ts`, { cwd: ROOT }).sort()) {
      await import(pathToFileURL(join(ROOT, file)).href);
      const [data, ...others] = DECLARED.splice(0);
      if (!data || others.length > 0) throw new Error(`${file} declares ${others.length + (data ? 1 : 0)} scenarios`);
      const [, number = "0", title = ""] = /^(\d\d)-(.+)\.test\.ts$/.exec(basename(file)) ?? [];
      found.push({ ...data, number: Number(number), file, title: title.replaceAll("-", " ") });
    }
    return found;
  } finally {
    hooks.deregister();
  }
}
