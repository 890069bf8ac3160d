// Parts that belong together: type and parameters, transfer encoding, their other fields, and what is in them.
import type { Steps } from "../../mime/in-turns.ts";
import { type ComparedContent, compareBody } from "./compare-body.ts";
import { compareEncoding } from "./compare-encoding.ts";
import { compareHeaders } from "./compare-headers.ts";
import type { DeclaredEdits, Difference } from "./comparison.ts";
import type { FieldFacts } from "./judge-field.ts";
import { isText, type OpenedPart, placeOf } from "./opened-message.ts";
import { bytesInWords } from "./words.ts";

export interface PartFacts {
  readonly edits?: DeclaredEdits;
  readonly field: FieldFacts;
  /** What stands in the winmail.dat is compared by property. */
  readonly isTnef: boolean;
}

export function* comparingParts(left: OpenedPart, right: OpenedPart, facts: PartFacts): Steps<ComparedContent> {
  const content = yield* comparingContent(left, right, facts);
  const found = [...compareTypes(left, right), ...compareFields(left, right, facts), ...content.differences];
  const differences = left.isProtected ? found.map((one) => breaksSignature(one, left)) : found;
  return { ...content, differences };
}

function* comparingContent(left: OpenedPart, right: OpenedPart, facts: PartFacts): Steps<ComparedContent> {
  if (left.sha256 === right.sha256 || left.parts.length > 0) {
    return { differences: compareEncoding(left, right), inserted: [], isAsDeclared: true };
  }
  if (isText(left) && isText(right)) return yield* compareBody(left, right, facts.edits);
  if (facts.isTnef) return { differences: [], inserted: [], isAsDeclared: false };
  const name = left.name || left.type;
  const difference: Difference = {
    ...{ area: "attachment", kind: "changed", where: placeOf(left), class: "risky" },
    ...{ before: bytesInWords(left.decoded.length), after: bytesInWords(right.decoded.length) },
    consequence: `${name} has other bytes than were sent: it may not open, and no checksum of it holds.`,
  };
  return { differences: [difference], inserted: [], isAsDeclared: false };
}

function compareTypes(left: OpenedPart, right: OpenedPart): Difference[] {
  const where = placeOf(left);
  const found: Difference[] = [];
  if (left.type !== right.type) {
    const consequence = "Readers take the part for something else, and may show it otherwise or not at all.";
    const shown = { area: "structure", kind: "changed", where, before: left.type, after: right.type } as const;
    found.push({ ...shown, class: "risky", consequence });
  }
  const [ours, theirs] = [left.part.contentType.parameters, right.part.contentType.parameters];
  for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
    const [before, after] = [ours.get(name), theirs.get(name)];
    if (isSameParameter(name, before, after)) continue;
    const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    found.push({
      ...{ area: "structure", kind: name === "boundary" ? "renamed" : kind, where: `${where}, ${name}` },
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...judgeParameter(name, left),
    });
  }
  return found;
}

const WITHOUT_CASE: ReadonlySet<string> = new Set(["charset", "format", "delsp", "micalg", "protocol", "report-type"]);

function isSameParameter(name: string, before: string | undefined, after: string | undefined): boolean {
  if (before === after) return true;
  // RFC 2045 §5.2, RFC 3676 §4: what is meant where nothing is said.
  const usual = name === "charset" ? "us-ascii" : name === "format" ? "fixed" : name === "delsp" ? "no" : undefined;
  const [one, other] = [before ?? usual, after ?? usual];
  return WITHOUT_CASE.has(name) && one?.toLowerCase() === other?.toLowerCase();
}

function judgeParameter(name: string, part: OpenedPart): Pick<Difference, "class" | "consequence"> {
  if (name === "boundary")
    return { class: "harmless", consequence: "The boundary has another name; no reader shows it." };
  // What the text becomes by it is compared as text.
  if (name === "charset") return { class: "harmless", consequence: "The text is written in another charset." };
  if (name === "format" || name === "delsp") {
    return { class: "risky", consequence: "Lines flow together, or no longer do: paragraphs look otherwise. RFC 3676" };
  }
  if (name === "name") return judgeName(part);
  return part.part.contentType.type === "text"
    ? { class: "harmless", consequence: "Readers of text do not go by this parameter." }
    : { class: "risky", consequence: "Readers that go by this parameter take the part for something else." };
}

function judgeName({ type }: OpenedPart): Pick<Difference, "class" | "consequence"> {
  return /ms-tnef$/.test(type)
    ? { class: "harmless", consequence: "Exchange knows TNEF by its media type, whatever the file is called." }
    : { class: "risky", consequence: "The attachment is shown under another name." };
}

/** Those of the root are the message's own. */
function compareFields(left: OpenedPart, right: OpenedPart, { field }: PartFacts): Difference[] {
  if (!left.parent || !right.parent) return [];
  return compareHeaders(left.part.headers, right.part.headers, field).map((one) => ({
    ...one,
    where: `${placeOf(left)}, ${one.where}`,
    ...(one.class === "risky" && /^content-disposition$/i.test(one.where) && judgeDisposition(left, right)),
  }));
}

function judgeDisposition(left: OpenedPart, right: OpenedPart): Pick<Difference, "class" | "consequence"> {
  if (left.name !== right.name) return judgeName(left);
  const [one, other] = [left, right].map(({ part }) => kindOf(part.headers.get("Content-Disposition"))) as [
    string,
    string,
  ];
  return one === other
    ? { class: "harmless", consequence: "Name and kind of the attachment are the same." }
    : { class: "risky", consequence: "What stood in the text is now a file beside it, or the other way round." };
}

const kindOf = (value = "inline"): string => value.split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** RFC 1847 §2.1: one byte is enough. */
function breaksSignature(difference: Difference, { type }: OpenedPart): Difference {
  if (difference.area === "header" && difference.class === "harmless" && difference.kind === "added") return difference;
  const what = /pkcs7-mime|encrypted/.test(type) ? "signed or encrypted content" : "a signed part";
  const consequence = `${difference.consequence} It is ${what}: the signature no longer holds.`;
  return { ...difference, class: "risky", consequence };
}
