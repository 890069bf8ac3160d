// One recall as its report page and /api/recalls show it.
import type { RecallChange, RecallRegister } from "./register.ts";
import { type RecallStatus, STATUS_TEXT, TRUE_REASON_TEXT, type TrueReason } from "./status.ts";

export interface RecallView {
  readonly requestMessageId: string;
  readonly originalMessageId: string;
  readonly mailbox: string;
  readonly subject: string;
  /** ISO 8601 UTC. */
  readonly requestedAt: string;
  readonly deadline: string;
  /** Nothing will change any more. */
  readonly final: boolean;
  readonly recipients: readonly RecipientView[];
  readonly changes: readonly RecallChange[];
}

export interface RecipientView {
  readonly address: string;
  readonly status: RecallStatus;
  /** The report page's sentence. */
  readonly text: string;
  /** The sandbox's own: what the real report does not tell. */
  readonly trueReason: TrueReason | null;
  readonly trueReasonText: string | null;
  readonly at: string;
}

export async function viewRecall(register: RecallRegister, requestMessageId: string): Promise<RecallView | undefined> {
  const recall = await register.find(undefined, requestMessageId);
  if (!recall) return undefined;
  const recipients = await register.recipients(requestMessageId);
  return {
    requestMessageId: recall.requestMessageId,
    originalMessageId: recall.originalMessageId,
    mailbox: recall.mailbox,
    subject: recall.subject,
    requestedAt: new Date(recall.requestedAt).toISOString(),
    deadline: new Date(recall.deadline).toISOString(),
    final: recipients.every((recipient) => recipient.outcome !== "pending"),
    recipients: recipients.map((recipient) => ({
      address: recipient.address,
      status: recipient.status,
      text: STATUS_TEXT[recipient.status],
      trueReason: recipient.trueReason,
      trueReasonText: recipient.trueReason && TRUE_REASON_TEXT[recipient.trueReason],
      at: new Date(recipient.at).toISOString(),
    })),
    changes: await register.changes(requestMessageId),
  };
}
