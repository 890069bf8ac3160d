// What one client may cost: the length of its URL, its requests a second, its share of those at work.
import type { Context, MiddlewareHandler } from "hono";
import type { HttpConfig } from "../organization/configuration.ts";
import { HttpError } from "./http-error.ts";
import { RateLimit } from "./rate-limit.ts";
import { Turnstile } from "./turnstile.ts";

/** Longer than any that this server gives, bytes. RFC 9110 §4.1 asks for 8000. */
const MOST_URL_BYTES = 8192;
/** They have limits of their own, last for minutes and cost nothing meanwhile; health must answer whatever goes on. */
const UNCOUNTED = new Set(["/api/wait", "/api/events", "/healthz", "/readyz"]);

/** Environment of a request that came inside another one: that one was counted and has its place. */
export const PART_OF_ANOTHER = {};

type Limits = Pick<HttpConfig, "maxRequestsPerSecond" | "maxConcurrentRequests">;

export function limits({ maxRequestsPerSecond, maxConcurrentRequests }: Limits): MiddlewareHandler {
  const rate = new RateLimit(maxRequestsPerSecond);
  const turnstile = new Turnstile(maxConcurrentRequests);
  return async (c, next) => {
    if (c.env === PART_OF_ANOTHER) return next();
    if (c.req.url.length > MOST_URL_BYTES)
      throw new HttpError(414, "UriTooLong", `The URL is longer than ${MOST_URL_BYTES} bytes.`);
    const seconds = rate.take(clientOf(c));
    if (seconds > 0)
      throw new HttpError(429, "TooManyRequests", `More than ${maxRequestsPerSecond} requests a second.`, {
        headers: { "Retry-After": String(seconds) },
      });
    if (UNCOUNTED.has(c.req.path)) return next();
    const passed = turnstile.pass(next);
    if (!passed)
      throw new HttpError(503, "ServerBusy", "Too many requests wait already.", { headers: { "Retry-After": "1" } });
    await passed;
  };
}

/** Its address; "" where there is no network, as in tests of the app alone. */
function clientOf(c: Context): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? "";
}
