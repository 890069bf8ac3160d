// The kinds of value that a configuration holds, each with a message that says what would be right.
import { z } from "zod";
import { isAddress, isDomain, isDomainPattern } from "../address.ts";
import { parseHostPort } from "../destinations.ts";
import { isIpRange } from "../ip-range.ts";
import { didYouMean } from "../nearest.ts";
import { compilePattern, PatternError } from "../pattern.ts";

export const address = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isAddress, "must be one address such as alice@contoso.com");

/** ProxyAddress: reads back as smtp:x@y, may be written so. */
export const proxyAddress = z.preprocess(
  (value) => (typeof value === "string" ? value.replace(/^smtp:/i, "") : value),
  address,
);

export const domain = z.string().trim().toLowerCase().refine(isDomain, "must be a domain such as contoso.com");

export const domainPattern = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isDomainPattern, "must be a domain, *.domain for all below it too, or *; a star can't stand elsewhere");

export const hostPort = z
  .string()
  .trim()
  .refine((text) => parseHostPort(text) !== undefined, "must be a host or address, with :port if it is not 25");

export const ipRange = z
  .string()
  .trim()
  .refine(isIpRange, "must be an address, or a range such as 10.0.0.0/24 or 10.0.0.1-10.0.0.9");

export const guid = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be a GUID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301");

export const name64 = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .refine((text) => text.length <= 64, {
    error: (issue) => `must be at most 64 characters, has ${String(issue.input).length}`,
  });

/** RFC 5322 §2.2. */
export const headerName = z
  .string()
  .regex(/^[\x21-\x39\x3b-\x7e]+$/, "must be the name of a header field, without colon and blanks");

export const pattern = z.string().check((context) => {
  try {
    compilePattern(context.value);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    context.issues.push({ code: "custom", input: context.value, message: `\`${context.value}\` ${error.message}` });
  }
});

/** A word or phrase; `true` without quotes is taken as the word it is. */
export const word = z.preprocess(
  (value) => (typeof value === "boolean" ? String(value) : value),
  z
    .string()
    .refine((text) => text.trim() !== "", "must not be empty")
    .refine((text) => text === text.trim(), "must not begin or end with a blank: words are matched whole anyway"),
);

/** One value may stand where a list is meant. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item));
}

/** Values of a cmdlet parameter, in any case. */
export function choice<const V extends string>(values: readonly V[], other = "") {
  return z.string().transform((text, context): V => {
    const found = values.find((value) => value.toLowerCase() === text.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue(`must be ${orList(values)}${other}, not \`${text}\`${didYouMean(text, values)}`);
    return z.NEVER;
  });
}

/** An ISO date; without a zone it is UTC. Milliseconds. */
export const instant = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.string().transform((text, context): number => {
    const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(text);
    const isDateOnly = /^\d{4}-\d\d-\d\d$/.test(text);
    const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(hasZone || isDateOnly ? text : `${text}Z`) : Number.NaN;
    if (!Number.isNaN(time)) return time;
    context.addIssue("must be a date such as 2026-03-01 or 2026-03-01T08:00:00Z");
    return z.NEVER;
  }),
);

export function orList(values: readonly string[]): string {
  if (values.length < 2) return values.join("");
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

/** What cmdlets set and show, and nothing acts on; under the cmdlets' names. */
export const accepted = z.record(
  z.string(),
  z.union([z.boolean(), z.number(), z.string(), z.null(), z.array(z.string())]),
);
