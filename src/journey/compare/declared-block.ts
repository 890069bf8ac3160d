// Is a block that was written into a body the one that the product declares.
import type { DeclaredEdits } from "./comparison.ts";

export function isDeclaredBlock(block: string, isHtml: boolean, edits: DeclaredEdits | undefined): boolean {
  const { text, html, begin, end } = edits?.signature ?? {};
  if (begin && end) {
    const from = block.indexOf(begin);
    if (from >= 0 && block.indexOf(end, from + begin.length) >= 0) return true;
  }
  const learned = [text, html].filter((one) => one !== undefined && one.trim() !== "") as string[];
  const seen = essence(isHtml ? visibleText(block) : block);
  return learned.some((one) => {
    const wanted = essence(one === html ? visibleText(one) : one);
    // A block of images alone, or of signs alone, is compared as it is written.
    return wanted === "" ? block.replace(/\s+/g, "") === one.replace(/\s+/g, "") : seen === wanted;
  });
}

/** Letters and digits: wrapping, quoting, dashes that a charset lacks don't count. */
const essence = (text: string): string =>
  (
    text
      .normalize("NFKD")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join("");

/** Text between tags, numbers of characters read. */
export function visibleText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(-->|$)/g, " ")
    .replace(/<(style|script)\b[\s\S]*?(<\/\1\s*>|$)/gi, " ")
    .replace(/<[^<>]*>/g, " ")
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (all, hex: string, digits: string) => {
      const code = Number.parseInt(digits, hex === "" ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/&nbsp;/gi, " ")
    .replace(/&lt;/gi, "<")
    .replace(/&gt;/gi, ">")
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, "&");
}
