// What makes a mailbox take each message once, however often it comes, and keeps a late return from bringing back a
// recalled one.
import type { Tx } from "../database/database.ts";

/** Mailboxes that take the message for the first time: Message-ID and Date say so for seven days. */
export async function enterLedger(
  tx: Tx,
  message: { readonly messageId: string; readonly date: string; readonly networkMessageId: string },
  mailboxes: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  if (message.messageId === "" || message.date === "") return new Set(mailboxes);
  const rows = await tx.all<{ mailbox: string }>(
    `INSERT INTO delivered (mailbox, message_id, date, at, network_message_id)
     SELECT value, $2, $3, $4, $5 FROM json_each($1) WHERE TRUE
     ON CONFLICT (mailbox, message_id, date) DO NOTHING RETURNING mailbox`,
    [JSON.stringify(mailboxes), message.messageId, message.date, now, message.networkMessageId],
  );
  return new Set(rows.map(({ mailbox }) => mailbox));
}
