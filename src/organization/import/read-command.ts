// One New-TransportRule command as Export-TransportRuleCollection writes it: literal values alone. about_Parsing
import type { ExportedRecord, ExportedValue } from "./exported-object.ts";

const TOKEN = /'((?:[^']|'')*)'|"((?:[^"`]|`.|"")*)"|([@(){},;])|(-[a-z]\w*(?::|(?=\s|$)))|([^\s,;'"(){}]+)/giy;

type Token =
  | { readonly kind: "value"; readonly value: ExportedValue }
  | { readonly kind: "name" | "mark"; readonly text: string };

/** The parameters as properties, with State by -Enabled. @throws SyntaxError */
export function readCommand(command: string): ExportedRecord {
  const [name, ...tokens] = tokensOf(command);
  if (name?.kind !== "value" || String(name.value).toLowerCase() !== "new-transportrule") {
    throw new SyntaxError(`a commandBlock begins with New-TransportRule, not ${command.slice(0, 40)}`);
  }
  const record: Record<string, ExportedValue> = {};
  let parameter: string | undefined;
  let values: ExportedValue[] = [];
  const finish = () => {
    if (parameter !== undefined)
      record[parameter] = values.length === 0 ? true : values.length === 1 ? (values[0] ?? null) : values;
    values = [];
  };
  for (const token of tokens) {
    if (token.kind === "name") {
      finish();
      parameter = token.text.slice(1).replace(/:$/, "");
    } else if (token.kind === "value") values.push(token.value);
  }
  finish();
  const { Enabled = true, ...rest } = record;
  return {
    State: Enabled === false ? "Disabled" : "Enabled",
    Mode: "Enforce",
    SenderAddressLocation: "Header",
    ...rest,
  };
}

function tokensOf(command: string): Token[] {
  const tokens: Token[] = [];
  const text = command.replace(/`\r?\n/g, " ");
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const blank = /\s*/y;
    blank.lastIndex = TOKEN.lastIndex;
    blank.exec(text);
    if (blank.lastIndex >= text.length) break;
    const at = blank.lastIndex;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxError(`cannot be read at ${text.slice(at, at + 30)}`);
    tokens.push(tokenOf(match));
  }
  return tokens;
}

function tokenOf([, single, double, mark, name, bare = ""]: RegExpExecArray): Token {
  if (single !== undefined) return { kind: "value", value: single.replaceAll("''", "'") };
  if (double !== undefined) return { kind: "value", value: double.replaceAll('""', '"').replace(/`(.)/g, "$1") };
  if (mark !== undefined) return { kind: "mark", text: mark };
  if (name !== undefined) return { kind: "name", text: name };
  const word = bare.toLowerCase();
  if (word === "$true" || word === "$false") return { kind: "value", value: word === "$true" };
  if (/^-?\d{1,15}$/.test(word)) return { kind: "value", value: Number(word) };
  return { kind: "value", value: word === "$null" ? null : bare };
}
