// JSON bodies, judged by a zod schema before anything is done with them.
import type { Context } from "hono";
import type { z } from "zod";
import { didYouMean } from "../organization/nearest.ts";
import { HttpError } from "./http-error.ts";

/** More than any request here needs, bytes. */
const BODY_LIMIT = 1024 * 1024;

/** @param code the surface's word for a body it can't take. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S, code: string): Promise<z.infer<S>> {
  const text = await readText(c);
  let value: unknown;
  try {
    value = JSON.parse(text === "" ? "{}" : text);
  } catch (error) {
    throw new HttpError(400, code, `The body is not JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, keysOf(schema)));
  const detail = problems.map(({ name, message }) => `${name || "body"}: ${message}`).join("; ");
  throw new HttpError(400, code, detail, { extra: { problems } });
}

function problemsOf(issue: z.core.$ZodIssue, known: readonly string[]) {
  const name = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") return [{ in: "body" as const, name, message: issue.message }];
  return issue.keys.map((key) => ({
    in: "body" as const,
    name: name === "" ? key : `${name}.${key}`,
    message: `is not known here${didYouMean(key, known)}`,
  }));
}

const keysOf = (schema: z.ZodType): string[] => Object.keys((schema as { shape?: object }).shape ?? {});

/** Chunk by chunk: a body's length need not be announced. */
async function readText(c: Context): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > BODY_LIMIT)
      throw new HttpError(413, "RequestEntityTooLarge", `The body is larger than ${BODY_LIMIT} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
