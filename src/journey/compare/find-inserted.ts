// What was written into a text: blocks that stand in the second and not in the first, and whether all else is as it was.
import type { Steps } from "../../mime/in-turns.ts";

export interface TextChange {
  readonly inserted: readonly string[];
  readonly removed: readonly string[];
}

/** Nothing where both are the same. Lines of plain text, tags and text of HTML, are what blocks are made of. */
export function* findingChange(before: string, after: string, isHtml: boolean): Steps<TextChange> {
  if (before === after) return { inserted: [], removed: [] };
  const block = oneBlock(before, after, isHtml);
  if (block !== undefined) return { inserted: [block], removed: [] };
  const removed = oneBlock(after, before, isHtml);
  if (removed !== undefined) return { inserted: [], removed: [removed] };
  return yield* byPieces(piecesOf(before, isHtml), piecesOf(after, isHtml));
}

/** The block without which `after` is `before`; undefined where there is no such. */
function oneBlock(before: string, after: string, isHtml: boolean): string | undefined {
  if (after.length <= before.length) return undefined;
  let start = 0;
  while (start < before.length && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  const most = before.length - start;
  while (end < most && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end += 1;
  if (start + end < before.length) return undefined;
  const length = after.length - before.length;
  return after.slice(beginning(after, start, length, isHtml)).slice(0, length);
}

/** Where a block may stand in several places, it begins with a line or a tag: "<p>x</p>", not "p>x</p><". */
function beginning(after: string, at: number, length: number, isHtml: boolean): number {
  for (let from = at; from >= 0; from -= 1) {
    if (isHtml ? after[from] === "<" : from === 0 || after[from - 1] === "\n") return from;
    // One step to the left: the character that enters is the one that leaves.
    if (from === 0 || after[from - 1] !== after[from - 1 + length]) break;
  }
  return at;
}

function piecesOf(text: string, isHtml: boolean): string[] {
  return isHtml ? text.split(/(?=<)|(?<=>)/) : text.split(/(?<=\n)/);
}

/** As many steps as this are taken to find the least change; beyond it all between the ends counts as changed. */
const MOST_EDITS = 600;

function* byPieces(ours: readonly string[], theirs: readonly string[]): Steps<TextChange> {
  let start = 0;
  while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) start += 1;
  let [end, otherEnd] = [ours.length, theirs.length];
  while (end > start && otherEnd > start && ours[end - 1] === theirs[otherEnd - 1]) {
    end -= 1;
    otherEnd -= 1;
  }
  yield;
  const [one, other] = [ours.slice(start, end), theirs.slice(start, otherEnd)];
  return (yield* leastEdit(one, other)) ?? { inserted: joined([other]), removed: joined([one]) };
}

/** Myers, "An O(ND) Difference Algorithm": the shortest way from one list to the other. */
function* leastEdit(one: readonly string[], other: readonly string[]): Steps<TextChange | undefined> {
  const most = Math.min(MOST_EDITS, one.length + other.length);
  const furthest = new Int32Array(2 * most + 3);
  const trail: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    yield;
    trail.push(furthest.slice(most - edits, most + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = furthest[most + 2 + diagonal] ?? 0;
      const right = (furthest[most + diagonal] ?? 0) + 1;
      let x = diagonal === -edits || (diagonal !== edits && right <= down) ? down : right;
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal]) x += 1;
      furthest[most + 1 + diagonal] = x;
      if (x >= one.length && x - diagonal >= other.length) return walkBack(one, other, trail);
    }
  }
  return undefined;
}

function walkBack(one: readonly string[], other: readonly string[], trail: readonly Int32Array[]): TextChange {
  const [removed, inserted]: [string[][], string[][]] = [[], []];
  let [x, y] = [one.length, other.length];
  // Where the last step of its kind was: steps side by side are one block.
  let [lastX, lastY] = [-1, -1];
  for (let edits = trail.length - 1; edits > 0; edits -= 1) {
    const row = trail[edits] ?? new Int32Array();
    const at = (diagonal: number) => row[diagonal + edits + 1] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) + 1 <= at(diagonal + 1));
    const fromX = isDown ? at(diagonal + 1) : at(diagonal - 1);
    const fromY = fromX - (isDown ? diagonal + 1 : diagonal - 1);
    if (isDown) {
      if (lastY !== fromY + 1) inserted.unshift([]);
      inserted[0]?.unshift(other[fromY] ?? "");
      lastY = fromY;
    } else {
      if (lastX !== fromX + 1) removed.unshift([]);
      removed[0]?.unshift(one[fromX] ?? "");
      lastX = fromX;
    }
    [x, y] = [fromX, fromY];
  }
  return { inserted: joined(inserted), removed: joined(removed) };
}

const joined = (blocks: readonly (readonly string[])[]): string[] =>
  blocks.map((pieces) => pieces.join("")).filter((text) => text.trim() !== "");
