// DSNs that transport owes: failed, delayed, and the successes that a sender asked for. RFC 3461 §5.2, RFC 3464.
import type { NewMessage } from "../agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../agent-api/mail-item.ts";
import { type DsnAction, FULL_RETURN_LIMIT, wantsDsn } from "../dsn/action.ts";
import { buildDsn } from "../dsn/build-dsn.ts";
import type { DsnRecipient } from "../dsn/delivery-status.ts";
import type { Organization } from "../organization/organization.ts";
import type { SmtpReply } from "../smtp/reply.ts";

export interface Notice {
  readonly item: MailItem;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly reply?: SmtpReply;
  /** The other server, when the reply is its. */
  readonly remoteMta?: string;
  readonly lastAttempt?: number;
  readonly willRetryUntil?: number;
}

/** One NDR per item and reply. */
export async function failureNotices(
  failures: readonly Notice[],
  organization: Organization,
  now: number,
): Promise<NewMessage[]> {
  return noticesOf("failed", failures, organization, now);
}

export async function noticesOf(
  action: DsnAction,
  notices: readonly Notice[],
  organization: Organization,
  now: number,
): Promise<NewMessage[]> {
  const messages: NewMessage[] = [];
  for (const notice of notices) {
    const { item } = notice;
    const recipients = notice.recipients.filter((recipient) => wantsDsn(recipient, action, item.sender));
    if (recipients.length === 0) continue;
    const returnsBody = action === "failed" && item.ret !== "HDRS" && item.body.size <= FULL_RETURN_LIMIT;
    const dsn = buildDsn({
      action,
      now,
      sender: item.sender,
      domain: organization.name,
      reportingMta: organization.hostname,
      arrival: item.receivedAt,
      recipients: recipients.map((recipient) => describe(recipient, notice)),
      original: { headers: item.headers, ...(returnsBody && { body: await item.body.read() }) },
      ...(item.ret && { ret: item.ret }),
      ...(item.envelopeId !== undefined && { envelopeId: item.envelopeId }),
    });
    messages.push({ sender: dsn.sender, recipients: dsn.recipients, content: dsn.content });
  }
  return messages;
}

function describe(recipient: EnvelopeRecipient, notice: Notice): DsnRecipient {
  return {
    address: recipient.address,
    ...(recipient.originalRecipient !== undefined && { originalRecipient: recipient.originalRecipient }),
    ...(notice.reply && { reply: notice.reply }),
    ...(notice.remoteMta !== undefined && { remoteMta: notice.remoteMta }),
    ...(notice.lastAttempt !== undefined && { lastAttempt: notice.lastAttempt }),
    ...(notice.willRetryUntil !== undefined && { willRetryUntil: notice.willRetryUntil }),
  };
}
