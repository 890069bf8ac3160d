// Pages for people: plain HTML without scripts, into which nothing comes from anywhere.
import { createHash } from "node:crypto";
import type { Context } from "hono";
import { html, raw } from "hono/html";
import { PAGE_STYLE } from "./page-style.ts";

export type Content = ReturnType<typeof html>;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(PAGE_STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export interface Page {
  readonly title: string;
  readonly status?: 200 | 403 | 404;
  /** BCP 47; "en" unless given. */
  readonly language?: string;
  /** Class of the page's main part. */
  readonly kind?: string;
}

export function show(c: Context, page: Page, content: Content): Response | Promise<Response> {
  c.header("Content-Security-Policy", POLICY);
  c.status(page.status ?? 200);
  return c.html(html`<!doctype html>
<html lang="${page.language ?? "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<main class="${page.kind ?? "plain"}">
${content}
</main>
</body>
</html>
`);
}
