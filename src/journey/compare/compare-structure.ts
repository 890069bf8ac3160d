// The tree of parts: what came, went, moved or stands in other branches. RFC 2046 §5.1
import type { Difference } from "./comparison.ts";
import { isText, type OpenedMessage, type OpenedPart, placeOf } from "./opened-message.ts";
import type { PairedParts } from "./pair-parts.ts";
import { bytesInWords } from "./words.ts";

export function compareStructure(
  left: OpenedMessage,
  right: OpenedMessage,
  { pairs, removed, added }: PairedParts,
): Difference[] {
  return [
    ...removed.map((part) => judgeRemoved(part, right)),
    ...added.map(judgeAdded),
    ...branches(left, right, pairs, added),
    ...order(pairs),
    ...closing(left, right),
  ];
}

function describe({ decoded, name, type }: OpenedPart): string {
  return `${type}${name === "" ? "" : ` "${name}"`}, ${bytesInWords(decoded.length)}`;
}

function judgeRemoved(part: OpenedPart, right: OpenedMessage): Difference {
  const shown = { area: areaOf(part), kind: "removed", where: placeOf(part), before: describe(part) } as const;
  if (part.decoded.length === 0 && right.leaves.length > 0) {
    return { ...shown, class: "harmless", consequence: "An empty part is gone; nobody misses it." };
  }
  const consequence = isText(part)
    ? `The ${part.type} form of the text is gone: readers that prefer it see another one, or none.`
    : `${part.name === "" ? `A part of the type ${part.type}` : part.name} is gone: it does not reach the recipient.`;
  return { ...shown, class: "risky", consequence };
}

function judgeAdded(part: OpenedPart): Difference {
  const shown = { area: areaOf(part), kind: "added", where: placeOf(part), after: describe(part) } as const;
  const isShown = part.part.contentType.type === "image" && part.part.headers.has("Content-ID");
  return isShown
    ? { ...shown, class: "harmless", consequence: "An image was added that a text shows, as signatures have them." }
    : { ...shown, class: "risky", consequence: `The recipient gets a ${part.type} part that the sender did not send.` };
}

const areaOf = (part: OpenedPart): Difference["area"] => (isText(part) ? "structure" : "attachment");

/** The branches that each part stands in, as one line: "multipart/mixed, multipart/alternative". */
function branches(
  left: OpenedMessage,
  right: OpenedMessage,
  pairs: PairedParts["pairs"],
  added: readonly OpenedPart[],
): Difference[] {
  const moved = pairs.find(([one, other]) => aboveOf(one) !== aboveOf(other));
  if (!moved) return [];
  const [before, after] = moved.map((part) => aboveOf(part) || "the message itself") as [string, string];
  const lost = left.parts.find(({ type }) => SPECIAL.test(type) && !right.parts.some((other) => other.type === type));
  const isForImages =
    added.length > 0 && added.every(({ part }) => part.contentType.type === "image") && /related/.test(after);
  const judged = lost
    ? {
        class: "risky" as const,
        consequence: `${lost.type} is gone: its parts are shown as files, and no reader takes them for what they are.`,
      }
    : isForImages
      ? {
          class: "harmless" as const,
          consequence: "A multipart/related was put around the text, for images that it shows.",
        }
      : {
          class: "risky" as const,
          consequence: "Parts stand in another tree: readers may show another of them, or show one as a file.",
        };
  return [{ area: "structure", kind: "changed", where: placeOf(moved[0]), before, after, ...judged }];
}

const SPECIAL = /^multipart\/(signed|encrypted|report|alternative)$/;

function aboveOf({ parent }: OpenedPart): string {
  const types: string[] = [];
  for (let part = parent; part; part = part.parent) types.unshift(part.type);
  return types.join(", ");
}

function order(pairs: PairedParts["pairs"]): Difference[] {
  let last: OpenedPart | undefined;
  for (const [one, other] of pairs) {
    if (last && other.part.start < last.part.start) {
      const inAlternative = one.parent?.type === "multipart/alternative";
      return [
        {
          ...{ area: "structure", kind: "reordered", where: placeOf(one) },
          class: inAlternative ? "risky" : "harmless",
          consequence: inAlternative
            ? "The forms of the text stand in another order: readers take the last that they can show."
            : "Parts stand in another order; all are there.",
        },
      ];
    }
    last = other;
  }
  return [];
}

/** A multipart that is cut off, where it was whole. */
function closing(left: OpenedMessage, right: OpenedMessage): Difference[] {
  const isOpen = ({ part }: OpenedPart) => part.delimiters.length > 0 && !part.isClosed;
  const cut = right.parts.find(isOpen);
  if (!cut || left.parts.some(isOpen)) return [];
  const consequence = "The end of the multipart is missing: the message was cut off, or its last line was.";
  return [{ area: "structure", kind: "changed", where: placeOf(cut), class: "risky", consequence }];
}
