// Says of any message whether it is a recall request, of which generation, and what names the original. For people and
// scripts that look at mail: what the tenant acts upon is decided by docs/recall.md R7 alone.
//
//   A  classic Outlook, over Exchange        B  the service: new Outlook, Outlook on the web, Graph
//   C  Outlook with a POP or IMAP account: TNEF that it made itself
import { findTnef } from "../../../content-conversion/find-tnef.ts";
import { decodeEncodedWords } from "../../../mime/encoded-word.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { headerText } from "../../../mime/header-text.ts";
import { decodeRecallMessageId } from "../../../runtime/ids.ts";
import { decodeCodePage } from "../../../tnef/code-page.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import { beginningOfText } from "./body-text.ts";
import { readRecallProperties } from "./recall-properties.ts";
import { readReportTagMessageId, searchKeyText } from "./report-tag.ts";
import { type Evidence, recallReportField, type Signal, signalsOf, trafficTypeOf } from "./signals.ts";
import { type KnownLanguage, matchSentence, matchSubject } from "./texts.ts";

export type Generation = "A" | "B" | "C";

export interface NamedOriginal {
  /** The strongest that there is. */
  readonly namedBy: "messageId" | "searchKey" | "subject";
  /** With its angle brackets. */
  readonly messageId?: string;
  /** Upper-case hex. */
  readonly searchKey?: string;
  readonly subject: string;
}

export interface Identified {
  readonly isRecallRequest: boolean;
  /** Null where it is no request, here and below. */
  readonly generation: Generation | null;
  /** Where it was made; null where nothing says. */
  readonly hosted: "exo" | "onprem" | null;
  readonly language: KnownLanguage | null;
  readonly original: NamedOriginal | null;
  /** Strongest first. */
  readonly signals: readonly Signal[];
  /** What could not be taken into account, and why. */
  readonly notes: readonly string[];
}

/** @param body from the blank line on. */
export async function identifyRecall(headers: HeaderBlock, body: Buffer): Promise<Identified> {
  const tnef = await findTnef(headers, body);
  const evidence: Evidence = {
    headers,
    tnef,
    properties: tnef.kind === "belongs" ? readRecallProperties(tnef.message) : undefined,
    subject: matchSubject(headerText(headers, "Subject")),
    sentence: matchSentence(await beginningOfText(headers, body)),
  };
  const signals = signalsOf(evidence);
  const notes =
    tnef.kind === "broken"
      ? [`Its TNEF is left out: ${tnef.reason}`]
      : tnef.kind === "ignored"
        ? [`Its TNEF is ignored: ${tnef.reason}`]
        : [];
  if (signals.length === 0) {
    return { isRecallRequest: false, generation: null, hosted: null, language: null, original: null, signals, notes };
  }
  const generation = generationOf(evidence);
  return {
    isRecallRequest: true,
    generation,
    hosted: hostedOf(evidence, generation),
    language: evidence.sentence?.language ?? evidence.subject?.language ?? null,
    original: originalOf(evidence),
    signals,
    notes,
  };
}

function generationOf(evidence: Evidence): Generation {
  const { headers, properties, sentence } = evidence;
  const traffic = trafficTypeOf(headers);
  if (traffic !== undefined) return traffic === "MessageRecallEmail" ? "B" : "A";
  if (properties) return isMadeByExchange(evidence) ? "A" : "C";
  if (isIpm(headers)) return "A";
  const messageId = headers.get("Message-ID") ?? "";
  if (readReportTagMessageId(messageId)) return "C";
  if (decodeRecallMessageId(messageId)) return "B";
  const field = recallReportField(headers);
  if (field !== undefined) return field === field.toLowerCase() ? "A" : "B";
  // The service writes an address where Outlook writes a name.
  return /^[^\s@]+@[^\s@]+$/.test(sentence?.name ?? "") ? "B" : "A";
}

const isIpm = (headers: HeaderBlock): boolean => /^IPM(?:\.|$)/i.test(headers.get("X-CallingTelephoneNumber") ?? "");

/** Exchange adds the item's own identifiers; Outlook has none yet when it sends over SMTP. */
function isMadeByExchange({ tnef }: Evidence): boolean {
  if (tnef.kind !== "belongs") return false;
  const { properties } = tnef.message;
  return properties.has(TAG.PidTagInternetMessageId) || properties.has(TAG.PidTagSearchKey);
}

const OF_THE_SERVICE =
  /^x-ms-(?:traffictypediagnostic|publictraffictype|office365-filtering-correlation-id|exchange-crosstenant-.*|exchange-recallreportgenerated)$/i;

function hostedOf({ headers }: Evidence, generation: Generation): Identified["hosted"] {
  if (generation === "B") return "exo";
  if (generation === "C") return null;
  const isOfTheService =
    headers.fields.some(({ name }) => OF_THE_SERVICE.test(name)) ||
    /\.prod\.outlook\.com>?$/i.test(headers.get("Message-ID") ?? "");
  if (isOfTheService) return "exo";
  return isIpm(headers) ? "onprem" : null;
}

function originalOf({ headers, tnef, properties, subject, sentence }: Evidence): NamedOriginal {
  const reportTag = properties?.reportTag ?? readReportTagMessageId(headers.get("Message-ID") ?? "");
  const messageId = originalMessageId(headers);
  const searchKey = properties?.searchKey ?? searchKeyText(reportTag?.searchKey);
  const codepage = tnef.kind === "belongs" ? tnef.message.properties.codepage : undefined;
  const quoted = reportTag && codepage !== undefined ? decodeCodePage(reportTag.subject, codepage) : undefined;
  // Lists alter the subject, not the topic; the sentence may be wrapped.
  const candidates = [headerText(headers, "Thread-Topic"), quoted, sentence?.subject, subject?.subject];
  return {
    namedBy: messageId !== undefined ? "messageId" : searchKey !== undefined ? "searchKey" : "subject",
    ...(messageId !== undefined && { messageId }),
    ...(searchKey !== undefined && { searchKey }),
    subject: candidates.find((text) => text !== undefined && text !== "") ?? "",
  };
}

/** X-MS-Exchange-…-TransportRecall-OriginalMessageId, in encoded words. docs/recall.md R2 */
function originalMessageId(headers: HeaderBlock): string | undefined {
  const field = headers.fields.find(({ name }) => /-TransportRecall-OriginalMessageId$/i.test(name));
  const value = field && decodeEncodedWords(headers.get(field.name) ?? "").trim();
  return value !== undefined && /^<[^<>\s]+>$/.test(value) ? value : undefined;
}
