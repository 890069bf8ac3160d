// Recall requests that lie in an Inbox before their originals. docs/recall.md R20. Every SQL statement about them stands here.
import type { Tx } from "../../database/database.ts";

export interface WaitingRequest {
  readonly mailbox: string;
  /** PidTagSearchKey of the original, upper-case hex. */
  readonly searchKey: string;
  readonly requestMessageId: string;
  /** P2 sender of the request. */
  readonly from: string;
  readonly wantsReport: boolean;
}

export class WaitingRequests {
  async add(tx: Tx, request: WaitingRequest, at: number): Promise<void> {
    await tx.run(
      `INSERT INTO classic_recall (mailbox, search_key, request_message_id, from_address, wants_report, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (mailbox, search_key, request_message_id) DO NOTHING`,
      [request.mailbox, request.searchKey, request.requestMessageId, request.from, request.wantsReport ? 1 : 0, at],
    );
  }

  /** Those that name this original; they wait no longer. */
  async take(tx: Tx, mailbox: string, searchKey: string): Promise<WaitingRequest[]> {
    const rows = await tx.all<Omit<WaitingRequest, "wantsReport"> & { wantsReport: number }>(
      `DELETE FROM classic_recall WHERE mailbox = $1 AND search_key = $2
         RETURNING mailbox, search_key AS "searchKey", request_message_id AS "requestMessageId", from_address AS "from",
           wants_report AS "wantsReport"`,
      [mailbox, searchKey],
    );
    return rows.map((row) => ({ ...row, wantsReport: row.wantsReport === 1 }));
  }
}
