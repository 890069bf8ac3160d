// The world of a script that was started at the command line: the running sandbox, the terminal, the disk.
import { styleText } from "node:util";
import type { Cmdlet } from "../cmdlets/cmdlet.ts";
import { diskFiles } from "../shell/disk.ts";
import { formatOutput } from "../shell/format/output.ts";
import { InvokeError, type ShellHost } from "../shell/host.ts";
import { fromWire, nounOf } from "../shell/objects.ts";
import { formatError } from "../shell/shell-error.ts";
import type { Exchange } from "./api/exchange.ts";
import { CmdletRefusal } from "./api/http.ts";
import { printable, wantsColour } from "./style.ts";
import type { Terminal } from "./terminal.ts";

interface Manner {
  readonly now: Date;
  /** Values are printed by somebody else. */
  readonly isQuiet: boolean;
  /** Nobody is asked. */
  readonly isYes: boolean;
}

export function terminalHost(
  terminal: Terminal,
  exchange: Exchange,
  cmdlets: readonly Cmdlet[],
  { now, isQuiet, isYes }: Manner,
): ShellHost {
  const isColoured = terminal.isLogInteractive && wantsColour(terminal.env);
  const paint = (colour: "red" | "yellow", text: string) =>
    isColoured ? styleText(colour, text, { validateStream: false }) : text;
  const lines = (text: string) => text.split("\n").map(printable).join("\n");
  let isAll = isYes;
  return {
    cmdlets,
    async invoke(cmdlet, parameters) {
      try {
        const { objects, ...said } = await exchange.invokeAll(cmdlet, parameters);
        return { ...said, objects: objects.map((object) => fromWire(object, nounOf(cmdlet))) };
      } catch (error) {
        throw error instanceof CmdletRefusal ? new InvokeError(error.message, error.dotNetType) : error;
      }
    },
    now: () => now,
    async confirm(question) {
      if (isAll) return true;
      if (!terminal.ask) return undefined;
      terminal.err(`\nConfirm\nAre you sure you want to perform this action?\n${printable(question)}`);
      const answer = await terminal.ask('[Y] Yes  [A] Yes to All  [N] No (default is "Y"): ');
      isAll = /^\s*a/i.test(answer);
      return isAll || /^\s*(?:y.*)?$/i.test(answer);
    },
    output(values) {
      if (!isQuiet) terminal.out(formatOutput(values, terminal.columns));
    },
    say: (text) => (isQuiet ? terminal.err(lines(text)) : terminal.out(lines(text))),
    warn: (text) => terminal.err(paint("yellow", lines(`WARNING: ${text}`))),
    fail: (error) => terminal.err(paint("red", lines(formatError(error)))),
    files: diskFiles(process.cwd()),
    width: terminal.columns,
  };
}
