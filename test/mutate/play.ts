// Runs scenario files in a vitest that stays, so that what was transformed once is not again; a mutant is one source file
// changed as it is loaded.
import { join } from "node:path";
import { createVitest, type Vitest } from "vitest/node";
import type { DeclaredScenario } from "../checks/read-scenarios.ts";
import { ROOT } from "../checks/sources.ts";
import type { Mutant } from "./mutants.ts";
import { mutated } from "./mutated.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Files to run, from the project's folder. */
    scenarios: readonly string[];
  }
}

export interface Played {
  readonly tests: number;
  /** Files with a test that failed. */
  readonly failed: ReadonlySet<string>;
  /** What kept tests from running at all. */
  readonly broken: readonly string[];
}

/** A mutant may wait for what never comes. */
const TIMEOUT_MS = 20_000;
const ENTRY = "test/mutate/scenarios.ts";

export class Player {
  readonly #change: SourceChange;
  readonly #vitest: Vitest;

  private constructor(change: SourceChange, vitest: Vitest) {
    this.#change = change;
    this.#vitest = vitest;
  }

  /** @param first a test that fails ends a run: it is seen that a mutant is noticed, not by how many. */
  static async start({ first = false } = {}): Promise<Player> {
    const change = new SourceChange();
    const vitest = await createVitest(
      {
        root: ROOT,
        config: false,
        watch: false,
        include: [ENTRY],
        setupFiles: [join(ROOT, "test/setup.ts")],
        reporters: [{}],
        // What is changed must not be kept for others, nor what others kept be taken.
        fsModuleCache: false,
        fileParallelism: false,
        testTimeout: TIMEOUT_MS,
        hookTimeout: TIMEOUT_MS,
        bail: first ? 1 : 0,
      },
      { plugins: [change.plugin] },
    );
    return new Player(change, vitest);
  }

  async play(scenarios: readonly DeclaredScenario[], mutant?: Mutant): Promise<Played> {
    const changed = this.#change.set(mutant);
    for (const path of changed) this.#vitest.invalidateFile(path);
    this.#vitest.provide(
      "scenarios",
      scenarios.map(({ file }) => file),
    );
    const specifications = await this.#vitest.globTestSpecifications();
    const { testModules, unhandledErrors } = await this.#vitest.runTestSpecifications(specifications);
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
    if (mutant && !this.#change.isApplied) broken.push(`${mutant.file} was not loaded`);
    return { tests, failed, broken };
  }

  close(): Promise<void> {
    return this.#vitest.close();
  }
}

/** One source file is otherwise than it stands on disk. */
class SourceChange {
  isApplied = false;
  #path = "";
  #content = "";
  readonly plugin = {
    name: "mutation",
    enforce: "pre" as const,
    load: (id: string) => {
      if (id.split("?", 1)[0] !== this.#path) return null;
      this.isApplied = true;
      return this.#content;
    },
  };

  /** @returns files to be loaded anew */
  set(mutant: Mutant | undefined): string[] {
    const before = this.#path;
    this.#path = mutant === undefined ? "" : join(ROOT, mutant.file).replaceAll("\\", "/");
    this.#content = mutant === undefined ? "" : mutated(mutant);
    this.isApplied = false;
    return [before, this.#path].filter((path) => path !== "");
  }
}
