// Who has had an automatic reply: one row for each sender, so that nobody gets two in one period.
import type { Tx } from "../../database/database.ts";

export class ReplyHistory {
  /**
   * @param since when the mailbox's present period began, milliseconds UTC; what was of another one is forgotten.
   * @returns whether this sender has had none in it.
   */
  async enter(tx: Tx, mailbox: string, sender: string, since: number): Promise<boolean> {
    const changed = await tx.run(
      `INSERT INTO automatic_reply (mailbox, sender, since) VALUES ($1, $2, $3)
         ON CONFLICT (mailbox, sender) DO UPDATE SET since = excluded.since WHERE automatic_reply.since <> excluded.since`,
      [mailbox, sender, since],
    );
    return changed > 0;
  }
}
