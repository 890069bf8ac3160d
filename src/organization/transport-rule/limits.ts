// Limits of mail-flow rules in Exchange Online: 300 rules, 8 KB for each, 20 KB for all their patterns.
import { ACTIONS } from "./actions.ts";
import { CONDITIONS } from "./conditions.ts";
import { exceptionName, type RuleParameter } from "./parameter.ts";

export const MAX_RULES = 300;
export const MAX_RULE_BYTES = 8 * 1024;
export const MAX_PATTERN_BYTES = 20 * 1024;

const namesOf = (table: Readonly<Record<string, RuleParameter>>, type = "") =>
  Object.keys(table).filter((name) => table[name]?.type.endsWith(type));
const withExceptions = (names: readonly string[]) => [...names, ...names.map(exceptionName)];

const COUNTED = [...withExceptions(namesOf(CONDITIONS)), ...namesOf(ACTIONS)];
const PATTERNS = withExceptions([...namesOf(CONDITIONS, "patterns"), ...namesOf(CONDITIONS, "attributePatterns")]);

/** Names and values of conditions, exceptions and actions, in UTF-8. How the service counts is not documented. */
export function ruleBytes(flat: object): number {
  return COUNTED.reduce((sum, name) => {
    const values = valuesOf(flat, name);
    return values.length === 0 ? sum : sum + name.length + bytesOf(values);
  }, 0);
}

export const patternBytes = (flat: object): number =>
  PATTERNS.reduce((sum, name) => sum + bytesOf(valuesOf(flat, name)), 0);

function valuesOf(flat: object, name: string): unknown[] {
  const value = (flat as Readonly<Record<string, unknown>>)[name];
  if (value === undefined || value === false) return [];
  return Array.isArray(value) ? value : [value];
}

const bytesOf = (values: readonly unknown[]): number =>
  values.reduce<number>((sum, value) => sum + Buffer.byteLength(String(value)), 0);
