// A text, plain or HTML, decoded: the block that a product wrote into it, and whether all else is as it was written.
import { runNow, type Steps } from "../../mime/in-turns.ts";
import { compareEncoding } from "./compare-encoding.ts";
import type { DeclaredEdits, Difference, InsertedBlock } from "./comparison.ts";
import { isDeclaredBlock, visibleText } from "./declared-block.ts";
import { findingChange } from "./find-inserted.ts";
import { type OpenedPart, placeOf, textOf } from "./opened-message.ts";
import { bytesInWords, collapsed, shortened } from "./words.ts";

export interface ComparedContent {
  readonly differences: readonly Difference[];
  readonly inserted: readonly InsertedBlock[];
  /** All that differs in the content is a declared edit. */
  readonly isAsDeclared: boolean;
}

export function* compareBody(left: OpenedPart, right: OpenedPart, edits?: DeclaredEdits): Steps<ComparedContent> {
  const [before, after] = [textOf(left), textOf(right)];
  yield;
  if (before === undefined || after === undefined) return { ...AS_BYTES, differences: [otherBytes(left, right)] };
  if (before === after) {
    const encoded = compareEncoding(left, right);
    return { differences: encoded.length > 0 ? encoded : [sameText(left)], inserted: [], isAsDeclared: true };
  }
  const found = yield* comparingTexts(
    { before, after, isHtml: left.type === "text/html" && right.type === left.type },
    edits,
  );
  const { path, type } = right;
  return {
    differences: found.differences.map((one) => ({ area: "body", where: placeOf(left), ...one })),
    inserted: found.inserted.map((text) => ({ path, type, text })),
    isAsDeclared: found.differences.every((one) => one.class === "expected"),
  };
}

const AS_BYTES = { inserted: [], isAsDeclared: false } as const;

function otherBytes(left: OpenedPart, right: OpenedPart): Difference {
  return {
    ...{ area: "body", kind: "changed", where: placeOf(left), class: "risky" },
    ...{ before: bytesInWords(left.decoded.length), after: bytesInWords(right.decoded.length) },
    consequence: "The text has other bytes; it is too long, or its charset is not known, so what changed is not shown.",
  };
}

function sameText(left: OpenedPart): Difference {
  const shown = { area: "encoding", kind: "re-encoded", where: placeOf(left), class: "harmless" } as const;
  return { ...shown, consequence: "The bytes are others, the text that is read is the same." };
}

export interface Texts {
  readonly before: string;
  readonly after: string;
  readonly isHtml: boolean;
}

type TextDifference = Pick<Difference, "kind" | "before" | "after" | "class" | "consequence">;

export interface ComparedTexts {
  readonly differences: readonly TextDifference[];
  readonly inserted: readonly string[];
}

export function* comparingTexts({ before, after, isHtml }: Texts, edits?: DeclaredEdits): Steps<ComparedTexts> {
  if (before.trimEnd() === after.trimEnd()) return only(BLANKS_AT_END);
  if (isHtml && collapsed(before) === collapsed(after)) return only(BLANKS_IN_HTML);
  if (collapsed(before) === collapsed(after)) return only(BLANKS);
  const { inserted, removed } = yield* findingChange(before, after, isHtml);
  if (inserted.length === 0 && removed.length === 0) return only(BLANKS);
  if (removed.length === 0) {
    const differences = inserted.map((block) => judgeInserted(block, isHtml, edits));
    return { differences, inserted };
  }
  const isSeen = !isHtml || collapsed(visibleText(before)) !== collapsed(visibleText(after));
  const changed: TextDifference = {
    kind: inserted.length === 0 ? "removed" : "changed",
    before: shortened(removed.join(" … ")),
    ...(inserted.length > 0 && { after: shortened(inserted.join(" … ")) }),
    class: "risky",
    consequence: isSeen
      ? "Readers see another text than was written."
      : "The text is the same, its HTML is not: it may look otherwise, and links may lead elsewhere.",
  };
  return { differences: [changed], inserted: [] };
}

export const compareTexts = (texts: Texts, edits?: DeclaredEdits): ComparedTexts =>
  runNow(comparingTexts(texts, edits));

function judgeInserted(block: string, isHtml: boolean, edits?: DeclaredEdits): TextDifference {
  const after = shortened(isHtml ? visibleText(block) || block : block);
  return isDeclaredBlock(block, isHtml, edits)
    ? {
        kind: "added",
        after,
        class: "expected",
        consequence: "The block that the product declares was written into the text.",
      }
    : {
        kind: "added",
        after,
        class: "harmless",
        consequence:
          "A block was written into the text; recall does not look at text, and all else in it is as it was.",
      };
}

const only = (difference: TextDifference): ComparedTexts => ({ differences: [difference], inserted: [] });
const BLANKS_AT_END: TextDifference = {
  ...{ kind: "changed", class: "harmless", consequence: "Only blank lines at the end of the text differ." },
};
const BLANKS_IN_HTML: TextDifference = {
  ...{
    kind: "changed",
    class: "harmless",
    consequence: "Only blanks and line ends in the HTML differ, which show as one blank.",
  },
};
const BLANKS: TextDifference = {
  ...{
    kind: "changed",
    class: "risky",
    consequence: "Blanks or line ends in the text differ: paragraphs and columns look otherwise.",
  },
};
