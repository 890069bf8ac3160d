// A rule as the command that makes it, in the XML of Export-TransportRuleCollection: New-TransportRule -Name 'x' -A 'b','c'.
import type { TransportRule } from "../../organization/organization.ts";
import { fromTransportRule } from "../../organization/schema/transport-rule.ts";
import { argumentError } from "../cmdlet-error.ts";
import { RULE_BINDINGS } from "./parameters.ts";

export function commandOf(rule: TransportRule): string {
  const flat = fromTransportRule(rule);
  const parameters = RULE_BINDINGS.filter(({ key }) => flat[key] !== undefined).map(
    ({ parameter, key }) => `-${parameter} ${written(flat[key])}`,
  );
  return ["New-TransportRule", ...parameters].join(" ");
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(",");
  if (typeof value === "boolean") return value ? "$true" : "$false";
  const text = value instanceof Date ? value.toISOString() : String(value);
  return typeof value === "number" ? text : `'${text.replaceAll("'", "''")}'`;
}

/** Text in quotes, $true and its like, numbers and bare words, a comma, parentheses of a list, a parameter. */
const TOKEN = /\s*(?:'((?:[^']|'')*)'|"([^"`$]*)"|([,()]|@\()|(-[A-Za-z][A-Za-z0-9]*)(?::|(?=\s|$))|([^\s,()'"]+))/y;

/**
 * The parameters of a New-TransportRule command.
 * @throws CmdletError for anything else.
 */
export function readCommand(text: string): Record<string, unknown> {
  const [command, ...tokens] = tokensOf(text.trim());
  if (!/^New-TransportRule$/i.test(String(command?.value)))
    throw argumentError(
      `A rule of the collection must be a New-TransportRule command; this one begins '${text.trim().slice(0, 60)}'.`,
    );
  const given: Record<string, unknown> = {};
  let name: string | undefined;
  let values: unknown[] = [];
  let isList = false;
  const end = () => {
    if (name !== undefined)
      given[name] = values.length === 0 && !isList ? true : isList || values.length > 1 ? values : values[0];
    [values, isList] = [[], false];
  };
  for (const { kind, value } of tokens) {
    if (kind === "parameter") {
      end();
      name = String(value).slice(1);
    } else if (kind === "list") isList ||= value === "@(";
    else values.push(value);
  }
  end();
  return given;
}

interface Token {
  readonly kind: "parameter" | "list" | "value";
  readonly value: unknown;
}

const WORDS: Readonly<Record<string, unknown>> = { $true: true, $false: false, $null: null };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) {
      if (text.slice(at).trim() === "") break;
      throw argumentError(`The rule's command can't be read at character ${at + 1}: '${text.slice(at, at + 40)}'.`);
    }
    const [, single, double, list, parameter, bare] = match;
    if (parameter !== undefined) tokens.push({ kind: "parameter", value: parameter });
    else if (list !== undefined) tokens.push({ kind: "list", value: list });
    else tokens.push({ kind: "value", value: single?.replaceAll("''", "'") ?? double ?? wordOf(bare ?? "") });
  }
  return tokens;
}

function wordOf(bare: string): unknown {
  const known = WORDS[bare.toLowerCase()];
  if (known !== undefined) return known;
  return /^-?\d{1,15}$/.test(bare) ? Number(bare) : bare;
}
