// Where a disclaimer goes: before </body> and behind <body>, below and above a text. New-TransportRule
// -ApplyHtmlDisclaimerLocation
import { htmlTags } from "../../../mime/editing/html-tags.ts";
import type { Places } from "../../../mime/editing/insert-into-part.ts";
import { endOfText, gapBelow } from "../../../mime/editing/insertion.ts";
import type { Steps } from "../../../mime/in-turns.ts";

export const APPEND: Places = {
  html: findingEnd,
  *text(text, isFlowed) {
    yield;
    const at = endOfText(text, text.length);
    return { at, before: gapBelow(text, at, isFlowed), after: "" };
  },
};

export const PREPEND: Places = {
  html: findingBeginning,
  *text() {
    yield;
    return { at: 0, before: "", after: "\r\n\r\n" };
  },
};

/** The last </body>, else the last </html>, else the end. */
function* findingEnd(html: string): Steps<number> {
  let bodyEnd = -1;
  let htmlEnd = -1;
  let seen = 0;
  for (const tag of htmlTags(html)) {
    if (seen++ % 512 === 511) yield;
    if (!tag?.isClosing) continue;
    if (tag.name === "body") bodyEnd = tag.start;
    if (tag.name === "html") htmlEnd = tag.start;
  }
  if (bodyEnd >= 0) return bodyEnd;
  return htmlEnd >= 0 ? htmlEnd : html.length;
}

/** Behind the first <body>, else behind </head> or <html>, else the beginning. */
function* findingBeginning(html: string): Steps<number> {
  let behind = 0;
  let seen = 0;
  for (const tag of htmlTags(html)) {
    if (seen++ % 512 === 511) yield;
    if (!tag) continue;
    if (tag.name === "body" && !tag.isClosing) return tag.end;
    if ((tag.name === "head" && tag.isClosing) || (tag.name === "html" && !tag.isClosing)) behind = tag.end;
  }
  return behind;
}
