// The texts of two forms of one message, each beside what it has become: for reading, not for judging.
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { tnefTextOf } from "./compare-winmail.ts";
import { beginningOf, isText, type OpenedMessage, type OpenedPart, openingMessage } from "./opened-message.ts";
import { pairParts } from "./pair-parts.ts";

export interface PairedText {
  /** Of the part on the side where it is; "winmail.dat" for the text within TNEF. */
  readonly path: string;
  readonly type: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Only the beginning is given. */
  readonly cut: boolean;
}

/** Characters of each text. */
const MOST = 200_000;

export function pairTexts(left: Buffer, right: Buffer): Promise<PairedText[]> {
  return runInTurns(pairing(left, right));
}

function* pairing(left: Buffer, right: Buffer): Steps<PairedText[]> {
  const ours = yield* openingMessage(left);
  const theirs = yield* openingMessage(right);
  const { pairs, removed, added } = pairParts(ours.leaves.filter(isText), theirs.leaves.filter(isText));
  const texts: PairedText[] = [];
  for (const [one, other] of [...pairs, ...removed.map((part) => [part, undefined] as const)]) {
    texts.push(pairOf(one, beginningOf(one), other && beginningOf(other)));
    yield;
  }
  for (const part of added) texts.push(pairOf(part, undefined, beginningOf(part)));
  return [...texts, ...textsOfTnef(ours, theirs)];
}

function textsOfTnef({ tnef: ours }: OpenedMessage, { tnef: theirs }: OpenedMessage): PairedText[] {
  return IN_TNEF.flatMap(({ tag, type }) => {
    const [before, after] = [ours?.message, theirs?.message].map((message) => message && tnefTextOf(message, tag));
    return before === undefined && after === undefined ? [] : [pairOf({ path: "winmail.dat", type }, before, after)];
  });
}

const IN_TNEF = [
  { tag: TAG.PidTagBody, type: "text/plain" },
  { tag: TAG.PidTagHtml, type: "text/html" },
] as const;

function pairOf(
  { path, type }: Pick<OpenedPart, "path" | "type">,
  before: string | undefined,
  after: string | undefined,
): PairedText {
  const cut = (before?.length ?? 0) > MOST || (after?.length ?? 0) > MOST;
  return { path, type, before: before?.slice(0, MOST) ?? null, after: after?.slice(0, MOST) ?? null, cut };
}
