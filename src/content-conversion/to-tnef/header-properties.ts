// Header fields that are properties in MAPI. [MS-OXCMAIL] §2.1.3.2
import { type Address, parseAddresses } from "../../mime/address.ts";
import { parseDate } from "../../mime/date.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { fieldValue, type HeaderBlock } from "../../mime/header-block.ts";
import { headerText } from "../../mime/header-text.ts";
import { MULTI, TYPE } from "../../tnef/property.ts";
import type { PropertyBag, PropertyTag } from "../../tnef/property-bag.ts";
import { NAMED, PSETID, TAG } from "../../tnef/property-tags.ts";
import { conversationId, messageIdOf, newConversationIndex, readThreadIndex, splitSubject } from "./conversation.ts";
import { flatEntryList, oneOffEntryId, searchKeyOfAddress } from "./one-off.ts";

export function setSubject(bag: PropertyBag, headers: HeaderBlock): void {
  const subject = headerText(headers, "Subject").trim();
  const { prefix, normalized } = splitSubject(subject);
  bag.set(TAG.PidTagSubject, subject).set(TAG.PidTagSubjectPrefix, prefix).set(TAG.PidTagNormalizedSubject, normalized);
}

export function setConversation(bag: PropertyBag, headers: HeaderBlock): void {
  const topic = headerText(headers, "Thread-Topic") || (bag.text(TAG.PidTagNormalizedSubject) ?? "");
  const index = readThreadIndex(headers.get("Thread-Index"));
  bag
    .set(TAG.PidTagConversationTopic, topic)
    .set(
      TAG.PidTagConversationIndex,
      index ?? newConversationIndex(parseDate(headers.get("Date") ?? "") ?? 0, messageIdOf(headers)),
    )
    .set(TAG.PidTagConversationId, conversationId(topic));
}

/** From names whom the mail speaks for, Sender who sent it; where there is only one, it is both. [MS-OXCMAIL] §2.1.3.1 */
export function setPeople(bag: PropertyBag, headers: HeaderBlock): void {
  const [from] = parseAddresses(headers.get("From") ?? "");
  const sender = parseAddresses(headers.get("Sender") ?? "")[0] ?? from;
  if (from ?? sender) setPerson(bag, REPRESENTED, (from ?? sender) as Address);
  if (sender) setPerson(bag, SENDER, sender);
  const [receiver] = parseAddresses(headers.get("Disposition-Notification-To") ?? "");
  if (receiver) setPerson(bag, READ_RECEIPT, receiver);
  const replyTo = parseAddresses(headers.get("Reply-To") ?? "");
  if (replyTo.length > 0) {
    bag
      .set(TAG.PidTagReplyRecipientEntries, flatEntryList(replyTo))
      .set(TAG.PidTagReplyRecipientNames, displayList(replyTo));
  }
}

/** PidTagDisplayTo and PidTagDisplayCc; Bcc stays unsaid. */
export function setDisplayLists(bag: PropertyBag, headers: HeaderBlock): void {
  bag.set(TAG.PidTagDisplayTo, displayList(parseAddresses(headers.all("To").join(", "))));
  bag.set(TAG.PidTagDisplayCc, displayList(parseAddresses(headers.all("Cc").join(", "))));
}

/** Made, changed and submitted at once: nobody knows better. */
export function setTimes(bag: PropertyBag, headers: HeaderBlock): void {
  const at = parseDate(headers.get("Date") ?? "");
  if (at === undefined) return;
  bag.set(TAG.PidTagClientSubmitTime, at).set(TAG.PidTagCreationTime, at).set(TAG.PidTagLastModificationTime, at);
}

/** Names and values that stand in a field of their own, and are set where the field is. */
export function setFields(bag: PropertyBag, headers: HeaderBlock): void {
  for (const [name, tag] of TEXTS) {
    const text = headerText(headers, name);
    if (text !== "") bag.set(tag, text);
  }
  for (const [name, tag] of NUMBERS) {
    const value = headers.get(name);
    if (value !== undefined && /^\d{1,9}$/.test(value)) bag.set(tag, Number(value));
  }
  for (const [name, tag] of DATES) {
    const at = parseDate(headers.get(name) ?? "");
    if (at !== undefined) bag.set(tag, at);
  }
  if (headers.has("Return-Receipt-To")) bag.set(TAG.PidTagOriginatorDeliveryReportRequested, true);
  const suppressed = suppressedResponses(headers.get("X-Auto-Response-Suppress"));
  if (suppressed !== 0) bag.set(TAG.PidTagAutoResponseSuppress, suppressed);
  const keywords = keywordsOf(headers);
  if (keywords.length > 0) bag.setNamed(NAMED.PidNameKeywords, MULTI | TYPE.String, keywords);
}

/** A field that says nothing known means what is usual. */
export function setUrgency(bag: PropertyBag, headers: HeaderBlock): void {
  const importance = importanceOf(headers);
  bag.set(TAG.PidTagImportance, importance);
  const priority = PRIORITIES[headers.get("Priority")?.toLowerCase() ?? ""];
  bag.set(TAG.PidTagPriority, priority ?? importance - 1);
  bag.set(TAG.PidTagReadReceiptRequested, headers.has("Disposition-Notification-To"));
  bag.set(TAG.PidTagSensitivity, SENSITIVITIES[headers.get("Sensitivity")?.toLowerCase() ?? ""] ?? 0);
}

/** Named properties of one message; more fields than that say nothing to anybody. */
const MOST_NAMED = 256;

/**
 * Fields that would be lost with the header block of a message inside another: as named properties.
 * @param takes a name in lower case.
 */
export function setInternetHeaders(
  bag: PropertyBag,
  headers: HeaderBlock,
  takes: (name: string) => boolean = () => true,
): void {
  const seen = new Set<string>();
  for (const field of headers.fields) {
    const name = field.name.toLowerCase();
    if (name === "" || seen.has(name) || KNOWN.has(name) || OF_THE_BODY.test(name) || !takes(name)) continue;
    if (seen.size === MOST_NAMED) return;
    seen.add(name);
    const text = decodeEncodedWords(fieldValue(field));
    bag.setNamed({ guid: PSETID.InternetHeaders, text: name }, TYPE.String, text);
  }
}

/** Fields that describe the body that is, and not the message. */
export const OF_THE_BODY = /^content-(?!language$|class$)/i;

interface PersonTags {
  readonly entryId: PropertyTag;
  readonly name: PropertyTag;
  readonly searchKey: PropertyTag;
  readonly addressType: PropertyTag;
  readonly address: PropertyTag;
  readonly smtpAddress: PropertyTag;
}

const SENDER: PersonTags = {
  entryId: TAG.PidTagSenderEntryId,
  name: TAG.PidTagSenderName,
  searchKey: TAG.PidTagSenderSearchKey,
  addressType: TAG.PidTagSenderAddressType,
  address: TAG.PidTagSenderEmailAddress,
  smtpAddress: TAG.PidTagSenderSmtpAddress,
};

const REPRESENTED: PersonTags = {
  entryId: TAG.PidTagSentRepresentingEntryId,
  name: TAG.PidTagSentRepresentingName,
  searchKey: TAG.PidTagSentRepresentingSearchKey,
  addressType: TAG.PidTagSentRepresentingAddressType,
  address: TAG.PidTagSentRepresentingEmailAddress,
  smtpAddress: TAG.PidTagSentRepresentingSmtpAddress,
};

const READ_RECEIPT: PersonTags = {
  entryId: TAG.PidTagReadReceiptEntryId,
  name: TAG.PidTagReadReceiptName,
  searchKey: TAG.PidTagReadReceiptSearchKey,
  addressType: TAG.PidTagReadReceiptAddressType,
  address: TAG.PidTagReadReceiptEmailAddress,
  smtpAddress: TAG.PidTagReadReceiptSmtpAddress,
};

function setPerson(bag: PropertyBag, tags: PersonTags, person: Address): void {
  bag
    .set(tags.entryId, oneOffEntryId(person))
    .set(tags.name, person.name || person.address)
    .set(tags.searchKey, searchKeyOfAddress(person.address))
    .set(tags.addressType, "SMTP")
    .set(tags.address, person.address)
    .set(tags.smtpAddress, person.address);
}

const displayList = (addresses: readonly Address[]): string =>
  addresses.map(({ name, address }) => name || address).join("; ");

const TEXTS = [
  ["Message-ID", TAG.PidTagInternetMessageId],
  ["In-Reply-To", TAG.PidTagInReplyToId],
  ["References", TAG.PidTagInternetReferences],
  // [MS-OXOUM]; on a recall request the class of the original.
  ["X-CallingTelephoneNumber", TAG.PidTagSenderTelephoneNumber],
  ["X-VoiceMessageSenderName", TAG.PidTagVoiceMessageSenderName],
  ["X-AttachmentOrder", TAG.PidTagVoiceMessageAttachmentOrder],
  ["X-CallID", TAG.PidTagCallId],
  ["List-Help", TAG.PidTagListHelp],
  ["List-Subscribe", TAG.PidTagListSubscribe],
  ["List-Unsubscribe", TAG.PidTagListUnsubscribe],
] as const;

const NUMBERS = [
  ["X-VoiceMessageDuration", TAG.PidTagVoiceMessageDuration],
  ["X-FaxNumberOfPages", TAG.PidTagFaxNumberOfPages],
] as const;

const DATES = [
  ["Expires", TAG.PidTagExpiryTime],
  ["Expiry-Date", TAG.PidTagExpiryTime],
  ["Reply-By", TAG.PidTagReplyTime],
] as const;

const IMPORTANCES: Readonly<Record<string, number>> = { low: 0, normal: 1, high: 2 };
const PRIORITIES: Readonly<Record<string, number>> = { "non-urgent": -1, normal: 0, urgent: 1 };
const SENSITIVITIES: Readonly<Record<string, number>> = { personal: 1, private: 2, "company-confidential": 3 };

/** The first of these fields that says something. */
function importanceOf(headers: HeaderBlock): number {
  const named = (name: string) => IMPORTANCES[headers.get(name)?.toLowerCase() ?? ""];
  // 1 and 2 are high, 4 and 5 low; words may stand behind the digit.
  const digit = /^[1-5]/.exec(headers.get("X-Priority") ?? "")?.[0];
  const numbered = digit === undefined ? undefined : 1 + Math.sign(3 - Number(digit));
  return named("Importance") ?? numbered ?? named("X-MSMail-Priority") ?? 1;
}

/** Flags of PidTagAutoResponseSuppress. [MS-OXOMSG] §2.2.1.77 */
const SUPPRESSIBLE: Readonly<Record<string, number>> = {
  dr: 1,
  ndr: 2,
  rn: 4,
  nrn: 8,
  oof: 16,
  autoreply: 32,
  all: -1,
};

function suppressedResponses(value = ""): number {
  return value
    .toLowerCase()
    .split(",")
    .reduce((flags, word) => flags | (SUPPRESSIBLE[word.trim()] ?? 0), 0);
}

function keywordsOf(headers: HeaderBlock): string[] {
  const words = headers.all("Keywords").flatMap((value) => decodeEncodedWords(value).split(/[,;]/));
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ""))];
}

/** Fields that are properties of their own, so that no named one repeats them. */
const KNOWN: ReadonlySet<string> = new Set(
  [
    ...[...TEXTS, ...NUMBERS, ...DATES].map(([name]) => name),
    ...["From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject", "Thread-Topic", "Thread-Index"],
    ...["Importance", "Priority", "X-Priority", "X-MSMail-Priority", "Sensitivity", "Keywords", "MIME-Version"],
    ...["Disposition-Notification-To", "Return-Receipt-To", "X-Auto-Response-Suppress"],
    ...["X-MS-Has-Attach", "X-MS-TNEF-Correlator"],
  ].map((name) => name.toLowerCase()),
);
