// JSON bodies, judged by a zod schema before anything is done with them.
import { isUtf8 } from "node:buffer";
import type { Context } from "hono";
import type { z } from "zod";
import { HttpError } from "./http-error.ts";
import { judge } from "./judge-request.ts";

/** More than any request here needs, bytes. */
const BODY_LIMIT = 1024 * 1024;

/** @param code the surface's word for a body it can't take. */
export async function readBody<S extends z.ZodType>(
  c: Context,
  schema: S,
  code: string,
  limit?: number,
): Promise<z.output<S>> {
  return parseBody(await readJson(c, code, limit), schema, code);
}

/** For what was JSON already. */
export function parseBody<S extends z.ZodType>(value: unknown, schema: S, code: string): z.output<S> {
  return judge("body", schema, value, code);
}

/** An absent body is {}. */
export async function readJson(c: Context, code: string, limit = BODY_LIMIT): Promise<unknown> {
  const bytes = await readBytes(c, limit);
  if (!isUtf8(bytes)) throw new HttpError(400, code, "The body is not UTF-8.");
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch (error) {
    throw new HttpError(400, code, `The body is not JSON: ${(error as Error).message}`);
  }
}

/** Chunk by chunk: a body's length need not be announced. */
async function readBytes(c: Context, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(c, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** @throws HttpError 413 behind `limit` bytes. */
export async function* bodyChunks(c: Context, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new HttpError(413, "RequestEntityTooLarge", `The body is larger than ${limit} bytes.`);
    yield chunk;
  }
}
