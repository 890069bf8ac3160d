// Header fields of what MAPI has and MIME can say, each where Exchange has it. [MS-OXCMAIL] §2.2; the order
// is that of real recall requests and mail.
import { type Address, formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { encodeText } from "../../mime/encoded-word.ts";
import { HeaderBlock, type HeaderField, makeField } from "../../mime/header-block.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TYPE } from "../../tnef/property.ts";
import type { PropertyBag, PropertyTag } from "../../tnef/property-bag.ts";
import { NAMED, PSETID, TAG } from "../../tnef/property-tags.ts";
import { CORRELATOR } from "../find-tnef.ts";
import { OF_THE_BODY } from "../to-tnef/header-properties.ts";
import { hasDate } from "./dates.ts";
import { readEntryList } from "./entry-list.ts";

const HAS_ATTACHMENT = "X-MS-Has-Attach";

const ORDER = [
  ...["From", "Sender", "Reply-To", "To", "CC", "Bcc", "Subject", "Thread-Topic", "Thread-Index"],
  ...["X-CallingTelephoneNumber", "X-VoiceMessageDuration", "X-VoiceMessageSenderName", "X-FaxNumberOfPages"],
  ...["X-AttachmentOrder", "X-CallID", "Importance", "Priority", "Sensitivity", "Keywords", "Date", "Expiry-Date"],
  ...["Reply-By", "Message-ID", "References", "In-Reply-To", "Disposition-Notification-To"],
  ...["X-Auto-Response-Suppress", "Accept-Language", "Content-Language", HAS_ATTACHMENT, CORRELATOR],
].map((name) => name.toLowerCase());

/** Fields that real mail has ahead of its Content-Type, beside those above. */
const AHEAD_OF_CONTENT =
  /^(?:authentication-results|x-ms-(?:public|traffic|office365|exchange-(?!organization|crosstenant|crosspremises|transport|forest))|x-microsoft-antispam|x-forefront-antispam|x-ld-processed|x-originating-ip)/i;

export interface MimeFacts {
  readonly hasAttachment: boolean;
  /** Of the entity that becomes the body: Content-Type and, where it has one, Content-Transfer-Encoding. */
  readonly content: readonly HeaderField[];
}

/** What stands in the header block stays as it stands; what it lacks comes from MAPI. */
export function layOutMimeHeaders(headers: HeaderBlock, message: MapiMessage, facts: MimeFacts): HeaderBlock {
  const laidOut = new Layout(headers);
  for (const field of fieldsOf(message)) if (!laidOut.has(field.name)) laidOut.insert(field);
  laidOut.move(makeField(HAS_ATTACHMENT, facts.hasAttachment ? "yes" : ""));
  // There is no TNEF that it could name.
  laidOut.move(makeField(CORRELATOR, ""));
  laidOut.setContent([...facts.content, makeField("MIME-Version", "1.0")]);
  return laidOut.block;
}

/** A message inside has no header block but its properties. */
export function headersOfEmbedded(message: MapiMessage, facts: MimeFacts): HeaderBlock {
  const known = layOutMimeHeaders(new HeaderBlock(), message, facts).fields;
  const at = known.findIndex((field) => isNamed(field, HAS_ATTACHMENT));
  return new HeaderBlock(known.toSpliced(at, 0, ...otherFieldsOf(message.properties)));
}

/** Named properties that are fields of their name. [MS-OXCMAIL] §2.2 */
function otherFieldsOf(properties: PropertyBag): HeaderField[] {
  return properties.list.flatMap(({ name }) => {
    if (!name || name.guid !== PSETID.InternetHeaders || !("text" in name)) return [];
    const value = properties.namedText(name);
    const isField = /^[\x21-\x39\x3b-\x7e]{1,100}$/.test(name.text) && !RESERVED.has(name.text.toLowerCase());
    if (!value || !isField || OF_THE_BODY.test(name.text)) return [];
    return [makeField(name.text, encodeText(oneLine(value), name.text.length + 2))];
  });
}

/** The message has these of other properties, or of its body. */
const RESERVED: ReadonlySet<string> = new Set([...ORDER.filter((name) => name !== "accept-language"), "mime-version"]);

class Layout {
  #fields: HeaderField[];

  constructor(headers: HeaderBlock) {
    this.#fields = headers.fields.map((field) =>
      field.raw.endsWith("\n") ? field : { name: field.name, raw: `${field.raw}\r\n` },
    );
  }

  get block(): HeaderBlock {
    return new HeaderBlock(this.#fields);
  }

  has(name: string): boolean {
    return this.#fields.some((field) => isNamed(field, name));
  }

  /** Behind the nearest field that belongs ahead of it, else before the nearest that belongs behind it. */
  insert(field: HeaderField): void {
    const rank = rankOf(field);
    let at = this.#fields.length;
    let ahead = -1;
    let behind = Number.POSITIVE_INFINITY;
    for (const [index, other] of this.#fields.entries()) {
      const otherRank = rankOf(other);
      if (otherRank >= 0 && otherRank < rank && otherRank >= ahead) {
        ahead = otherRank;
        at = index + 1;
      } else if (ahead < 0 && otherRank > rank && otherRank < behind) {
        behind = otherRank;
        at = index;
      }
    }
    this.#fields.splice(at, 0, field);
  }

  /** To where it belongs, whatever of that name stood elsewhere. */
  move(field: HeaderField): void {
    this.#fields = this.#fields.filter((other) => !isNamed(other, field.name));
    this.insert(field);
  }

  /** Where the Content-Type stood, or behind the last field that real mail has ahead of it. */
  setContent(content: readonly HeaderField[]): void {
    const isOld = ({ name }: HeaderField) => OF_THE_BODY.test(name) || name.toLowerCase() === "mime-version";
    const place = this.#fields.findIndex((field) => isNamed(field, "Content-Type"));
    const last = this.#fields.findLastIndex((field) => rankOf(field) >= 0 || AHEAD_OF_CONTENT.test(field.name));
    const at = place < 0 && last < 0 ? this.#fields.length : Math.max(place, last + 1);
    const kept = (fields: readonly HeaderField[]) => fields.filter((field) => !isOld(field));
    this.#fields = [...kept(this.#fields.slice(0, at)), ...content, ...kept(this.#fields.slice(at))];
  }
}

const isNamed = (field: HeaderField, name: string): boolean => field.name.toLowerCase() === name.toLowerCase();
const rankOf = ({ name }: HeaderField): number => ORDER.indexOf(name.toLowerCase());

function fieldsOf({ properties, recipients }: MapiMessage): HeaderField[] {
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
  add("Reply-To", readEntryList(properties.binary(TAG.PidTagReplyRecipientEntries)).map(formatAddress).join(",\r\n\t"));
  if (first) add("From", formatAddress(first));
  if (sender && from && sender.address.toLowerCase() !== from.address.toLowerCase())
    add("Sender", formatAddress(sender));
  add("To", listOf(recipients, 1));
  add("CC", listOf(recipients, 2));
  if (properties.boolean(TAG.PidTagReadReceiptRequested) && first) {
    const receiver = personOf(properties, TAG.PidTagReadReceiptName, [TAG.PidTagReadReceiptSmtpAddress]);
    add("Disposition-Notification-To", formatAddress(receiver ?? first));
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
    .map(formatAddress)
    .join(",\r\n\t");
}

const oneLine = (text: string): string => text.replace(/[\x00-\x1f\x7f]+/g, " ").trim();
