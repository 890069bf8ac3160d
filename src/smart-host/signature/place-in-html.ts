// Where a signature goes in an HTML mail: above the quoted mail, else inside </body>, else at the end.

import { type HtmlTag, htmlTags } from "../../mime/editing/html-tags.ts";
import { isBlank } from "../../mime/editing/insertion.ts";
import type { Steps } from "../../mime/in-turns.ts";

/** `html` has one character a byte. */
export function* placingInHtml(html: string): Steps<number> {
  const quote = new QuoteWatch();
  let bodyEnd = -1;
  let htmlEnd = -1;
  let textFrom = 0;
  let seen = 0;
  for (const tag of htmlTags(html)) {
    if (seen++ % 512 === 511) yield;
    if (!tag) continue;
    quote.onText(html, textFrom, tag.start);
    quote.onTag(tag);
    textFrom = tag.end;
    if (tag.isClosing && tag.name === "body") bodyEnd = tag.start;
    if (tag.isClosing && tag.name === "html") htmlEnd = tag.start;
  }
  if (bodyEnd < 0 && htmlEnd < 0) quote.onText(html, textFrom, html.length);
  if (quote.start >= 0 && !quote.hasTextBelow) return quote.start;
  if (bodyEnd >= 0) return bodyEnd;
  return htmlEnd >= 0 ? htmlEnd : endOfHtml(html);
}

function endOfHtml(html: string): number {
  let end = html.length;
  while (end > 0 && isBlank(html.charCodeAt(end - 1))) end -= 1;
  return end;
}

/** Follows the quoted mail from its beginning, and sees whether answers stand below it. */
class QuoteWatch {
  start = -1;
  hasTextBelow = false;
  /** The element that holds the quote; undefined while one is awaited or where all that follows is quote. */
  #element: string | undefined;
  #awaitsBlockquote = false;
  #depth = 0;
  #isBelow = false;

  onTag(tag: HtmlTag): void {
    if (this.start < 0) {
      if (tag.isClosing) return;
      const kind = quoteKind(tag);
      if (kind === undefined) return;
      this.start = tag.start;
      this.#awaitsBlockquote = kind === "attribution";
      if (kind === "element") this.#enter(tag.name);
      return;
    }
    if (this.#awaitsBlockquote) {
      if (tag.name === "blockquote" && !tag.isClosing) this.#enter(tag.name);
      return;
    }
    if (tag.name !== this.#element) return;
    this.#depth += tag.isClosing ? -1 : 1;
    if (this.#depth > 0) return;
    this.#element = undefined;
    this.#isBelow = true;
  }

  onText(html: string, from: number, to: number): void {
    if (!this.#isBelow || this.hasTextBelow || from >= to) return;
    // &nbsp; as entity, as latin1 and as UTF-8.
    const text = html.slice(from, Math.min(to, from + 10_000)).replaceAll("&nbsp;", "");
    this.hasTextBelow = /[^\s\xa0\xc2]/.test(text);
  }

  #enter(name: string): void {
    this.#awaitsBlockquote = false;
    this.#element = name;
    this.#depth = 1;
  }
}

/** "all": everything below is the quoted mail. "element": the tag holds it. "attribution": a blockquote follows. */
function quoteKind(tag: HtmlTag): "all" | "element" | "attribution" | undefined {
  const { name, attributes } = tag;
  if (attributes === "") return undefined;
  // Outlook on the web and new Outlook
  if (/\bid\s*=\s*["']?(x_)?(appendonsend|divRplyFwdMsg|mail-editor-reference-message-container)\b/i.test(attributes)) {
    return "all";
  }
  if (name === "hr") return /\btabindex\s*=\s*["']?-1/i.test(attributes) ? "all" : undefined;
  if (name === "blockquote") {
    return /\btype\s*=\s*["']?cite\b|\bclass\s*=\s*["'][^"']*gmail_quote/i.test(attributes) ? "element" : undefined;
  }
  if (name !== "div") return undefined;
  // Outlook for Windows
  if (/border:\s*none;\s*border-top:\s*solid/i.test(attributes)) return "all";
  // Thunderbird; then Gmail, Yahoo, Proton
  if (/\bclass\s*=\s*["']?[^"'>]*\bmoz-cite-prefix\b/i.test(attributes)) return "attribution";
  return /\bclass\s*=\s*["']?[^"'>]*\b(gmail_quote|yahoo_quoted|protonmail_quote)\b/i.test(attributes)
    ? "element"
    : undefined;
}
