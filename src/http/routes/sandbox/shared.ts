// Small things that several resources of /api share.
import type { Context } from "hono";
import { problem } from "../../http-error.ts";
import { z } from "../../openapi.ts";

/** Ids of rows are whole numbers; any other text finds nothing. */
export function rowId(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
}

/** With its angle brackets, however it was given. RFC 5322 §3.6.4 */
export function asMessageId(text: string): string {
  return text.startsWith("<") ? text : `<${text}>`;
}

/** Query parameter: how many at most. */
export function limit(fallback: number, most: number) {
  return z
    .string()
    .default(String(fallback))
    .transform((text, context) => {
      const count = rowId(text);
      if (count === 0 || count > most) context.addIssue(`must be a whole number from 1 to ${most}`);
      return count;
    })
    .openapi({ type: "integer", minimum: 1, maximum: most, default: fallback, description: "how many at most" });
}

/** Path parameter: the id of a row. */
export const idParam = (what: string) => z.string().max(1000).describe(`id of ${what}`).openapi({ example: "1" });

export const instant = z.iso.datetime().describe("ISO 8601 UTC");

/** Exact bytes; never shown as a page, saved under a name of our own. */
export function mimeResponse(c: Context, bytes: Buffer | undefined, name: string): Response {
  if (!bytes) throw problem(404, "Its bytes are gone: retention removed them.");
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "message/rfc822",
    "Content-Disposition": `attachment; filename="${name}.eml"`,
  });
}
