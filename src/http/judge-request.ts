// Requests are judged by schemas; what is wrong with one is told all at once: where, what, what would be right.
import type { z } from "zod";
import { didYouMean } from "../organization/nearest.ts";
import { isSecret } from "./hide-secrets.ts";
import { HttpError } from "./http-error.ts";

export type Place = "path" | "query" | "body";

export interface RequestProblem {
  readonly in: Place;
  /** Parameter, or path of a member: "by", "legs.0.id"; "" for the body as a whole. */
  readonly name: string;
  readonly message: string;
}

/**
 * @param code the surface's word for a request that it can't take.
 * @throws HttpError 400 with every problem.
 */
export function judge<S extends z.ZodType>(place: Place, schema: S, given: unknown, code = ""): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues.flatMap((issue) => problemsOf(place, issue, schema, given)),
    code,
  );
}

export function invalid(problems: readonly RequestProblem[], code = ""): HttpError {
  const detail = problems.map((one) => `${one.name || one.in}: ${one.message}`).join("; ");
  return new HttpError(400, code, detail, { extra: { problems } });
}

function problemsOf(place: Place, issue: z.core.$ZodIssue, schema: z.ZodType, given: unknown): RequestProblem[] {
  if (issue.code !== "unrecognized_keys") {
    const name = issue.path.join(".");
    return [{ in: place, name, message: messageOf(issue, name, issue.path.reduce(memberOf, given)) }];
  }
  const known = Object.keys(bare(issue.path.reduce(memberSchema, schema)).shape ?? {});
  return issue.keys.map((key) => ({
    in: place,
    name: [...issue.path, key].join("."),
    message: `is not known here${hint(key, known)}`,
  }));
}

const memberOf = (value: unknown, key: PropertyKey): unknown => (value as Record<PropertyKey, unknown> | null)?.[key];

interface Parts {
  readonly shape?: Readonly<Record<PropertyKey, unknown>>;
  readonly element?: unknown;
}

function memberSchema(schema: unknown, key: PropertyKey): unknown {
  const { shape, element } = bare(schema);
  return shape?.[key] ?? element;
}

/** Without what makes it optional, nullable or gives it a default. */
function bare(schema: unknown): Parts {
  const inner = (schema as { def?: { innerType?: unknown } } | undefined)?.def?.innerType;
  return inner === undefined ? ((schema ?? {}) as Parts) : bare(inner);
}

function hint(key: string, known: readonly string[]): string {
  if (known.length === 0) return "; none is taken";
  return didYouMean(key, known) || `; known here: ${known.join(", ")}`;
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function messageOf(issue: z.core.$ZodIssue, name: string, value: unknown): string {
  if (value === undefined) return "is missing";
  return value === "" || isSecret(name) ? wanted(issue) : `${wanted(issue)}, not ${show(value)}`;
}

/** A message of the schema's own says more than what zod makes up. */
function wanted(issue: z.core.$ZodIssue): string {
  if (!/^(?:Invalid|Too) /.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `must be ${NOUNS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length > 2 ? "one of " : ""}${issue.values.join(issue.values.length > 2 ? ", " : " or ")}`;
    case "invalid_format":
      return issue.format === "datetime" ? "must be a time such as 2026-11-20T12:00:00Z" : `must be ${issue.format}`;
    case "too_small":
      return issue.origin === "string" ? "must not be empty" : `must be at least ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string"
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    default:
      return "does not fit";
  }
}

const LONGEST_SHOWN = 100;

function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
