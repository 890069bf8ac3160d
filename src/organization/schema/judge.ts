// One value against the schema of its place in the file, for those that come by another way.
import type { z } from "zod";
import { locateValue } from "../located.ts";
import type { ConfigurationProblem } from "../problems.ts";
import { describeIssues } from "./describe-issue.ts";

export type FileSchema<T> = z.ZodType<T>;

export type Judgement<T> = { readonly value: T } | { readonly problems: readonly ConfigurationProblem[] };

export function judge<T>(schema: FileSchema<T>, value: unknown): Judgement<T> {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  return { problems: describeIssues(result.error.issues, locateValue(value, ""), [], []) };
}
