// Small things that several resources of /api share.
import type { Context } from "hono";
import { problem } from "../../http-error.ts";

/** Ids of rows are whole numbers; any other text finds nothing. */
export function rowId(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
}

/** With its angle brackets, however it was given. RFC 5322 §3.6.4 */
export function asMessageId(text: string): string {
  return text.startsWith("<") ? text : `<${text}>`;
}

/** A whole number within bounds. */
export function limitOf(c: Context, fallback: number, most: number): number {
  const text = c.req.query("limit");
  if (text === undefined) return fallback;
  const limit = rowId(text);
  if (limit === 0 || limit > most) throw problem(400, `limit: must be a whole number from 1 to ${most}, not "${text}"`);
  return limit;
}

/** Exact bytes; never shown as a page. */
export function mimeResponse(c: Context, bytes: Buffer | undefined): Response {
  if (!bytes) throw problem(404, "Its bytes are gone: retention removed them.");
  return c.body(new Uint8Array(bytes), 200, { "Content-Type": "message/rfc822" });
}
