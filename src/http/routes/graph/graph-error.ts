// Errors as Microsoft Graph writes them. Microsoft Graph: error responses and resource types
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";

export function graphError(c: Context, error: HttpError, services: Pick<HttpServices, "clock">): Response {
  const { requestId, clientRequestId } = nameRequest(c);
  const innerError = {
    date: new Date(services.clock.now()).toISOString().slice(0, 19),
    "request-id": requestId,
    "client-request-id": clientRequestId,
  };
  return c.json({ error: { code: error.code, message: error.message, innerError } }, error.status);
}

/** Names the request in its answer, by the client's own id too. */
export function nameRequest(c: Context): { requestId: string; clientRequestId: string } {
  const requestId = randomUUID();
  const given = (c.req.header("client-request-id") ?? "").replace(/[^\w.{}-]/g, "").slice(0, 100);
  const clientRequestId = given || requestId;
  c.header("request-id", requestId);
  c.header("client-request-id", clientRequestId);
  return { requestId, clientRequestId };
}

export const itemNotFound = () =>
  new HttpError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
export const idMalformed = () => new HttpError(400, "ErrorInvalidIdMalformed", "Id is malformed.");
export const invalidUser = (user: string) =>
  new HttpError(404, "ErrorInvalidUser", `The requested user '${user.slice(0, 320)}' is invalid.`);
export const badQuery = (text: string) => new HttpError(400, "BadRequest", text);
export const invalidFilter = (text: string) =>
  new HttpError(400, "ErrorInvalidUrlQueryFilter", `The query filter contains one or more invalid nodes. ${text}`);
export const invalidRequest = (text: string) => new HttpError(400, "InvalidRequest", text);
export const INVALID_REQUEST = "ErrorInvalidRequest";
