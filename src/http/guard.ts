// Who may talk to this server from a browser: Host must name us (DNS rebinding), Origin must be ours (CSRF).
// docs/architecture.md "Trust"
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { MiddlewareHandler } from "hono";
import { HttpError } from "./http-error.ts";

export interface Authority {
  /** The address we are bound to. */
  readonly host: string;
  /** Known once we are bound. */
  port(): number;
  /** Host name of the tenant, for those who made it resolve. */
  ownName(): string;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);
const WILDCARDS = new Set(["0.0.0.0", "::"]);

export function guard(authority: Authority): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? "";
    if (!isOwn(host, authority)) {
      const wanted = `127.0.0.1:${authority.port()} or localhost:${authority.port()}`;
      throw new HttpError(
        421,
        "MisdirectedRequest",
        `This server does not answer for the host "${host}"; use ${wanted}.`,
      );
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && !isOwnOrigin(origin, authority)) {
      throw new HttpError(403, "ForeignOrigin", `Pages of "${origin}" may not use this server.`);
    }
    await next();
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cache-Control", "no-store");
  };
}

function isOwnOrigin(origin: string, authority: Authority): boolean {
  return origin.startsWith("http://") && isOwn(origin.slice("http://".length), authority);
}

function isOwn(host: string, authority: Authority): boolean {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::(\d{1,5}))?$/i.exec(host);
  if (!match) return false;
  const name = (match[1] ?? match[2] ?? "").toLowerCase().replace(/\.$/, "");
  if (Number(match[3] ?? 80) !== authority.port()) return false;
  if (LOOPBACK.has(name) || name === authority.host.toLowerCase()) return true;
  // An address can't be rebound: only names are asked of DNS.
  if (isIP(name) !== 0) return WILDCARDS.has(authority.host);
  return name === authority.ownName().toLowerCase() || name === hostname().toLowerCase();
}
