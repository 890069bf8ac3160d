// Who may ask at all: where a token is set, every request brings it. RFC 6750 §2.1, §3
// "TOKEN:alice@contoso.com" names a mailbox for /me as well (chosen; mailbox-of.ts).
import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { HttpError } from "./http-error.ts";
import { opensReport } from "./report-link.ts";

const HEALTH = new Set(["/healthz", "/readyz"]);

/**
 * @param token absent: everybody may.
 * @param isOpen what holds no data.
 */
export function accessToken(
  token: string | undefined,
  isOpen: (c: Context) => boolean = () => false,
): MiddlewareHandler {
  if (token === undefined) return (_, next) => next();
  const right = digest(token);
  return async (c, next) => {
    if (isOpen(c)) return next();
    const given = bearerOf(c);
    if (given !== undefined && timingSafeEqual(digest(given.split(":", 1)[0] ?? ""), right)) return next();
    if (HEALTH.has(c.req.path)) {
      await next();
      // A stranger hears whether, not why.
      const { status } = (await c.res.json()) as { status: string };
      c.res = c.json({ status }, c.res.ok ? 200 : 503);
      return;
    }
    if (opensReport(c.req.path, c.req.query("key"), token)) return next();
    throw unauthorized(given !== undefined);
  };
}

/** What the client calls its token, unchecked. */
export function bearerOf(c: Context): string | undefined {
  return /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
}

/** Whom a token says it is of: its text, what follows "TOKEN:", and its upn claim; all unchecked, none by itself a proof. */
export function namesIn(token: string): string[] {
  return [token, token.slice(token.indexOf(":") + 1), upnClaim(token) ?? ""].filter((name) => name !== "");
}

/** RFC 7519 §3: header, claims and signature, each in base64url. */
function upnClaim(token: string): string | undefined {
  const claims = token.split(".")[1];
  if (claims === undefined) return undefined;
  try {
    const { upn } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { upn?: unknown };
    return typeof upn === "string" ? upn : undefined;
  } catch {
    return undefined;
  }
}

/** Digests are compared in the same time, however much of a token is right. */
const digest = (text: string) => createHash("sha256").update(text).digest();

function unauthorized(isGiven: boolean): HttpError {
  const text = isGiven
    ? "The access token is not the one of this sandbox."
    : "Access token is empty. This sandbox demands its token: Authorization: Bearer TOKEN, or TOKEN:alice@contoso.com to name the mailbox of /me.";
  const challenge = `Bearer realm="recall-sandbox"${isGiven ? ', error="invalid_token"' : ""}`;
  return new HttpError(401, "InvalidAuthenticationToken", text, { headers: { "WWW-Authenticate": challenge } });
}
