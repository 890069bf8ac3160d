// The text of a script to its tree: what is pasted with prompts and placeholders, too.
import { parseError, type ShellError } from "../shell-error.ts";
import type { Script } from "./ast.ts";
import { Scanner } from "./scanner.ts";
import { parseScript } from "./statement.ts";

/** Longer is no script that anybody wrote. */
const LONGEST = 1_000_000;

/** `defines`: values of `<placeholders>`, by name in any case. @throws ShellError that says where */
export function parse(text: string, defines: Readonly<Record<string, string>> = {}): Script {
  if (text.length > LONGEST) throw tooLong(text);
  const values = new Map(Object.entries(defines).map(([name, value]) => [name.trim().toLowerCase(), value]));
  const scanner = new Scanner(withoutPrompts(text.replace(/^\ufeff/, "")), values);
  const script = parseScript(scanner);
  const unused = [...values.keys()].find((name) => !scanner.usedDefines.has(name));
  if (unused === undefined) return script;
  throw parseError(`There is no placeholder <${unused}> in the script.`, { line: 1, column: 1 });
}

/** `PS C:\>` and `>>` at the beginning of lines give way to blanks, so that columns stay. */
function withoutPrompts(text: string): string {
  return text.replace(/^[^\S\r\n]*(?:PS [^>\r\n]*>|>>)/gm, (prompt) => " ".repeat(prompt.length));
}

const tooLong = (text: string): ShellError =>
  parseError(`The script has ${text.length} characters; ${LONGEST} are taken.`, { line: 1, column: 1 });
