// Header fields of what MAPI has and MIME can say. [MS-OXCMAIL] §2.2
import { type Address, formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { encodeText, encodeWords } from "../../mime/encoded-word.ts";
import { type HeaderField, makeField } from "../../mime/header-block.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TYPE } from "../../tnef/property.ts";
import type { PropertyBag, PropertyTag } from "../../tnef/property-bag.ts";
import { NAMED, PSETID, TAG } from "../../tnef/property-tags.ts";
import { hasDate } from "./dates.ts";
import { readEntryList } from "./entry-list.ts";

/** Named properties that are fields of their name. [MS-OXCMAIL] §2.2 */
export function otherFieldsOf(properties: PropertyBag): HeaderField[] {
  return properties.list.flatMap(({ name }) => {
    if (!name || name.guid !== PSETID.InternetHeaders || !("text" in name)) return [];
    const value = properties.namedText(name);
    const isField = /^[\x21-\x39\x3b-\x7e]{1,100}$/.test(name.text);
    if (!value || !isField) return [];
    return [makeField(name.text, encodeText(oneLine(value), name.text.length + 2))];
  });
}

/** In no order. */
export function fieldsOf({ properties, recipients }: MapiMessage): HeaderField[] {
  const fields: HeaderField[] = [];
  const add = (name: string, value: string | undefined) => {
    if (value) fields.push(makeField(name, value));
  };
  const addText = (name: string, text: string | undefined) => {
    if (text) add(name, encodeText(oneLine(text), name.length + 2));
  };
  addPeople(properties, recipients, add);
  addText("Subject", properties.text(TAG.PidTagSubject) ?? subjectOf(properties));
  addText("Thread-Topic", topicOf(properties));
  add("Thread-Index", properties.binary(TAG.PidTagConversationIndex)?.toString("base64"));
  addVoice(properties, add, addText);
  add("Importance", ["low", undefined, "high"][properties.number(TAG.PidTagImportance) ?? 1]);
  add("Sensitivity", SENSITIVITIES[properties.number(TAG.PidTagSensitivity) ?? 0]);
  addText("Keywords", properties.namedTexts(NAMED.PidNameKeywords).map(oneLine).join(", "));
  add("Date", dateOf(properties, TAG.PidTagClientSubmitTime));
  if (!isRecall(properties)) {
    add("Expiry-Date", dateOf(properties, TAG.PidTagExpiryTime));
    add("Reply-By", dateOf(properties, TAG.PidTagReplyTime));
  }
  for (const [name, tag] of IDS) add(name, idOf(properties.text(tag)));
  for (const [name, tag] of LISTS) addText(name, properties.text(tag));
  add("X-Auto-Response-Suppress", suppressedBy(properties.number(TAG.PidTagAutoResponseSuppress) ?? 0));
  return fields;
}

function addPeople(
  properties: PropertyBag,
  recipients: readonly PropertyBag[],
  add: (name: string, value: string | undefined) => void,
): void {
  const from = personOf(properties, TAG.PidTagSentRepresentingName, [
    TAG.PidTagSentRepresentingSmtpAddress,
    TAG.PidTagSentRepresentingEmailAddress,
  ]);
  const sender = personOf(properties, TAG.PidTagSenderName, [
    TAG.PidTagSenderSmtpAddress,
    TAG.PidTagSenderEmailAddress,
  ]);
  const first = from ?? sender;
  add("Reply-To", readEntryList(properties.binary(TAG.PidTagReplyRecipientEntries)).map(formatPerson).join(",\r\n\t"));
  if (first) add("From", formatPerson(first));
  if (sender && from && sender.address.toLowerCase() !== from.address.toLowerCase())
    add("Sender", formatPerson(sender));
  add("To", listOf(recipients, 1));
  add("CC", listOf(recipients, 2));
  if (properties.boolean(TAG.PidTagReadReceiptRequested) && first) {
    const receiver = personOf(properties, TAG.PidTagReadReceiptName, [TAG.PidTagReadReceiptSmtpAddress]);
    add("Disposition-Notification-To", formatPerson(receiver ?? first));
  }
}

/** [MS-OXOUM]; on a recall request class, flags and an option of the original, by the same ids. */
function addVoice(
  properties: PropertyBag,
  add: (name: string, value: string) => void,
  addText: (name: string, text: string | undefined) => void,
): void {
  addText("X-CallingTelephoneNumber", textOf(properties, TAG.PidTagSenderTelephoneNumber));
  addNumber("X-VoiceMessageDuration", TAG.PidTagVoiceMessageDuration);
  // A recall request has a Boolean there, which is no name.
  addText("X-VoiceMessageSenderName", textOf(properties, TAG.PidTagVoiceMessageSenderName));
  addNumber("X-FaxNumberOfPages", TAG.PidTagFaxNumberOfPages);
  addText("X-AttachmentOrder", textOf(properties, TAG.PidTagVoiceMessageAttachmentOrder));

  function addNumber(name: string, tag: PropertyTag): void {
    const property = properties.find(tag);
    if (property?.type === TYPE.Int32) add(name, String(property.value));
  }
}

function textOf(properties: PropertyBag, tag: PropertyTag): string | undefined {
  const type = properties.find(tag)?.type;
  return type === TYPE.String || type === TYPE.String8 ? properties.text(tag) : undefined;
}

const SENSITIVITIES = [undefined, "personal", "private", "company-confidential"];

const IDS = [
  ["Message-ID", TAG.PidTagInternetMessageId],
  ["References", TAG.PidTagInternetReferences],
  ["In-Reply-To", TAG.PidTagInReplyToId],
] as const;

const LISTS = [
  ["List-Help", TAG.PidTagListHelp],
  ["List-Subscribe", TAG.PidTagListSubscribe],
  ["List-Unsubscribe", TAG.PidTagListUnsubscribe],
] as const;

/** Bit by bit. [MS-OXOMSG] §2.2.1.77 */
const SUPPRESSIBLE = ["DR", "NDR", "RN", "NRN", "OOF", "AutoReply"];

function suppressedBy(flags: number): string {
  return flags === -1 ? "All" : SUPPRESSIBLE.filter((_, bit) => (flags & (1 << bit)) !== 0).join(", ");
}

/** A list of ids may be long: each on a line of its own. RFC 5322 §2.1.1. What can be none is left out. */
function idOf(text: string | undefined): string | undefined {
  const ids = text === undefined ? [] : oneLine(text).split(" ");
  return ids.every((id) => /^[\x21-\x7e]{1,990}$/.test(id)) ? ids.join("\r\n ") : undefined;
}

function subjectOf(properties: PropertyBag): string {
  return (properties.text(TAG.PidTagSubjectPrefix) ?? "") + (properties.text(TAG.PidTagNormalizedSubject) ?? "");
}

/** Outlook writes \x01 and the length of the prefix plus one before a topic that has its prefix still. */
function topicOf(properties: PropertyBag): string | undefined {
  const topic = properties.text(TAG.PidTagConversationTopic);
  if (topic?.[0] !== "\x01") return topic;
  return topic.slice(1 + topic.charCodeAt(1));
}

function isRecall(properties: PropertyBag): boolean {
  return properties.text(TAG.PidTagMessageClass)?.toLowerCase() === "ipm.outlook.recall";
}

function dateOf(properties: PropertyBag, tag: PropertyTag): string | undefined {
  const at = properties.time(tag);
  return at !== undefined && hasDate(at) ? formatRfc5322Date(at) : undefined;
}

/** Undefined where there is no address of the internet. */
function personOf(bag: PropertyBag, name: PropertyTag, addresses: readonly PropertyTag[]): Address | undefined {
  const address = addresses.map((tag) => bag.text(tag)).find((text) => text?.includes("@"));
  if (address === undefined) return undefined;
  const text = oneLine(bag.text(name) ?? "");
  return { name: text === address ? "" : text, address };
}

function listOf(recipients: readonly PropertyBag[], type: number): string {
  return recipients
    .filter((row) => row.number(TAG.PidTagRecipientType) === type)
    .map((row) => personOf(row, TAG.PidTagDisplayName, [TAG.PidTagSmtpAddress, TAG.PidTagEmailAddress]))
    .filter((person) => person !== undefined)
    .map(formatPerson)
    .join(",\r\n\t");
}

/** An address beyond ASCII is told and can't be used: a message within is 7-bit. RFC 6857 §3.1.8 */
function formatPerson(person: Address): string {
  if (/^[\x20-\x7e]*$/.test(person.address)) return formatAddress(person);
  return `${encodeWords(`${person.name} ${person.address}`.trim(), "B", 16)} :;`;
}

const oneLine = (text: string): string => text.replace(/[\x00-\x1f\x7f]+/g, " ").trim();
