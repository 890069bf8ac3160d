// What a product writes into mail, learned of a message that left and came back: the block in text and in HTML, and
// the header fields that it adds.
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import type { DeclaredEdits } from "./comparison.ts";
import { visibleText } from "./declared-block.ts";
import { findingChange } from "./find-inserted.ts";
import { isText, type OpenedMessage, openingMessage, textOf } from "./opened-message.ts";
import { pairParts } from "./pair-parts.ts";

export function learnEdits(left: Buffer, right: Buffer): Promise<DeclaredEdits> {
  return runInTurns(learning(left, right));
}

function* learning(left: Buffer, right: Buffer): Steps<DeclaredEdits> {
  const ours = yield* openingMessage(left);
  const theirs = yield* openingMessage(right);
  const found: { text?: string; html?: string } = {};
  for (const [one, other] of pairParts(ours.leaves.filter(isText), theirs.leaves.filter(isText)).pairs) {
    const [before, after] = [textOf(one), textOf(other)];
    if (before === undefined || after === undefined || one.type !== other.type) continue;
    const isHtml = one.type === "text/html";
    const { inserted } = yield* findingChange(before, after, isHtml);
    const block = longest(inserted, isHtml)?.trim();
    if (block) found[isHtml ? "html" : "text"] ??= block;
  }
  const headers = addedFields(ours, theirs);
  return {
    ...(Object.keys(found).length > 0 && { signature: found }),
    ...(headers.length > 0 && { headers }),
  };
}

/** A product may write at several places; its signature says most. */
function longest(blocks: readonly string[], isHtml: boolean): string | undefined {
  const said = (block: string) => (isHtml ? visibleText(block) : block).length;
  return blocks.toSorted((a, b) => said(b) - said(a))[0];
}

/** Lower case. A changed field is never learned: what changes a Message-ID is no declared edit. */
function addedFields({ headers: before }: OpenedMessage, { headers: after }: OpenedMessage): string[] {
  const names = after.fields.map(({ name }) => name.toLowerCase());
  return [...new Set(names)].filter((name) => name !== "" && !EVERY_HOP.has(name) && !before.has(name));
}

const EVERY_HOP: ReadonlySet<string> = new Set(["received", "return-path", "mime-version"]);
