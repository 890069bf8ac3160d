// What is told while a check runs: a header, a letter for each trial that ended.
import type { CheckProgress } from "../../check/options.ts";
import type { Outcome } from "../../check/run.ts";
import { printable, type Style, styleFor } from "../style.ts";
import type { Terminal } from "../terminal.ts";
import { plural } from "./wording.ts";

export const MARKS: Readonly<Record<Outcome, string>> = {
  OK: ".",
  "NON-STRICT": "W",
  INFORMATIONAL: "i",
  FAILED: "F",
  SKIPPED: "s",
};

const PER_LINE = 72;

export interface ProgressPrinter {
  readonly on: (progress: CheckProgress) => void;
  /** What waits for its line to be full. */
  end(): void;
}

/** Whole lines only: what is read by a log has no cursor to move. */
export function progressPrinter(terminal: Terminal): ProgressPrinter {
  const style = styleFor(terminal);
  const perLine = Math.max(20, Math.min(PER_LINE, terminal.columns - 1));
  let [line, count, trials] = ["", 0, 0];
  const flush = () => {
    if (line === "") return;
    terminal.out(`${paint(line, style)}${" ".repeat(Math.max(0, perLine - line.length))}  ${count}/${trials}`);
    line = "";
  };
  return {
    on(progress) {
      if (progress.kind === "started") {
        trials = progress.trials;
        const cases = plural(progress.cases, "case");
        terminal.out(`${style.bold(printable(progress.smartHost))}  ${cases}, sent ${plural(trials, "time")} in all`);
      } else if (progress.kind === "trial") {
        line += MARKS[progress.outcome as Outcome] ?? "?";
        count += 1;
        if (line.length >= perLine) flush();
      }
    },
    end: flush,
  };
}

const paint = (line: string, style: Style): string =>
  line.replace(/F+/g, (marks) => style.bad(marks)).replace(/W+/g, (marks) => style.bold(marks));
