// A script from its text to what it left.
import type { ShellHost } from "./host.ts";
import { parse } from "./parse/parse.ts";
import { Session } from "./run/session.ts";
import { runBody, Stopped } from "./run/statement.ts";
import { ShellError } from "./shell-error.ts";
import type { Value } from "./values.ts";

export interface ScriptResult {
  readonly values: readonly Value[];
  /** What was reported; a script goes on behind most errors. */
  readonly errors: readonly ShellError[];
}

/** Nothing runs of a script that can't be read. Errors are given to `host.fail`. */
export async function runScript(
  text: string,
  host: ShellHost,
  defines: Readonly<Record<string, string>> = {},
): Promise<ScriptResult> {
  const session = new Session(host);
  const values: Value[] = [];
  try {
    await runBody(parse(text, defines), session, (left) => {
      const shown = left.filter((value) => value !== null);
      values.push(...shown);
      if (shown.length > 0) host.output(shown);
    });
  } catch (error) {
    if (error instanceof ShellError) session.report(error);
    else if (!(error instanceof Stopped)) throw error;
  }
  return { values, errors: session.errors };
}
