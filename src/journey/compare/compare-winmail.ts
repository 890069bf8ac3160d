// winmail.dat against winmail.dat: is it there, can it be read, does it still belong to its message, and which
// properties differ. docs/recall.md R11, R12

import type { MapiMessage } from "../../tnef/message.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import type { PropertyTag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { compareTnef, type PropertyDifference } from "../explain-tnef/compare-tnef.ts";
import { compareTexts } from "./compare-body.ts";
import type { DeclaredEdits, Difference, InsertedBlock } from "./comparison.ts";
import type { OpenedTnef } from "./opened-tnef.ts";
import { shortened } from "./words.ts";

export interface ComparedTnef {
  readonly differences: readonly Difference[];
  readonly inserted: readonly InsertedBlock[];
}

const WINMAIL = "winmail.dat";

export function compareWinmail(
  left: OpenedTnef | undefined,
  right: OpenedTnef | undefined,
  edits?: DeclaredEdits,
): ComparedTnef {
  if (!left) return { differences: right ? [cameOutOfNowhere(right)] : [], inserted: [] };
  // Nothing stood on what could not be read, or belonged to nobody, before it left.
  if (!left.message) return { differences: [], inserted: [] };
  if (!right) return { differences: [gone(left)], inserted: [] };
  if (!right.message) return { differences: [unreadable(right)], inserted: [] };
  const found = compareProperties(left.message, right.message, edits);
  if (left.ignored !== undefined || right.ignored === undefined) return found;
  return { ...found, differences: [ignored(left, right, right.ignored), ...found.differences] };
}

/** The TNEF of the message that left was its own, and what came back is not. */
export function losesTnef(left: OpenedTnef | undefined, right: OpenedTnef | undefined): boolean {
  return left?.message !== undefined && left.ignored === undefined && right?.ignored !== undefined;
}

function gone({ message }: OpenedTnef): Difference {
  const isRequest = isRecallClass(message?.properties.text(TAG.PidTagMessageClass));
  const consequence = isRequest
    ? "winmail.dat is gone, and with it the class and the search key that make the message a recall request: only its Message-ID and header fields can tell now."
    : "winmail.dat is gone, and with it the search key: the copy gets another one, so a recall that goes by search key does not find it.";
  return { area: "tnef", kind: "removed", where: WINMAIL, before: classOf(message), class: "fatal", consequence };
}

function unreadable({ ignored }: OpenedTnef): Difference {
  const consequence =
    "winmail.dat can no longer be read: search key, message class and all else in it are lost, and recipients get a file that nothing opens.";
  return {
    area: "tnef",
    kind: "changed",
    where: WINMAIL,
    after: shortened(ignored ?? ""),
    class: "fatal",
    consequence,
  };
}

function ignored(left: OpenedTnef, right: OpenedTnef, why: string): Difference {
  const consequence = `winmail.dat no longer belongs to its message (${why}): Exchange ignores every property in it, search key and message class too.`;
  const [before, after] = [linkOf(left), linkOf(right)];
  return { area: "tnef", kind: "changed", where: "TNEF correlator", before, after, class: "fatal", consequence };
}

const linkOf = ({ correlator, key, part }: OpenedTnef): string =>
  shortened(`${part.type}, correlator ${correlator || "none"}, key ${key ?? "none"}`);

function cameOutOfNowhere({ message }: OpenedTnef): Difference {
  const consequence =
    "A winmail.dat was added: only Outlook and Exchange read it, others show a file that they cannot open.";
  return { area: "tnef", kind: "added", where: WINMAIL, after: classOf(message), class: "risky", consequence };
}

const classOf = (message: MapiMessage | undefined): string =>
  message?.properties.text(TAG.PidTagMessageClass) ?? "unreadable";

function compareProperties(left: MapiMessage, right: MapiMessage, edits?: DeclaredEdits): ComparedTnef {
  const inserted: InsertedBlock[] = [];
  const differences = compareTnef(left, right).flatMap((found): Difference[] => {
    const isBody = found.where === "message" && BODIES.find(({ tag }) => tag.name === found.property);
    if (!isBody || found.change !== "changed") return [describe(found)];
    const [before, after] = [tnefTextOf(left, isBody.tag), tnefTextOf(right, isBody.tag)];
    if (before === undefined || after === undefined) return [describe(found)];
    const texts = compareTexts({ before, after, isHtml: isBody.isHtml }, edits);
    const type = isBody.isHtml ? "text/html" : "text/plain";
    inserted.push(...texts.inserted.map((text) => ({ path: WINMAIL, type, text })));
    return texts.differences.map((one) => ({ area: "tnef", where: found.property, ...one }));
  });
  return { differences, inserted };
}

const BODIES = [
  { tag: TAG.PidTagBody, isHtml: false },
  { tag: TAG.PidTagHtml, isHtml: true },
] as const;

/** HTML is bytes in a code page; what is compared is where they part, so any will do. */
export function tnefTextOf({ properties }: MapiMessage, tag: PropertyTag): string | undefined {
  const text = properties.text(tag) ?? properties.binary(tag)?.toString("utf8");
  return text === undefined || text.length > 4_194_304 ? undefined : text.replace(/\r\n?/g, "\n");
}

function describe({ where, change, property, before, after }: PropertyDifference): Difference {
  const name = property || where;
  const isOfMessage = where === "message";
  return {
    ...{ area: "tnef", kind: change, where: isOfMessage || property === "" ? name : `${where}, ${name}` },
    ...(before !== undefined && { before: shortened(before) }),
    ...(after !== undefined && { after: shortened(after) }),
    ...judge(name, isOfMessage, change),
  };
}

type Judgement = Pick<Difference, "class" | "consequence">;

function judge(name: string, isOfMessage: boolean, change: PropertyDifference["change"]): Judgement {
  const how = change === "removed" ? "gone" : change;
  const fatal = isOfMessage && change !== "added" ? FATAL[name] : undefined;
  if (fatal) return { class: "fatal", consequence: `${name} is ${how}: ${fatal}` };
  if (change === "added")
    return { class: "harmless", consequence: `An added ${name} changes nothing that stood there.` };
  if (isOfMessage && OF_THE_REQUEST.has(name)) {
    return {
      class: "risky",
      consequence: `${name} is ${how}: the request says something else of its original, or of the report it wants.`,
    };
  }
  if (/^PidTag(Body|Html|RtfCompressed)$/.test(name)) {
    return { class: "risky", consequence: `${name} is ${how}: Outlook shows another text than was written.` };
  }
  if (/AttachData/.test(name)) {
    return { class: "risky", consequence: `${name} is ${how}: the attachment has other bytes than were sent.` };
  }
  return {
    class: "risky",
    consequence: `${name} is ${how}: Outlook and Exchange take the message for something else there.`,
  };
}

/** By the names that the ids have on requests and on other mail. */
const FATAL: Readonly<Record<string, string>> = {
  PidTagMessageClass: "the tenant takes the message for another kind of item, so a request is no request.",
  PidTagSearchKey: "a recall that goes by search key does not find the copy.",
  RecallSearchKey: "the request names another original, or none.",
  PidTagOfflineAddressBookName: "the request names another original, or none.",
  PidTagTnefCorrelationKey: "TNEF belongs to a message by this key.",
};

const OF_THE_REQUEST: ReadonlySet<string> = new Set([
  ...["PidTagReportTag", "RecallMessageFlags", "RecallMessageClass", "SendRecallReport", "RecallOptions"],
  ...["PidLidAutoProcessState"],
]);
