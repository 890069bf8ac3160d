// Zod's issues in an administrator's words: what is wrong, what would be right.
import type { z } from "zod";
import { at, type Located, type Path, plain, problemAt } from "../located.ts";
import { didYouMean } from "../nearest.ts";
import type { ConfigurationProblem } from "../problems.ts";

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of settings, one under another",
};

/** The problems of `tree`'s part at `path`, which a schema with the keys `known` refused. */
export function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  tree: Located,
  path: Path,
  known: readonly string[],
): ConfigurationProblem[] {
  return issues.flatMap((issue) => {
    const where = [...path, ...issue.path.map((key) => (typeof key === "symbol" ? String(key) : key))];
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(tree, [...where, key], known));
    return [problemAt(tree, where, describe(issue, plain(at(tree, where))))];
  });
}

export function unknownKey(tree: Located, path: Path, known: readonly string[]): ConfigurationProblem {
  const key = String(path.at(-1));
  const hint = didYouMean(key, known) || `; known here: ${known.join(", ")}`;
  return problemAt(tree, path, `unknown key \`${key}\`${hint}`, true);
}

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type": {
      if (value === undefined) return "is missing";
      // A message of the field's own says more than the type.
      if (!issue.message.startsWith("Invalid input")) return issue.message;
      const unquoted =
        issue.expected === "string" && ["number", "boolean"].includes(typeof value) ? "; write it in quotes" : "";
      return `must be ${NOUNS[issue.expected] ?? issue.expected}, not ${show(value)}${unquoted}`;
    }
    case "too_small":
    case "too_big":
      return describeBounds(issue);
    default:
      return issue.message;
  }
}

function describeBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  if (!issue.message.startsWith("Too ")) return issue.message;
  const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  return issue.origin === "string" ? `must have ${bound} characters` : `must be ${bound}`;
}

function show(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a group of settings" : `\`${String(value)}\``;
}
