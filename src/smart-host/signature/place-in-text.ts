// Puts a signature into plain text: above the quoted mail, else below all. Bytes of any charset with ASCII inside.
import { endOfText, gapBelow, type Insertion } from "../../mime/editing/insertion.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { findingQuotedText } from "./quoted-text.ts";

/** `text` has one character a byte. */
export function* placingInText(text: string, isFlowed: boolean): Steps<Insertion> {
  const quote = yield* findingQuotedText(text);
  if (quote < 0) {
    const at = endOfText(text, text.length);
    return { at, before: gapBelow(text, at, isFlowed), after: "" };
  }
  const above = endOfText(text, quote);
  const gap = gapBelow(text, above, isFlowed);
  // Line ends that stand there already count.
  const present = text.slice(above, quote).split("\n").length - 1;
  return { at: quote, before: gap.slice(2 * present), after: "\r\n\r\n" };
}
