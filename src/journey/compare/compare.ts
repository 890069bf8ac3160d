// Two forms of one message, as it left and as it came back: what differs, and what that means for recall and for readers.
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { compareHeaders } from "./compare-headers.ts";
import { comparingParts } from "./compare-parts.ts";
import { compareStructure } from "./compare-structure.ts";
import { compareWinmail, losesTnef } from "./compare-winmail.ts";
import {
  type Comparison,
  type DeclaredEdits,
  DIFFERENCE_CLASSES,
  type Difference,
  type InsertedBlock,
} from "./comparison.ts";
import type { FieldFacts } from "./judge-field.ts";
import { type OpenedMessage, type OpenedPart, openingMessage } from "./opened-message.ts";
import { outlineOf } from "./outline.ts";
import { pairParts } from "./pair-parts.ts";
import { countingUnchanged } from "./unchanged.ts";

export interface CompareOptions {
  /** What the product says it does: expected where it is found. */
  readonly edits?: DeclaredEdits;
}

export function compareMessages(left: Buffer, right: Buffer, options: CompareOptions = {}): Promise<Comparison> {
  return runInTurns(comparing(left, right, options));
}

function* comparing(left: Buffer, right: Buffer, { edits }: CompareOptions): Steps<Comparison> {
  const ours = yield* openingMessage(left);
  if (left.equals(right)) return identical(ours);
  const theirs = yield* openingMessage(right);
  const field = { role: roleOf(ours), losesTnef: losesTnef(ours.tnef, theirs.tnef), ...(edits && { edits }) };
  const leaves = pairParts(ours.leaves, theirs.leaves);
  const branches = pairParts(branchesOf(ours), branchesOf(theirs));
  const differences = [
    ...compareHeaders(ours.headers, theirs.headers, field),
    ...compareStructure(ours, theirs, leaves),
  ];
  const inserted: InsertedBlock[] = [];
  const spared: (readonly [OpenedPart, OpenedPart])[] = [];
  for (const [one, other] of [...branches.pairs, ...leaves.pairs]) {
    const isTnef = one === ours.tnef?.part && other === theirs.tnef?.part;
    const compared = yield* comparingParts(one, other, { field, isTnef, ...(edits && { edits }) });
    for (const difference of compared.differences) differences.push(difference);
    inserted.push(...compared.inserted);
    if (one.parts.length === 0 && compared.isAsDeclared && one.encoding === other.encoding) spared.push([one, other]);
  }
  const tnef = compareWinmail(ours.tnef, theirs.tnef, edits);
  for (const difference of tnef.differences) differences.push(difference);
  if (differences.length === 0) differences.push(otherBytes());
  return {
    ...concluded(differences),
    ...{ left: outlineOf(ours), right: outlineOf(theirs), inserted: [...inserted, ...tnef.inserted] },
    unchanged: yield* countingUnchanged(remainder(left, right, spared)),
  };
}

function identical(message: OpenedMessage): Comparison {
  const outline = outlineOf(message);
  const { length } = message.bytes;
  return {
    ...{ left: outline, right: outline, differences: [], inserted: [], class: "identical" },
    sentence: "Both are the same, byte for byte.",
    unchanged: { percent: 100, bytes: length, of: length },
  };
}

/** Line ends, preambles: what no reader sees. RFC 2046 §5.1.1 */
function otherBytes(): Difference {
  const consequence = "Only bytes differ that no reader shows, such as line ends or the text around the parts.";
  return { area: "encoding", kind: "re-encoded", where: "the message", class: "harmless", consequence };
}

const branchesOf = ({ parts }: OpenedMessage): OpenedPart[] => parts.filter((part) => part.parts.length > 0);

/** What the tenant takes it for. docs/recall.md R8, R11 */
function roleOf({ headers, tnef }: OpenedMessage): FieldFacts["role"] {
  const isRequest =
    headers.has("X-MS-Exchange-RecallReportGenerated") ||
    isRecallClass(tnef?.message?.properties.text(TAG.PidTagMessageClass));
  if (isRequest) return "request";
  const source = headers.get("X-MS-Exchange-Generated-Message-Source") ?? "";
  return source.startsWith("Transport Message Recall") ? "report" : "message";
}

function concluded(found: readonly Difference[]): Pick<Comparison, "differences" | "class" | "sentence"> {
  const differences = found.toSorted((a, b) => gravity(b) - gravity(a));
  const [worst] = differences;
  if (!worst) throw new Error("without a difference there is nothing to conclude");
  return { differences, class: worst.class, sentence: sentenceFor(worst) };
}

const gravity = (one: Difference): number => DIFFERENCE_CLASSES.indexOf(one.class);

function sentenceFor(worst: Difference): string {
  if (worst.class === "expected")
    return "All that differs is declared or what every hop adds; recall works as without it.";
  if (worst.class === "harmless") return "What differs is harmless: readers see the same message, and recall works.";
  return worst.consequence;
}

/** Bodies that are as declared count as they are; all other lines are looked up. */
function remainder(left: Buffer, right: Buffer, spared: readonly (readonly [OpenedPart, OpenedPart])[]) {
  return {
    spared: spared.reduce((sum, [{ body }]) => sum + body.length, 0),
    ours: without(
      left,
      spared.map(([one]) => one),
    ),
    theirs: without(
      right,
      spared.map(([, other]) => other),
    ),
  };
}

function without(bytes: Buffer, parts: readonly OpenedPart[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { part } of parts.toSorted((a, b) => a.part.start - b.part.start)) {
    pieces.push(bytes.subarray(at, part.bodyStart));
    at = part.end;
  }
  pieces.push(bytes.subarray(at));
  return pieces;
}
