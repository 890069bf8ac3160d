// The process: arguments, environment, signals and exit code. Everything else is in cli/.
import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";
import { run } from "./cli/program.ts";
import type { Terminal } from "./cli/terminal.ts";

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const listeners = new Set<(signal: string) => void>();
// From the first moment: a signal that follows the word "ready" finds the verb listening.
for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
  process.on(signal, () => {
    if (listeners.size === 0) process.exit(SIGNALS[signal]);
    for (const listener of listeners) listener(signal);
  });
}

const DESCRIPTORS = [0, 1, 2];
const startedAtTerminal = DESCRIPTORS.some((descriptor) => isatty(descriptor));

const terminal: Terminal = {
  env: process.env,
  isInteractive: process.stdout.isTTY === true,
  isLogInteractive: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
  exitCode: 0,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  onSignal(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  ...(process.stdin.isTTY && { ask }),
  isHungUp: () => startedAtTerminal && process.platform !== "win32" && !DESCRIPTORS.some((one) => isatty(one)),
  exit: (code) => process.exit(code),
};

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  const answer = await Promise.race([lines.question(question), ended]);
  lines.close();
  return answer;
}

// `recall-sandbox trace | head` closes the pipe: that is the end, not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const code = await run(process.argv.slice(2), terminal);
// What was printed goes out first; a verb may have set the exit code by itself.
process.stdout.write("", () => process.exit(code || process.exitCode));
