// What a group takes without passing it on: reports of classic recalls would reach everybody. Learn, "Recipient
// resolution"; docs/recall.md R19
import type { MailItem } from "../../agent-api/mail-item.ts";
import { promoteMessage } from "../../content-conversion/promote.ts";
import { reply } from "../../smtp/reply.ts";

export const NOT_FOR_GROUPS = reply(
  250,
  "2.1.5",
  "RESOLVER.GRP.BlockedMessage; messages of this type are not delivered to groups",
);

const CONTENT_CLASS = "urn:content-classes:recallreport";
const CLASS = /^(?:envelope\.)?ipm\.recall\.report(?:\.|$)/i;

export async function isRecallReport({ headers, body, data }: MailItem): Promise<boolean> {
  if (headers.get("Content-Class")?.trim().toLowerCase() === CONTENT_CLASS) return true;
  const known = data.generatedClass ?? data.messageClass;
  if (known !== undefined) return CLASS.test(known);
  return CLASS.test((await promoteMessage(headers, body)).messageClass);
}
