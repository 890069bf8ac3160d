// Nothing is written while everything is wiped: a client comes again a moment later.
import type { MiddlewareHandler } from "hono";
import { HttpError } from "./http-error.ts";
import type { HttpServices } from "./services.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

export function whileReset(services: Pick<HttpServices, "isBeingReset">): MiddlewareHandler {
  return async (c, next) => {
    const waitsItsTurn = c.req.path === "/api/reset" || c.req.path.startsWith("/api/clock");
    if (services.isBeingReset && !READS.has(c.req.method) && !waitsItsTurn) {
      const text = "The sandbox is being reset; ask again in a moment.";
      throw new HttpError(503, "ServiceUnavailable", text, { headers: { "Retry-After": "1" } });
    }
    await next();
  };
}
