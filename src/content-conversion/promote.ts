// Item properties promoted from a message when it enters a store: from its TNEF where it has one that belongs to it, else
// from its headers. [MS-OXCMAIL] §2.1.3.2, docs/recall.md R11
import type { Body } from "../database/content-store.ts";
import { parseContentType } from "../mime/content-type.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import { parseStructureInTurns, walkParts } from "../mime/structure.ts";
import type { MapiMessage } from "../tnef/message.ts";
import type { MapiProperty } from "../tnef/property.ts";
import { TAG } from "../tnef/property-tags.ts";
import { type BelongingTnef, findTnef, findTnefIn } from "./find-tnef.ts";
import { type KeptProperties, keepProperties, propertyKey } from "./kept-properties.ts";
import { searchedPropertiesOfHeaders } from "./properties-of-headers.ts";

export interface PromotedMessage {
  readonly messageClass: string;
  /** PidTagSearchKey as upper-case hex, where the TNEF has it. */
  readonly searchKey?: string;
  /** What else the TNEF says, and those fields of the header block that items are found by. */
  readonly mapi?: KeptProperties;
  /** It has TNEF that belongs to it. */
  readonly isTnef: boolean;
}

/** Costs nothing but a look at the Content-Type unless that allows for TNEF. */
export async function promoteMessage(headers: HeaderBlock, body: Body): Promise<PromotedMessage> {
  const found = await findTnefIn(headers, body);
  const mapi = searchedPropertiesOfHeaders(headers);
  if (found.kind === "belongs") return promoteMapi(found.message, headers, mapi);
  return { messageClass: promoteMessageClass(headers), ...(mapi && { mapi }), isTnef: false };
}

/** As promoteMessage; a calendar part is looked for as well. */
export async function promoteSubmission(headers: HeaderBlock, body: Body): Promise<PromotedMessage> {
  const promoted = await promoteMessage(headers, body);
  return promoted.isTnef ? promoted : { ...promoted, messageClass: await promoteMessageClassOf(headers, body) };
}

/** What tells items of TNEF from others: empty where the TNEF has no key. */
const CORRELATION_KEY = propertyKey(TAG.PidTagTnefCorrelationKey);

/** The TNEF that an item was promoted from; undefined where it is the MIME that it is. */
export async function tnefOf(
  item: { readonly mapi: KeptProperties },
  content: { readonly headers: Buffer; readonly body: Body },
): Promise<BelongingTnef | undefined> {
  if (!item.mapi[CORRELATION_KEY]) return undefined;
  const found = await findTnef(HeaderBlock.parse(content.headers), await content.body.read());
  return found.kind === "belongs" ? found : undefined;
}

function promoteMapi({ properties }: MapiMessage, headers: HeaderBlock, ofHeaders?: KeptProperties): PromotedMessage {
  const searchKey = properties.binary(TAG.PidTagSearchKey);
  return {
    messageClass: properties.text(TAG.PidTagMessageClass) || promoteMessageClass(headers),
    ...(searchKey && searchKey.length > 0 && { searchKey: searchKey.toString("hex").toUpperCase() }),
    mapi: { ...ofHeaders, [CORRELATION_KEY]: ["Binary", ""], ...keepProperties(properties, isLeft) },
    isTnef: true,
  };
}

/** What the item has of its own, what the text is read from, and what speaks of the sender's store. */
const LEFT: ReadonlySet<number> = new Set(
  [
    TAG.PidTagMessageClass,
    TAG.PidTagSearchKey,
    TAG.PidTagInternetMessageId,
    TAG.PidTagMessageDeliveryTime,
    TAG.PidTagMessageFlags,
    TAG.PidTagMessageSize,
    TAG.PidTagHasAttachments,
    TAG.PidTagTransportMessageHeaders,
    TAG.PidTagCreationTime,
    TAG.PidTagLastModificationTime,
    TAG.PidTagDeleteAfterSubmit,
    TAG.PidTagSentMailEntryId,
    TAG.PidTagParentEntryId,
    TAG.PidTagStoreSupportMask,
    TAG.PidTagStoreState,
    TAG.PidTagStoreProvider,
  ].map(({ id }) => id),
);

function isLeft({ id, name }: MapiProperty): boolean {
  if (name) return false;
  const isOfStore = id >= 0x0ff0 && id <= 0x0fff;
  const isText = id >= 0x1000 && id <= 0x1016;
  return isOfStore || isText || LEFT.has(id);
}

/** PidTagMessageClass of a message in plain MIME. [MS-OXCMAIL] §2.1.3.2.1, §2.2.3.2.1 */
export function promoteMessageClass(headers: HeaderBlock): string {
  const value = headers.get("Content-Type");
  if (value === undefined) return "IPM.Note";
  const { mediaType, parameters } = parseContentType(value);
  const parameter = (name: string) => (parameters.get(name) ?? "").toLowerCase();
  switch (mediaType) {
    case "multipart/report":
      if (parameter("report-type") === "delivery-status") return "REPORT.IPM.Note.NDR";
      return parameter("report-type") === "disposition-notification" ? "REPORT.IPM.Note.IPNRN" : "IPM.Note";
    case "multipart/signed":
      return "IPM.Note.SMIME.MultipartSigned";
    case "application/pkcs7-mime":
    case "application/x-pkcs7-mime":
      return "IPM.Note.SMIME";
    case "text/calendar":
      return meetingClass(parameter("method"));
    default:
      return headers.get("Content-Class")?.toLowerCase() === "urn:content-classes:calendarmessage"
        ? meetingClass("request")
        : "IPM.Note";
  }
}

/** As promoteMessageClass, and a calendar part with a method below a multipart makes a meeting too. RFC 6047 §2.4 */
export async function promoteMessageClassOf(headers: HeaderBlock, body: Body): Promise<string> {
  const messageClass = promoteMessageClass(headers);
  const isMultipart = parseContentType(headers.get("Content-Type")).type === "multipart";
  if (messageClass !== "IPM.Note" || !isMultipart || !(await namesCalendar(body))) return messageClass;
  for (const part of walkParts(await parseStructureInTurns(await body.read(), {}, headers))) {
    const method = part.contentType.parameters.get("method");
    if (part.contentType.mediaType === "text/calendar" && method) return meetingClass(method.toLowerCase());
  }
  return messageClass;
}

const CALENDAR = "text/calendar";

/** Most mail has none: it isn't held in memory as a whole for that. */
async function namesCalendar(body: Body): Promise<boolean> {
  let end = "";
  for await (const chunk of body.chunks()) {
    const text = end + chunk.toString("latin1");
    if (/text\/calendar/i.test(text)) return true;
    end = text.slice(1 - CALENDAR.length);
  }
  return false;
}

/** [MS-OXCICAL] §2.1.3.1.1.1 */
function meetingClass(method: string): string {
  if (method === "cancel") return "IPM.Schedule.Meeting.Canceled";
  if (method === "reply") return "IPM.Schedule.Meeting.Resp.Pos";
  return "IPM.Schedule.Meeting.Request";
}
