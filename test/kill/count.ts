// What became of the accepted mail, counted over Graph; and where something is wrong, what the tenant's log says of it.
import { DatabaseSync } from "node:sqlite";
import type { OverHttp } from "../support/over-http.ts";
import type { Plan, PlannedMail } from "./mail.ts";

export interface Count {
  readonly accepted: number;
  /** In the Inbox of each of its recipients. */
  readonly inMailbox: number;
  /** Accepted, and missing in the Inbox of a recipient. */
  readonly lost: readonly string[];
  /** More than once in an Inbox. */
  readonly twice: readonly string[];
  /** Mail that nobody sent: NDRs would stand here. */
  readonly unexpected: readonly string[];
}

export async function countMail(plan: Plan, accepted: readonly PlannedMail[], http: OverHttp): Promise<Count> {
  const copies = new Map<string, number>();
  const planned = new Map(plan.mails.map((mail) => [mail.messageId, mail]));
  const unexpected: string[] = [];
  for (const name of plan.mailboxes) {
    const mailbox = `${name}@contoso.com`;
    for (const id of await http.messageIds(mailbox)) {
      copies.set(`${mailbox} ${id}`, (copies.get(`${mailbox} ${id}`) ?? 0) + 1);
      if (!planned.get(id)?.to.includes(mailbox)) unexpected.push(`${mailbox} ${id}`);
    }
  }
  const count = (mail: PlannedMail, mailbox: string) => copies.get(`${mailbox} ${mail.messageId}`) ?? 0;
  const ids = (mails: readonly PlannedMail[]) => mails.map((mail) => mail.messageId);
  return {
    accepted: accepted.length,
    inMailbox: plan.mails.filter((mail) => mail.to.every((mailbox) => count(mail, mailbox) > 0)).length,
    lost: ids(accepted.filter((mail) => mail.to.some((mailbox) => count(mail, mailbox) === 0))),
    twice: ids(plan.mails.filter((mail) => mail.to.some((mailbox) => count(mail, mailbox) > 1))),
    unexpected,
  };
}

/** Events and queue rows of some messages, read from the data folder of a tenant that has stopped. */
export function evidence(databaseFile: string, messageIds: readonly string[]): string {
  const db = new DatabaseSync(databaseFile, { readOnly: true, timeout: 5000 });
  try {
    const events = db.prepare(
      "SELECT at, event_id, source, recipients, detail FROM tracking_event WHERE message_id = ? ORDER BY id",
    );
    const rows = db.prepare("SELECT queue, next_hop, attempts, starts, last_error FROM mail_item WHERE message_id = ?");
    return messageIds
      .slice(0, 5)
      .map((id) =>
        [id, ...events.all(id), ...rows.all(id)]
          .map((row) => `  ${typeof row === "string" ? row : JSON.stringify(row)}`)
          .join("\n"),
      )
      .join("\n");
  } finally {
    db.close();
  }
}
