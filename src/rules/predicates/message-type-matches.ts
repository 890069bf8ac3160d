// MessageTypeMatches: by the class that the message is promoted to, and by what its header says. [MS-OXCMSG] §2.2.1.3

import type { MailItem } from "../../agent-api/mail-item.ts";
import { promoteMessageClass, promoteSubmission } from "../../content-conversion/promote.ts";
import { isRightsManaged } from "../../content-conversion/rights-managed.ts";
import { parseContentType } from "../../mime/content-type.ts";
import type { RuleConditions } from "../../organization/organization.ts";
import type { Answer, MessagePredicate } from "../predicate.ts";

type MessageType = NonNullable<RuleConditions["messageTypeMatches"]>;

const CLASSES: { readonly [T in MessageType]?: RegExp } = {
  OOF: /^IPM\.Note\.Rules\.(?:External)?OofTemplate\b/i,
  Calendaring: /^IPM\.(?:Schedule\.Meeting|Appointment)\b/i,
  PermissionControlled: /^IPM\.Note\.rpmsg\b/i,
  Voicemail: /^IPM\.Note\.Microsoft\.Voicemail\b/i,
  ApprovalRequest: /^IPM\.Note\.Microsoft\.Approval\.Request\b/i,
  ReadReceipt: /^REPORT\..*\.IPNN?RN$/i,
};
/** Of inbox rules; what a mailbox itself forwards, by its ForwardingSmtpAddress, has none. */
const RULES_LOOP = "X-MS-Exchange-Inbox-Rules-Loop";

export const messageTypeMatches: MessagePredicate<MessageType> = {
  scope: "message",
  wanted: (type) => [type],
  ask(type, { item }) {
    const byHeader = BY_HEADER[type]?.(item);
    if (byHeader !== undefined) return answer(type, byHeader);
    if (!mayHideIt(item)) return answer(type, isOfClass(type, item, promoteMessageClass(item.headers)));
    return askBody(type, item);
  },
};

async function askBody(type: MessageType, item: MailItem): Promise<Answer> {
  if (type === "PermissionControlled") return answer(type, await isRightsManaged(item.headers, item.body));
  const { messageClass } = await promoteSubmission(item.headers, item.body);
  return answer(type, isOfClass(type, item, messageClass));
}

function answer(type: MessageType, held: boolean): Answer {
  return { held, seen: `the message is ${held ? "" : "not "}of type ${type}` };
}

/** What several parts, or TNEF, may hold. */
function mayHideIt({ headers }: MailItem): boolean {
  const { type, subtype } = contentType(headers);
  return type === "multipart" || /ms-tnef$/.test(subtype);
}

const contentType = (headers: MailItem["headers"]) => parseContentType(headers.get("Content-Type"));

function isOfClass(type: MessageType, { headers, data }: MailItem, promoted: string): boolean {
  const contentClass = headers.get("Content-Class")?.trim() ?? "";
  if (type === "Voicemail" && /^voice(?:-|$)/i.test(contentClass)) return true;
  if (type === "PermissionControlled" && /^rpmsg\.message$/i.test(contentClass)) return true;
  return [promoted, data.messageClass ?? ""].some((messageClass) => CLASSES[type]?.test(messageClass));
}

/** Undefined: the header doesn't decide. */
const BY_HEADER: { readonly [T in MessageType]?: (item: MailItem) => boolean | undefined } = {
  // RFC 3834 §5; receipts and reports are automatic, too, and no replies of a person who is away.
  OOF: ({ headers }) => {
    if (!/^\s*auto-replied\b/i.test(headers.get("Auto-Submitted") ?? "")) return undefined;
    return contentType(headers).subtype !== "report";
  },
  AutoForward: ({ headers }) =>
    /^\s*auto-forwarded\b/i.test(headers.get("Auto-Submitted") ?? "") ||
    (headers.has(RULES_LOOP) && !/^\s*auto-replied\b/i.test(headers.get("Auto-Submitted") ?? "")),
  Encrypted: ({ headers }) => {
    const { mediaType, parameters } = contentType(headers);
    if (mediaType === "multipart/encrypted") return true;
    return isPkcs7(mediaType) && !/signed/i.test(parameters.get("smime-type") ?? "");
  },
  Signed: ({ headers }) => {
    const { mediaType, parameters } = contentType(headers);
    return (
      mediaType === "multipart/signed" || (isPkcs7(mediaType) && /signed/i.test(parameters.get("smime-type") ?? ""))
    );
  },
};

const isPkcs7 = (mediaType: string) => /^application\/(?:x-)?pkcs7-mime$/.test(mediaType);
