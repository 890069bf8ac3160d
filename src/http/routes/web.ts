// The web page's files, as src/web was built into dist/web. They hold no data: a token is asked for by what they call.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Context } from "hono";
import { packageFile } from "../../runtime/package-files.ts";

/** Addresses of the page's screens; /recall/… and /api/… are others'. */
const SCREEN = /^\/(?:|journeys\/[^/]+(?:\/compare)?|recall-desk|mail-flow|trace|check|clock)$/;
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * Scripts are ours alone. Styles may be inline for mail, which is shown in frames that inherit this and have a stricter
 * policy of their own: no script, nothing fetched.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

interface WebFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly tag: string;
}

const files = new Map<string, WebFile>();

/** @returns undefined where the page is not built, or has no such file. */
function webFile(name: string): WebFile | undefined {
  const known = files.get(name);
  if (known) return known;
  const folder = packageFile("dist", "web");
  try {
    // Only what is there is looked for: no path leads out of the folder.
    const found = readdirSync(folder, { recursive: true }).map(String).includes(name);
    if (!found) return undefined;
    const body = new Uint8Array(readFileSync(join(folder, name)));
    const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    const file = { body, type: TYPES[extname(name)] ?? "application/octet-stream", tag };
    if (name !== INDEX) files.set(name, file);
    return file;
  } catch {
    return undefined;
  }
}

const INDEX = "index.html";

/** A person's browser that opens one of the screens, or a file that they load. */
export function isWebRequest(c: Context): boolean {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") return false;
  return nameOf(c) !== undefined;
}

function nameOf(c: Context): string | undefined {
  const { path } = c.req;
  const name = /^\/(assets\/[\w.-]+)$/.exec(path)?.[1];
  if (name !== undefined) return webFile(name) && name;
  const wantsPage = SCREEN.test(path) && c.req.header("accept")?.includes("text/html");
  return wantsPage && webFile(INDEX) ? INDEX : undefined;
}

/** @returns undefined where it is not the page that was asked for. */
export function answerWeb(c: Context): Response | undefined {
  const name = nameOf(c);
  const file = name === undefined ? undefined : webFile(name);
  if (name === undefined || !file) return undefined;
  c.header("ETag", file.tag);
  c.header("Vary", "Accept");
  // Names of assets tell their content.
  c.header("Cache-Control", name === INDEX ? "no-cache" : "public, max-age=31536000, immutable");
  if (c.req.header("if-none-match") === file.tag) return c.body(null, 304);
  c.header("Content-Type", file.type);
  if (name === INDEX) c.header("Content-Security-Policy", POLICY);
  return c.body(file.body);
}
