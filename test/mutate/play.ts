// Runs scenario files in one vitest, with a source file changed as it is loaded.
import { join } from "node:path";
import { createVitest } from "vitest/node";
import type { DeclaredScenario } from "../checks/read-scenarios.ts";
import { ROOT } from "../checks/sources.ts";
import type { Mutant } from "./mutants.ts";
import { mutated } from "./mutated.ts";

export interface Played {
  readonly tests: number;
  /** Files with a test that failed. */
  readonly failed: ReadonlySet<string>;
  /** What kept tests from running at all. */
  readonly broken: readonly string[];
}

/** A mutant may wait for what never comes. */
const TIMEOUT_MS = 20_000;

export async function play(scenarios: readonly DeclaredScenario[], mutant?: Mutant): Promise<Played> {
  const own = mutant && mutation(mutant);
  const vitest = await createVitest(
    {
      root: ROOT,
      config: false,
      watch: false,
      include: ["test/mutate/scenarios.ts"],
      env: { SCENARIOS: scenarios.map(({ file }) => file).join(",") },
      reporters: [{}],
      // What is changed must not be kept for others, nor what others kept be taken.
      fsModuleCache: false,
      fileParallelism: false,
      testTimeout: TIMEOUT_MS,
      hookTimeout: TIMEOUT_MS,
    },
    { plugins: own ? [own.plugin] : [] },
  );
  try {
    const { testModules, unhandledErrors } = await vitest.start();
    const failed = new Set<string>();
    const broken: string[] = [];
    let tests = 0;
    for (const module of testModules) {
      broken.push(...module.errors().map(({ message }) => message));
      for (const suite of module.children.suites()) {
        broken.push(...suite.errors().map(({ message }) => message));
        for (const test of suite.children.allTests()) {
          tests += 1;
          if (test.result().state === "failed") failed.add(suite.name);
        }
      }
    }
    if (tests === 0) broken.push(...unhandledErrors.map(String), "no tests");
    if (own && !own.wasApplied()) broken.push(`${mutant.file} was not loaded`);
    return { tests, failed, broken };
  } finally {
    await vitest.close();
  }
}

function mutation(mutant: Mutant) {
  const path = join(ROOT, mutant.file).replaceAll("\\", "/");
  const changed = mutated(mutant);
  let isApplied = false;
  return {
    wasApplied: () => isApplied,
    plugin: {
      name: "mutation",
      enforce: "pre" as const,
      load(id: string) {
        if (id.split("?", 1)[0] !== path) return null;
        isApplied = true;
        return changed;
      },
    },
  };
}
