// What the routing agent writes into the header block of a recall request. docs/recall.md R2, R8
import type { QueuedMessageEventSource } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { SubmittedMessage } from "../../mailbox/submitted-messages.ts";
import { encodeWords } from "../../mime/encoded-word.ts";
import type { Organization } from "../../organization/organization.ts";
import { objectIdOf } from "../../organization/stable-guid.ts";

/** A: made by classic Outlook. B: made by the service. */
export type Generation = "A" | "B";

export interface StampedRequest {
  readonly generation: Generation;
  readonly original: SubmittedMessage;
}

export function stampRequest(item: MailItem, source: QueuedMessageEventSource, request: StampedRequest): void {
  const value = String(source.organization.service.recallReportGenerated);
  if (request.generation === "A") stampLowerCase(item, value);
  else stampCamelCase(item, value, source, request.original);
}

/** As on real requests of classic Outlook, where these stand below the filtering correlation id. */
function stampLowerCase(item: MailItem, value: string): void {
  item.headers.insertAfter("x-ms-office365-filtering-correlation-id", "x-ms-exchange-recallreportgenerated", value);
  item.headers.insertAfter("x-ms-exchange-recallreportgenerated", "x-ms-exchange-recallreportcfmgenerated", value);
}

/** Below X-MS-TrafficTypeDiagnostic. */
function stampCamelCase(
  item: MailItem,
  value: string,
  { organization }: QueuedMessageEventSource,
  original: SubmittedMessage,
): void {
  item.headers.insertAfter("X-MS-TrafficTypeDiagnostic", "X-MS-Exchange-RecallReportGenerated", value);
  item.headers.insertAfter("X-MS-Exchange-RecallReportGenerated", "X-MS-Exchange-RecallReportCfmGenerated", value);
  nameOriginal(item, organization, original.messageId, original.mailbox);
}

/** From 2026-09 the request names the original inside the tenant too. */
export function nameOriginal(
  item: MailItem,
  { service }: Organization,
  originalMessageId: string,
  mailbox: string,
): void {
  if (service.level !== "2026-09") return;
  const prefix = "X-MS-Exchange-Organization";
  item.headers.append(`${prefix}-TransportRecall-OriginalMessageId`, encodeWords(originalMessageId, "q"));
  item.headers.append(`${prefix}-TransportRecall-Client`, "Monarch");
  item.headers.append(`${prefix}-MessageRecallSenderObjectId`, objectIdOf(mailbox));
}

/** By what the service writes on every one of its own. */
export function isOfService(item: MailItem): boolean {
  return /:EE_MessageRecallEmail\b/.test(item.headers.get("X-MS-TrafficTypeDiagnostic") ?? "");
}
