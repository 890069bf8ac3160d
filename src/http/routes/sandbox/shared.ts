// Small things that several resources of /api share.
import type { Context } from "hono";
import { attachmentDisposition } from "../../file-name.ts";
import { problem } from "../../http-error.ts";
import { z } from "../../openapi.ts";

/** With its angle brackets, however it was given. RFC 5322 §3.6.4 */
export function asMessageId(text: string): string {
  return text.startsWith("<") ? text : `<${text}>`;
}

/** As parameters have it, which are text. */
export function wholeNumber(min: number, max: number, message = `must be a whole number from ${min} to ${max}`) {
  const read = (text: unknown) => (typeof text === "string" && /^-?\d{1,16}$/.test(text) ? Number(text) : text);
  return z.preprocess(read, z.int(message).min(min, message).max(max, message));
}

export const rowId = wholeNumber(1, 999_999_999_999_999, "must be a whole number, such as 12").openapi({
  description: "its number",
  example: 12,
});

/** Query parameter `limit`. */
export function limit(usual: number, most: number) {
  return wholeNumber(1, most).default(usual).describe("as many at most");
}

/** Text that must hold something; no field of mail is longer than a line of it. RFC 5322 §2.1.1 */
export const text = (sentence: string) => z.string().min(1).max(998).describe(sentence);

export const messageId = (whose: string) =>
  text(`Message-ID of ${whose}, with or without angle brackets`).transform(asMessageId);

export const address = (whose: string) => text(whose).transform((given) => given.toLowerCase());

export const instant = z.iso.datetime().describe("ISO 8601 UTC");

/** What mail holds, whatever it says it is: to be kept as a file, never shown. */
export function fileResponse(c: Context, { name, bytes }: { readonly name: string; readonly bytes: Buffer }): Response {
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": attachmentDisposition(name),
    "Content-Security-Policy": "sandbox; default-src 'none'",
  });
}

/** Exact bytes; never shown as a page. @param name of the file that a browser makes of it, without its ending. */
export function mimeResponse(c: Context, name: string, bytes: Buffer | undefined): Response {
  if (!bytes) throw problem(404, "Its bytes are gone: retention removed them.");
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "message/rfc822",
    "Content-Disposition": `attachment; filename="${name}.eml"`,
  });
}
