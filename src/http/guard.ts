// Who may talk to this server from a browser: Host must name us (DNS rebinding), Origin must be ours (CSRF), and what a
// page can send elsewhere without asking first is refused (Fetch Metadata, simple requests).
// docs/architecture.md "Trust"
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { Context, MiddlewareHandler } from "hono";
import { HttpError } from "./http-error.ts";

export interface Authority {
  /** The address we are bound to. */
  readonly host: string;
  /** Known once we are bound. */
  port(): number;
  /** Host name of the tenant, for those who made it resolve. */
  ownName(): string;
  /** Further ones, as http.hostNames has them; lower case. */
  readonly hostNames?: readonly string[];
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
        `This server does not answer for the host "${host}"; use ${wanted}, or name it in http.hostNames.`,
      );
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && !isOwnOrigin(origin, authority)) {
      throw new HttpError(403, "ForeignOrigin", `Pages of "${origin}" may not use this server.`);
    }
    if (isFromForeignPage(c))
      throw new HttpError(403, "ForeignOrigin", "Pages of other sites may not use this server.");
    refuseFormTypes(c);
    await next();
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  };
}

const READS = new Set(["GET", "HEAD"]);

/** Browsers say whose page asks. A person may follow a link to us; all else is a page's own doing. W3C Fetch Metadata */
function isFromForeignPage(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  // Another port of this machine is the same site, and somebody else.
  if (site !== "cross-site" && site !== "same-site") return false;
  const isLink = c.req.header("sec-fetch-mode") === "navigate" && c.req.header("sec-fetch-dest") === "document";
  return !(isLink && READS.has(c.req.method));
}

/** What a form of any page can send. Fetch standard, "CORS-safelisted request-header" */
const FORM_TYPES = new Set(["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]);
/** Microsoft Graph takes MIME as text/plain here; at recall the sandbox does. */
const TAKES_MIME = /^\/(?:v1\.0|beta)\/.*\/(?:sendMail|messages|recall|(?:create)?(?:reply|replyAll|forward))$/i;

function refuseFormTypes(c: Context): void {
  if (READS.has(c.req.method)) return;
  const type = (c.req.header("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (!FORM_TYPES.has(type) || (type === "text/plain" && TAKES_MIME.test(c.req.path))) return;
  const text = `The body must be JSON, sent with Content-Type: application/json, not ${type}.`;
  throw new HttpError(415, "UnsupportedMediaType", text, { headers: { Accept: "application/json" } });
}

function isOwnOrigin(origin: string, authority: Authority): boolean {
  const [, scheme, host = ""] = /^(https?):\/\/(.+)$/.exec(origin) ?? [];
  // A proxy in front may speak TLS; we don't.
  return scheme === "https" ? isNamed(host, authority) : scheme === "http" && isOwn(host, authority);
}

function isOwn(host: string, authority: Authority): boolean {
  if (isNamed(host, authority)) return true;
  const { name, port } = parts(host);
  if (name === "" || port !== authority.port()) return false;
  if (LOOPBACK.has(name) || name === authority.host.toLowerCase()) return true;
  // An address can't be rebound: only names are asked of DNS.
  if (isIP(name) !== 0) return WILDCARDS.has(authority.host);
  return name === authority.ownName().toLowerCase() || name === hostname().toLowerCase();
}

/** In http.hostNames, which holds for every port unless it names one. */
function isNamed(host: string, { hostNames = [] }: Authority): boolean {
  const { name, port } = parts(host);
  return name !== "" && (hostNames.includes(name) || hostNames.includes(`${name}:${port}`));
}

function parts(host: string): { name: string; port: number } {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::(\d{1,5}))?$/i.exec(host);
  return {
    name: (match?.[1] ?? match?.[2] ?? "").toLowerCase().replace(/\.$/, ""),
    port: Number(match?.[3] ?? 80),
  };
}
