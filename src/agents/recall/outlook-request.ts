// A recall request of generation A, as classic Outlook makes it: its class and the key of its original lie in TNEF.
// docs/recall.md R1; properties and header order of real requests.
import { outlookMessage } from "../../content-conversion/outlook/outlook-message.ts";
import { formatAddress } from "../../mime/address.ts";
import { encodeText } from "../../mime/charset.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { composeMessage, splitMessage } from "../../mime/message.ts";
import type { Organization } from "../../organization/organization.ts";
import { objectIdOf } from "../../organization/stable-guid.ts";
import { newMessageId } from "../../runtime/ids.ts";
import { folderEntryId, messageEntryId } from "../../tnef/entry-id.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { RECALL_CLASS } from "../../tnef/message-class.ts";
import { TYPE } from "../../tnef/property.ts";
import { NAMED, TAG } from "../../tnef/property-tags.ts";
import { mapiReceived } from "../../transport/receive/mapi-received.ts";
import { outlookFacts } from "../../transport/receive/outlook-facts.ts";
import type { MadeRequest, RequestParts } from "./request-parts.ts";
import { inAngleBrackets } from "./wire/address-list.ts";
import { type ReportTag, writeReportTag } from "./wire/report-tag.ts";
import { encodeSubject } from "./wire/subject-words.ts";
import { composeSentence, composeSubject, type RecallLanguage, textForm } from "./wire/texts.ts";

/** What its user chose in classic Outlook. */
export interface OutlookRecall {
  /** "Tell me if recall succeeds or fails for each recipient". */
  readonly wantsReport: boolean;
  /** Of the user interface. */
  readonly language: RecallLanguage;
}

export const OUTLOOK_RECALL: OutlookRecall = { wantsReport: true, language: "en" };

const CULTURES: Readonly<Record<RecallLanguage, string>> = {
  en: "en-US",
  "zh-CN": "zh-CN",
  "zh-TW": "zh-TW",
  ko: "ko-KR",
};

/** PidTagMessageFlags: mfRead, mfHasAttach. [MS-OXCMSG] §2.2.1.6 */
const READ = 1;
const HAS_ATTACHMENT = 16;
const URGENT = 1;
/** Act on it when it is opened. */
const PROCESS_ON_OPEN = 1;

export async function outlookRequest(
  organization: Organization,
  parts: RequestParts,
  recall: OutlookRecall,
): Promise<MadeRequest> {
  const { now, networkMessageId, searchKey } = parts;
  const { headers, body } = splitMessage(compose(organization, parts, recall));
  const facts = {
    ...outlookFacts(organization, { now, networkMessageId }),
    searchKey,
    language: CULTURES[recall.language],
    diagnostic: organization.service.level === "2026-09" ? "LegacyOutlookRecall" : "",
  };
  const message = await outlookMessage(HeaderBlock.parse(headers), body, facts, (native) =>
    setRecallProperties(native, parts, recall),
  );
  message.headers.prepend("Received", mapiReceived(organization.hostname, now));
  return { ...message, data: {} };
}

/** In the charset of the client's language, as long as that holds the text. */
function compose(organization: Organization, parts: RequestParts, { language }: OutlookRecall): Buffer {
  const { original, sender, now } = parts;
  const sentence = composeSentence(language, sender?.displayName || original.mailbox, original.subject);
  const { charset } = textForm(language, sentence);
  const words = (name: string, text: string) => [name, encodeSubject(text, charset, `${name}: `.length)] as const;
  return composeMessage(
    [
      ["From", formatAddress({ name: sender?.displayName ?? "", address: original.mailbox })],
      ...parts.to.map(([name, value]) => [name, inAngleBrackets(value)] as const),
      words("Subject", composeSubject(language, original.subject)),
      words("Thread-Topic", original.subject),
      // Unlike the service's: a day of one digit has no zero before it.
      ["Date", formatRfc5322Date(now).replace(", 0", ", ")],
      ["Message-ID", newMessageId(organization.hostname)],
      ["MIME-Version", "1.0"],
      ["Content-Type", `text/plain; charset="${charset}"`],
    ],
    encodeText(sentence, charset) ?? Buffer.from(sentence),
  );
}

/** It leads to the original in the sender's store. */
function reportTagOf({ original, sent }: RequestParts, { language }: OutlookRecall): ReportTag {
  const place = { guid: objectIdOf(original.mailbox), folder: sent.folderId, message: sent.id };
  const { charset } = textForm(language, original.subject);
  return {
    storeEntryId: Buffer.alloc(0),
    folderEntryId: folderEntryId(place),
    messageEntryId: messageEntryId(place),
    searchFolderEntryId: Buffer.alloc(0),
    searchKey: Buffer.from(original.searchKey, "hex"),
    subject: encodeText(original.subject, charset) ?? Buffer.from(original.subject),
  };
}

function setRecallProperties({ properties }: MapiMessage, parts: RequestParts, recall: OutlookRecall): void {
  const { original, hasAttachments } = parts;
  const key = Buffer.from(original.searchKey, "hex");
  properties
    .set(TAG.PidTagMessageClass, RECALL_CLASS)
    .set(TAG.PidTagPriority, URGENT)
    .set(TAG.PidTagReportTag, writeReportTag(reportTagOf(parts, recall)))
    .set(TAG.PidTagDeleteAfterSubmit, true)
    .set(TAG.RecallSearchKey, key)
    .set(TAG.PidTagVoiceMessageDuration, hasAttachments ? READ | HAS_ATTACHMENT : READ)
    .set(TAG.PidTagSenderTelephoneNumber, "IPM.Note")
    .set(TAG.SendRecallReport, recall.wantsReport)
    .set(TAG.PidTagFaxNumberOfPages, 0)
    .setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, PROCESS_ON_OPEN);
}
