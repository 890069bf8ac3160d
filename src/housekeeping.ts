// The slow clockwork: what is older or larger than retention allows goes, then the bytes nobody refers to.

import cron from "node-cron";
import type { Database, SqlValue } from "./database/database.ts";
import { SEARCHES_KEPT_MS } from "./journey/historical-search/search-job.ts";
import { AUDIT_LOG_AGE_MS } from "./mailbox/audit-log.ts";
import type { MailboxChanges } from "./mailbox/changes/mailbox-changes.ts";
import type { Folders } from "./mailbox/folders.ts";
import { runManagedFolderAssistant } from "./mailbox/managed-folder-assistant.ts";
import { expireRecoverableItems } from "./mailbox/recoverable-items.ts";
import { ADMIN_AUDIT_LOG_AGE_MS } from "./organization/admin-audit-log.ts";
import type { RetentionConfig } from "./organization/configuration.ts";
import { directoryOf } from "./organization/directory.ts";
import type { Organization } from "./organization/organization.ts";
import { isOn } from "./organization/organization-flags.ts";
import type { Activity } from "./runtime/activity.ts";
import type { Clock } from "./runtime/clock.ts";
import type { Log } from "./runtime/log.ts";

export interface HousekeepingOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly changes: Pick<MailboxChanges, "sweep">;
  /** As configured now. */
  readonly retention: () => RetentionConfig;
  readonly organization: () => Organization;
  readonly folders: Folders;
  readonly log: Log;
}

export interface Housekeeping {
  /** Removes what is due; resolves when it is gone. */
  run(): Promise<void>;
  /** When virtual time that is advanced has it run next, milliseconds UTC. */
  nextRun(): number;
  /** Counts the days of virtual time anew: it went back. */
  rewound(): void;
  /** Resolves when a run under way has ended. */
  stop(): Promise<void>;
}

/** By real time node-cron calls; virtual time that is advanced calls once a day. */
const CRON_EVERY_QUARTER = "*/15 * * * *";
const VIRTUAL_DAY_MS = 24 * 3_600_000;
/** Rows a statement may remove, so that none holds the event loop. */
const CHUNK = 2000;
const BODIES = 200;

export function startHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { clock, activity, log } = options;
  let running: Promise<void> | undefined;
  const run = () => {
    const end = activity.begin();
    running ??= sweep(options).finally(() => {
      running = undefined;
    });
    return running.finally(end);
  };
  const quietly = () => void run().catch((error) => log.error({ err: error }, "housekeeping failed"));
  const task = cron.schedule(CRON_EVERY_QUARTER, quietly, { timezone: "UTC" });
  let cancel = () => {};
  let next = 0;
  const daily = () => {
    next = clock.now() + VIRTUAL_DAY_MS;
    cancel = clock.at(next, () => {
      quietly();
      daily();
    });
  };
  daily();
  return {
    run,
    nextRun: () => next,
    rewound() {
      cancel();
      daily();
    },
    async stop() {
      cancel();
      await task.destroy();
      await running?.catch(() => undefined);
    },
  };
}

async function sweep(options: HousekeepingOptions): Promise<void> {
  const { db, clock, changes, retention: configured } = options;
  const now = clock.now();
  const retention = configured();
  const older = (table: string, column: string, ageMs: number) =>
    remove(
      db,
      `DELETE FROM ${table} WHERE ${column} IN (SELECT ${column} FROM ${table} WHERE ${column} < $1 ORDER BY ${column} LIMIT ${CHUNK})`,
      now - ageMs,
    );
  await older("leg", "at", retention.legsMs);
  await older("tracking_event", "at", retention.traceMs);
  await older("journey", "started_at", retention.traceMs);
  await older("journey_pass", "received_at", retention.traceMs);
  await remove(db, OLD_CHANGES, now - retention.traceMs);
  await older("delivered", "at", retention.deliveredLedgerMs);
  await older("submitted", "submitted_at", retention.submittedMs);
  await older("sender_tenant", "at", retention.submittedMs);
  await older("tenant_recall", "requested_at", retention.submittedMs);
  await older("classic_recall", "at", retention.submittedMs);
  await older("tenant_recall_recipient", "at", retention.submittedMs);
  await older("mailbox_audit", "at", AUDIT_LOG_AGE_MS);
  await older("admin_audit", "at", ADMIN_AUDIT_LOG_AGE_MS);
  await older("historical_search", "submitted_at", SEARCHES_KEPT_MS);
  await older("sink_message", "at", retention.legsMs);
  await keepMailboxes(options, retention.recoverableItemsMs, now);
  await changes.sweep(now);
  await limitLegs(db, retention.legsMaxBytes);
  await remove(db, UNUSED_CONTENT, now);
  await removeBodies(db, now - 60_000);
  await giveBackPages(db);
}

/** Holds and retention policies of mailboxes. */
async function keepMailboxes(
  { db, folders, organization }: HousekeepingOptions,
  retainMs: number,
  now: number,
): Promise<void> {
  if (isOn("ElcProcessingDisabled", organization())) return;
  const directory = directoryOf(organization());
  await runManagedFolderAssistant({ db, folders, mailboxes: organization().mailboxes, now });
  await expireRecoverableItems({ db, folders, policyOf: (mailbox) => directory.findMailbox(mailbox), retainMs, now });
}

/** The oldest legs go first. */
async function limitLegs(db: Database, maxBytes: number): Promise<void> {
  await db.write((tx) =>
    tx.run(
      `DELETE FROM leg WHERE id IN (SELECT id FROM
         (SELECT id, sum(size) OVER (ORDER BY id DESC) AS total FROM leg) AS sized WHERE total > $1)`,
      [maxBytes],
    ),
  );
}

/** What happened to a recall is part of the trace; what became of it stays. */
const OLD_CHANGES = `DELETE FROM recall_event WHERE id IN (SELECT recall_event.id FROM recall
  JOIN recall_event ON recall_event.request_message_id = recall.request_message_id
  WHERE finalised = 1 AND deadline < $1 LIMIT ${CHUNK})`;
const UNUSED_CONTENT = `DELETE FROM content WHERE id IN (SELECT id FROM content WHERE $1 > 0
  AND NOT EXISTS (SELECT 1 FROM mail_item WHERE content_id = content.id) AND NOT EXISTS (SELECT 1 FROM item WHERE content_id = content.id)
  AND NOT EXISTS (SELECT 1 FROM leg WHERE content_id = content.id)
  AND NOT EXISTS (SELECT 1 FROM sink_message WHERE content_id = content.id) LIMIT ${CHUNK})`;
const UNUSED_BODY = `DELETE FROM body WHERE id IN (SELECT id FROM body WHERE created_at < $1
  AND NOT EXISTS (SELECT 1 FROM content WHERE body_id = body.id) LIMIT ${BODIES}) RETURNING upload`;
/** 16 rows are 4 MB. */
const UNUSED_CHUNKS =
  "DELETE FROM body_chunk WHERE upload = $1 AND seq IN (SELECT seq FROM body_chunk WHERE upload = $1 LIMIT 16)";

/**
 * Chunks of a large body go after it, in slices; those a crash leaves are swept at the next start. Those of an upload
 * still under way have no body yet and stay.
 */
async function removeBodies(db: Database, createdBefore: number): Promise<void> {
  for (;;) {
    const bodies = await db.write((tx) => tx.all<{ upload: string | null }>(UNUSED_BODY, [createdBefore]));
    if (bodies.length === 0) return;
    for (const { upload } of bodies) if (upload) await remove(db, UNUSED_CHUNKS, upload);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** To the file system. The engine frees one page a step, so the statement is stepped to its end. */
export async function giveBackPages(db: Database): Promise<void> {
  for (;;) {
    const freed = await db.write((tx) => tx.all(`PRAGMA incremental_vacuum(${CHUNK})`));
    if (freed.length < CHUNK) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function remove(db: Database, sql: string, parameter: SqlValue): Promise<void> {
  for (;;) {
    const removed = await db.write((tx) => tx.run(sql, [parameter]));
    if (removed === 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
