// What the routing agent writes into the header block of a recall request. docs/recall.md R2, R8
import type { QueuedMessageEventSource } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { SubmittedMessage } from "../../mailbox/submitted-messages.ts";
import { encodeWords } from "../../mime/encoded-word.ts";

/** A: made by classic Outlook. B: made by the service. */
export type Generation = "A" | "B";

export interface StampedRequest {
  readonly generation: Generation;
  readonly original: SubmittedMessage;
}

export function stampRequest(item: MailItem, source: QueuedMessageEventSource, request: StampedRequest): void {
  const value = String(source.organization.service.recallReportGenerated);
  if (request.generation === "A") stampLowerCase(item, value);
  else stampCamelCase(item, value, source, request.original.messageId);
}

/** As on real requests of classic Outlook, where these stand below the filtering correlation id. */
function stampLowerCase(item: MailItem, value: string): void {
  item.headers.insertAfter("x-ms-office365-filtering-correlation-id", "x-ms-exchange-recallreportgenerated", value);
  item.headers.insertAfter("x-ms-exchange-recallreportgenerated", "x-ms-exchange-recallreportcfmgenerated", value);
}

/** Below X-MS-TrafficTypeDiagnostic; from 2026-09 the original is named inside the tenant too. */
function stampCamelCase(
  item: MailItem,
  value: string,
  { organization }: QueuedMessageEventSource,
  originalMessageId: string,
): void {
  item.headers.insertAfter("X-MS-TrafficTypeDiagnostic", "X-MS-Exchange-RecallReportGenerated", value);
  item.headers.insertAfter("X-MS-Exchange-RecallReportGenerated", "X-MS-Exchange-RecallReportCfmGenerated", value);
  if (organization.service.level !== "2026-09") return;
  item.headers.append(
    "X-MS-Exchange-Organization-TransportRecall-OriginalMessageId",
    encodeWords(originalMessageId, "q"),
  );
  item.headers.append("X-MS-Exchange-Organization-TransportRecall-Client", "Monarch");
  if (item.data.senderObjectId)
    item.headers.append("X-MS-Exchange-Organization-MessageRecallSenderObjectId", item.data.senderObjectId);
}
