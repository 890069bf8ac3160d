// Time for patterns that no linear engine can run: a message has it once for all rules. What is counted is work of this
// thread and not the clock, so that a busy machine fails no rule.
import vm from "node:vm";
import type { NativeRunner } from "../organization/pattern.ts";
import { RuleError } from "./rule-error.ts";

/** Milliseconds for one message over all rules. */
export const PATTERN_MS = 20;
/** A clock that runs out before the thread had its turn is set again; so often at most. */
const MOST_ATTEMPTS = 10;

const script = new vm.Script("pattern.test(text)");
let place: vm.Context | undefined;

export class PatternBudget implements NativeRunner {
  #left: number;
  readonly #whole: number;

  constructor(milliseconds = PATTERN_MS) {
    this.#left = milliseconds;
    this.#whole = milliseconds;
  }

  test(pattern: RegExp, text: string): boolean {
    for (let attempt = 0; attempt < MOST_ATTEMPTS && this.#left > 0; attempt += 1) {
      const before = threadMs();
      try {
        return run(pattern, text, this.#left);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      } finally {
        this.#left -= threadMs() - before;
      }
    }
    this.#left = 0;
    throw new RuleError(
      `the pattern /${pattern.source.slice(0, 100)}/ took longer than the ${this.#whole} ms that a message has for patterns with look-around or back-references`,
    );
  }
}

/** A regular expression is interrupted only where it runs under a timeout of node:vm. */
function run(pattern: RegExp, text: string, milliseconds: number): boolean {
  place ??= vm.createContext({});
  Object.assign(place, { pattern, text });
  try {
    return script.runInContext(place, { timeout: Math.max(1, Math.ceil(milliseconds)) }) === true;
  } finally {
    Object.assign(place, { pattern: undefined, text: undefined });
  }
}

function threadMs(): number {
  // Node before 23.9 counts the process only.
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}
