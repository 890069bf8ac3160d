// Counts every request by the surface that was asked.
import type { MiddlewareHandler } from "hono";
import type { AppOptions } from "./app.ts";

export function measure(answered: NonNullable<AppOptions["answered"]>): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    answered(surfaceOf(c.req.path), c.res.status, performance.now() - startedAt);
  };
}

/** Few and fixed, whatever is asked for. */
function surfaceOf(path: string): string {
  if (path === "/api/wait") return "wait";
  if (/^\/(?:healthz|readyz|metrics)$/.test(path)) return "operations";
  const [, first = ""] = path.split("/", 2);
  if (first === "v1.0" || first === "beta") return "graph";
  return first === "adminapi" || first === "api" || first === "recall" ? first : "other";
}
