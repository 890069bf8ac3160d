// Errors of the sandbox's own API. RFC 9457
import { STATUS_CODES } from "node:http";
import type { Context } from "hono";
import type { HttpError } from "../../http-error.ts";

export function problemDetails(c: Context, error: HttpError): Response {
  const title = STATUS_CODES[error.status] ?? "Error";
  const body = { type: "about:blank", title, status: error.status, detail: error.message, ...error.extra };
  return c.body(JSON.stringify(body), error.status, { "Content-Type": "application/problem+json" });
}
