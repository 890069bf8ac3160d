// A page that stands alone: nothing is fetched, no script runs, everything that mail said is text.
import { createHash } from "node:crypto";
import { html, Markup } from "./markup.ts";
import { STYLE } from "./style.ts";

const STYLE_ELEMENT = new Markup(`<style>${STYLE}</style>`);

export function formatPage(title: string, body: Markup): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const policy = new Markup(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${STYLE_ELEMENT}
</head>
<body>
${body}
</body>
</html>
`.text;
}
