// The web page's files, as src/web was built into dist/web. They hold no data: a token is asked for by what they call.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Context } from "hono";
import { packageFile } from "../../runtime/package-files.ts";

/** Addresses of the page's screens; /recall/… and /api/… are others'. */
const SCREEN = /^\/(?:|journeys\/[^/]+(?:\/compare)?|recall-desk|mail-flow|trace|check|clock|refused)$/;
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
  readonly isPage: boolean;
}

const INDEX = "index.html";
const BUILT = packageFile("dist", "web");

export class WebPage {
  readonly #folder: string;
  readonly #files = new Map<string, WebFile>();

  /** @param folder where the page was built; it may be built later, or never. */
  constructor(folder = BUILT) {
    this.#folder = folder;
  }

  /** A person's browser that opens one of the screens, or a file that they load. */
  isAskedFor(c: Context): boolean {
    return this.#find(c) !== undefined;
  }

  /** @returns undefined where something else was asked for. */
  answer(c: Context): Response | undefined {
    const file = this.#find(c);
    if (!file) return undefined;
    c.header("ETag", file.tag);
    c.header("Vary", "Accept");
    // Names of assets tell their content.
    c.header("Cache-Control", file.isPage ? "no-cache" : "public, max-age=31536000, immutable");
    if (c.req.header("if-none-match") === file.tag) return c.body(null, 304);
    c.header("Content-Type", file.type);
    if (file.isPage) c.header("Content-Security-Policy", POLICY);
    return c.body(file.body);
  }

  #find(c: Context): WebFile | undefined {
    const { path, method } = c.req;
    if (method !== "GET" && method !== "HEAD") return undefined;
    const asset = /^\/(assets\/[\w.-]+)$/.exec(path)?.[1];
    if (asset !== undefined) return this.#read(asset);
    const isScreen = SCREEN.test(path) && c.req.header("accept")?.includes("text/html") === true;
    return isScreen ? this.#read(INDEX) : undefined;
  }

  #read(name: string): WebFile | undefined {
    const known = this.#files.get(name);
    if (known) return known;
    try {
      // Only what is there is looked for: no path leads out of the folder.
      if (!readdirSync(this.#folder, { recursive: true }).map(String).includes(name)) return undefined;
      const body = new Uint8Array(readFileSync(join(this.#folder, name)));
      const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
      const isPage = name === INDEX;
      const file = { body, type: TYPES[extname(name)] ?? "application/octet-stream", tag, isPage };
      // The page itself is another one when it was built again.
      if (!isPage) this.#files.set(name, file);
      return file;
    } catch {
      return undefined;
    }
  }
}
