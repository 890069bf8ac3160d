// Answers of the admin API: JSON under the content type that Exchange Online gives it.
import type { Context } from "hono";
import { CONTENT_TYPE } from "./admin-error.ts";

export function json(c: Context, body: unknown): Response {
  return c.body(JSON.stringify(body), 200, { "Content-Type": CONTENT_TYPE });
}
