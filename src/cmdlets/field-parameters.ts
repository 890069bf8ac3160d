// Parameters that set fields of an object of the configuration, as tables: what New and Set do with them is the same for
// every noun. Values end in the form of the file, and the file's schema judges them.
import type { AcceptedValue, AcceptedValues } from "../organization/organization.ts";
import type { ConfigurationProblem } from "../organization/problems.ts";
import { type FileSchema, judge } from "../organization/schema/judge.ts";
import type { CmdletObject, CmdletValue, ListEdit, ParameterDeclaration, Parameters } from "./cmdlet.ts";
import { argumentError, type CmdletError } from "./cmdlet-error.ts";
import { formatTimeSpan } from "./time-span.ts";

export interface FieldParameter extends ParameterDeclaration {
  /** Of the object, as the file has it; absent: the value is kept under the parameter's name, and has no effect. */
  readonly field?: string;
  /** What is shown of a value that has no field until it is set. */
  readonly initial?: AcceptedValue;
  /** A value of a list as it is kept: what differs in form only is one value. */
  readonly normalize?: (value: string) => string;
}

export type FieldParameters = Readonly<Record<string, FieldParameter>>;

interface Keeps {
  readonly accepted?: AcceptedValues;
}

/** `before` with what was given, in the form of the file. */
export function withEdits(
  table: FieldParameters,
  before: object & Keeps,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const after: Record<string, unknown> = { ...before };
  const accepted: Record<string, AcceptedValue> = { ...before.accepted };
  for (const [name, parameter] of Object.entries(table)) {
    if (!(name in given)) continue;
    const { field, initial = null } = parameter;
    if (field === undefined) accepted[name] = edited(accepted[name] ?? initial, parameter, given[name]);
    else if (given[name] === null) delete after[field];
    else after[field] = edited(after[field] as AcceptedValue, parameter, given[name]);
  }
  return Object.keys(accepted).length > 0 ? { ...after, accepted } : after;
}

/** A value that is set; a list as it is after @{Add=…;Remove=…}. */
export function edited(
  before: AcceptedValue | undefined,
  { type, normalize = (value) => value }: FieldParameter,
  value: unknown,
): AcceptedValue {
  if (value === Number.POSITIVE_INFINITY) return "Unlimited";
  if (type !== "multiValued") return value as AcceptedValue;
  const edit = value as ListEdit;
  if ("replace" in edit) return edit.replace.map(normalize);
  const removed = new Set(edit.remove.map((one) => normalize(one).toLowerCase()));
  const kept = Array.isArray(before) ? before.filter((one: string) => !removed.has(one.toLowerCase())) : [];
  const there = new Set(kept.map((one: string) => one.toLowerCase()));
  return [...kept, ...edit.add.map(normalize).filter((one) => !there.has(one.toLowerCase()))];
}

/** What is kept without effect, or what is shown in its place. */
export function showAccepted(table: FieldParameters, { accepted = {} }: Keeps): CmdletObject {
  const kept = Object.entries(table).filter(([, { field }]) => field === undefined);
  return Object.fromEntries(
    kept.map(([name, parameter]) => [name, shownValue(accepted[name] ?? parameter.initial ?? null, parameter)]),
  );
}

function shownValue(value: AcceptedValue, { type }: FieldParameter): CmdletValue {
  if (typeof value !== "number") return value;
  if (type === "timeSpan") return formatTimeSpan(value);
  if (type === "dateTime") return new Date(value);
  return type === "unlimitedInt" || type === "resultSize" ? String(value) : value;
}

/** For -WhatIf and help. */
export function namesWithoutEffect(table: FieldParameters, given: object): string[] {
  return Object.keys(given).filter((name) => table[name] !== undefined && table[name].priority === "accept");
}

/** The parameters as a cmdlet declares them. `except`: those that this cmdlet hasn't. */
export function declared(table: FieldParameters, except: readonly string[] = []): Parameters {
  return Object.fromEntries(Object.entries(table).filter(([name]) => !except.includes(name)));
}

/** @throws CmdletError with the first thing that the file's schema refuses. */
export function parsedBy<T>(schema: FileSchema<T>, value: object, table: FieldParameters): T {
  const judgement = judge(schema, value);
  if ("value" in judgement) return judgement.value;
  throw refused(judgement.problems, table);
}

/** Problems as a file has them, in the words of a cmdlet. */
export function refused(
  [first]: readonly Pick<ConfigurationProblem, "path" | "message">[],
  table: FieldParameters,
): CmdletError {
  const names = new Map(Object.entries(table).flatMap(([name, { field }]) => (field ? [[field, name]] : [])));
  const inWords = (text: string) => text.replace(/\b[a-z]+[A-Z]\w*\b/g, (word) => names.get(word) ?? word);
  const field = first?.path.split(".").find((part) => names.has(part));
  return argumentError(
    field === undefined ? inWords(first?.message ?? "") : `${names.get(field)}: ${inWords(first?.message ?? "")}`,
  );
}
