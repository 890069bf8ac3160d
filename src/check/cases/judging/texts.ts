// Text bodies: what was written is what is read, but for one block where a signature was declared.
import { type ReadPart, textOf } from "../../mail/read.ts";
import { difference, first, type Judge, type Judged, quote } from "./judge.ts";
import { references, visibleText } from "./visible-text.ts";

/** Text/plain to the character, HTML by what is seen; transfer encoding, charset and markup may be others. */
export const sameTexts: Judge = (judged) => {
  const pairs = ["text/plain", "text/html"].map((type) => {
    const ofType = (parts: readonly ReadPart[]) => textsIn(parts).filter((one) => one.type === type);
    return { type, ours: ofType(judged.left.parts), theirs: ofType(judged.back.parts) };
  });
  // What is lost says more than what stands in its place.
  return first(pairs, (pair) => whyLost(pair, judged)) ?? first(pairs, (pair) => whyAdded(pair, judged));
};

/** What HTML shows or links to is still there. */
export const sameReferences: Judge = ({ left, back }) => {
  const kept = new Set(htmlIn(back.parts).flatMap(references));
  const lost = htmlIn(left.parts)
    .flatMap(references)
    .find((one) => !kept.has(one));
  return lost === undefined ? undefined : `The HTML no longer refers to ${quote(lost)}: a link or an image is lost.`;
};

interface Text {
  readonly type: string;
  /** As it is compared. */
  readonly text: string;
}

interface Pair {
  readonly type: string;
  readonly ours: readonly Text[];
  readonly theirs: readonly Text[];
}

function whyLost({ type, ours, theirs }: Pair, judged: Judged): string | undefined {
  let next = 0;
  for (const [index, { text }] of ours.entries()) {
    const at = theirs.findIndex((other, place) => place >= next && isSame(text, other.text, judged.isSigned));
    if (at < 0) return isShownAsHtml(type, text, judged) ? undefined : whyNot(type, text, theirs[index]?.text);
    next = at + 1;
  }
  return undefined;
}

function whyAdded({ type, ours, theirs }: Pair, { isSigned }: Judged): string | undefined {
  if (theirs.length <= ours.length || isSigned) return undefined;
  const added = theirs.find(({ text }) => !ours.some((one) => one.text === text)) ?? theirs.at(-1);
  return `A ${type} part was added (${quote(added?.text ?? "")}): nobody declared it.`;
}

function whyNot(type: string, before: string, after: string | undefined): string {
  if (after === undefined) return `The ${type} part did not come back: readers see another form of it, or nothing.`;
  if (isSame(before, after, true))
    return `Something was written into the ${type} part that nobody declared (${difference(before, after)}): where it is meant, say --edits signature.`;
  return `The ${type} part came back with another text (${difference(before, after)}): readers see something else than was written.`;
}

/** Signature services may turn plain text into HTML. */
function isShownAsHtml(type: string, text: string, { back, isSigned }: Judged): boolean {
  if (type !== "text/plain" || !isSigned || textsIn(back.parts).some((one) => one.type === type)) return false;
  const seen = text.replace(/\s+/g, " ").trim();
  return htmlIn(back.parts).some((one) => isSame(seen, visibleText(one), true));
}

/** With a block: what was before it and behind it, blanks at the seam aside, is all there was. */
function isSame(before: string, after: string, isSigned: boolean): boolean {
  if (before === after) return true;
  if (!isSigned) return false;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before.slice(start, before.length - end).trim() === "";
}

function textsIn(parts: readonly ReadPart[]): Text[] {
  return parts
    .filter(({ isBody }) => isBody)
    .map((part) => {
      const text = textOf(part);
      // A message ends in a line end, whatever its text does.
      return { type: part.type, text: part.type === "text/html" ? visibleText(text) : withoutLastLineEnds(text) };
    });
}

function htmlIn(parts: readonly ReadPart[]): string[] {
  return parts.filter(({ isBody, type }) => isBody && type === "text/html").map(textOf);
}

function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (end >= 2 && text.startsWith("\r\n", end - 2)) end -= 2;
  return text.slice(0, end);
}
