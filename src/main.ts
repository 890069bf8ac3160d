// The process: arguments, environment, signals and exit code. Everything else is in cli/.
import { run } from "./cli/program.ts";
import type { Terminal } from "./cli/terminal.ts";

const terminal: Terminal = {
  env: process.env,
  isInteractive: process.stdout.isTTY === true,
  isLogInteractive: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
  exitCode: 0,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  onSignal(listener) {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, listener);
    return () => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, listener);
    };
  },
  exit: (code) => process.exit(code),
};

// `recall-sandbox trace | head` closes the pipe: that is the end, not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const code = await run(process.argv.slice(2), terminal);
// What was printed goes out first; a verb may have set the exit code by itself.
process.stdout.write("", () => process.exit(code || process.exitCode));
