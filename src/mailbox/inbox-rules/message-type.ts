// Kinds of message that MessageTypeMatches tells apart. New-InboxRule; [MS-OXCMSG] §2.2.1.3

import type { InboxRuleMessageType } from "../../organization/inbox-rule.ts";
import { LOOP_HEADER } from "./loop.ts";
import type { RuleMessage } from "./rule-message.ts";

const CLASSES: { readonly [T in InboxRuleMessageType]?: RegExp } = {
  AutomaticReply: /^IPM\.Note\.Rules\.(?:(?:External)?Oof|Reply)Template\./i,
  Encrypted: /^IPM\.Note\.SMIME$/i,
  Calendaring: /^IPM\.Schedule\.Meeting\./i,
  CalendaringResponse: /^IPM\.Schedule\.Meeting\.Resp\./i,
  Voicemail: /^IPM\.Note\.Microsoft\.Voicemail(?:\.|$)/i,
  Signed: /^IPM\.Note\.SMIME\.MultipartSigned$/i,
  ApprovalRequest: /^IPM\.Note\.Microsoft\.Approval\.Request(?:\.|$)/i,
  ReadReceipt: /^REPORT\..*\.IPNN?RN$/i,
  NonDeliveryReport: /^REPORT\..*\.NDR$/i,
};

export function isOfType(message: RuleMessage, type: InboxRuleMessageType): boolean {
  const { headers, messageClass, content } = message;
  if (CLASSES[type]?.test(messageClass) || CLASSES[type]?.test(content?.messageClass ?? "")) return true;
  if (type === "PermissionControlled") return headers.get("Content-Class")?.toLowerCase() === "rpmsg.message";
  // A reply that came as plain MIME has no class that says so. RFC 3834 §5
  if (type === "AutomaticReply") return /^\s*auto-replied\b/i.test(headers.get("Auto-Submitted") ?? "");
  return type === "AutomaticForward" && headers.has(LOOP_HEADER) && !isOfType(message, "AutomaticReply");
}
