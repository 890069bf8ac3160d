// Empties the tables of mail, in slices that hold nobody up. It goes on after a kill: the next start ends what was begun.
import type { Database } from "./database/database.ts";

/**
 * Every table that a reset empties, and what its rows are told apart by. What refers to something goes before it, so
 * that a wipe broken off leaves nothing that leads nowhere.
 */
const TABLES: readonly (readonly [table: string, key: string])[] = [
  // First: what goes after it is no change that anybody follows.
  ["followed_mailbox", "mailbox"],
  ["graph_subscription", "id"],
  ["mailbox_change", "id"],
  ["mailbox_change_mark", "at"],
  ["mailbox_audit", "id"],
  ["admin_audit", "id"],
  ["historical_search", "id"],
  ["outbox", "mail_item_id"],
  ["mail_item", "id"],
  ["item", "id"],
  ["leg", "id"],
  ["sink_message", "id"],
  ["recall_recipient", "request_message_id, address"],
  ["recall_event", "id"],
  ["recall", "request_message_id"],
  ["tenant_recall_recipient", "request_message_id, tenant_id, mailbox"],
  ["tenant_recall", "request_message_id, tenant_id"],
  ["sender_tenant", "network_message_id"],
  ["classic_recall", "mailbox, search_key, request_message_id"],
  ["tracking_event", "id"],
  ["journey_pass", "received_at, network_message_id"],
  ["journey", "started_at, id"],
  ["submitted", "message_id, mailbox"],
  ["delivered", "mailbox, message_id, date"],
  ["automatic_reply", "mailbox, sender"],
  ["folder", "id"],
  ["mailbox", "id"],
  ["content", "id"],
  ["body", "id"],
  ["body_chunk", "upload, seq"],
];
/** Rows of `meta` that tell of them. */
const META = ["journey-cursor"];

const UNDER_WAY = "reset-under-way";
/** Real milliseconds that one slice may take, about. */
const SLICE_MS = 10;
const FIRST_SLICE = 50;
const LARGEST_SLICE = 5000;

/** @returns rows removed. */
export async function wipe(db: Database): Promise<number> {
  await db.write((tx) => tx.run("INSERT INTO meta (name, value) VALUES ($1, '') ON CONFLICT DO NOTHING", [UNDER_WAY]));
  let removed = 0;
  for (const [table, key] of TABLES) removed += await empty(db, table, key);
  await db.write(async function wiped(tx) {
    for (const name of [...META, UNDER_WAY]) await tx.run("DELETE FROM meta WHERE name = $1", [name]);
  });
  return removed;
}

/** A reset that was killed is ended. */
export async function endWipe(db: Database): Promise<boolean> {
  const row = await db.get("SELECT 1 AS yes FROM meta WHERE name = $1", [UNDER_WAY]);
  if (row === undefined) return false;
  await wipe(db);
  return true;
}

async function empty(db: Database, table: string, key: string): Promise<number> {
  const sql = `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} LIMIT $1)`;
  let total = 0;
  for (let slice = FIRST_SLICE; ; ) {
    const { removed, ms } = await db.write(async function emptySlice(tx) {
      const startedAt = performance.now();
      const removed = await tx.run(sql, [slice]);
      return { removed, ms: performance.now() - startedAt };
    });
    total += removed;
    if (removed < slice) return total;
    // Rows differ: some are a line, some hold bodies.
    const fit = Math.floor((slice * SLICE_MS) / Math.max(ms, 0.1));
    slice = Math.max(1, Math.min(fit, slice * 2, LARGEST_SLICE));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
