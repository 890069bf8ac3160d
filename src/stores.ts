// The repositories of one sandbox, loaded and ready: each domain's statements stand in its own.
import { TenantRecalls } from "./agents/recall/across-tenants/tenant-recalls.ts";
import { RecallRegister } from "./agents/recall/register.ts";
import { ContentStore } from "./database/content-store.ts";
import type { Database } from "./database/database.ts";
import { MailboxAuditLog } from "./mailbox/audit-log.ts";
import { MailboxChanges } from "./mailbox/changes/mailbox-changes.ts";
import { Subscriptions } from "./mailbox/changes/subscriptions.ts";
import { MailboxStore } from "./mailbox/mailbox-store.ts";
import { SubmittedMessages } from "./mailbox/submitted-messages.ts";
import { AdminAuditLog } from "./organization/admin-audit-log.ts";
import type { Configuration } from "./organization/configuration.ts";
import { ConfigurationStore } from "./organization/configuration-store.ts";
import { allMailboxes } from "./organization/group-mailbox.ts";
import type { Clock } from "./runtime/clock.ts";
import { keepHeapSmall } from "./runtime/memory.ts";
import { Legs } from "./trace/legs.ts";
import { TrackingLog } from "./trace/tracking-log.ts";
import { Outbox } from "./transport/queue/outbox.ts";
import { QueueRepository } from "./transport/queue/queue-repository.ts";
import { endWipe } from "./wipe.ts";

/** To read and check so many leaves hundreds of megabytes behind. */
const MANY_MAILBOXES = 10_000;

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Repositories over one database; what each keeps in memory is loaded. */
export async function openStores(db: Database, clock: Clock, configuration: Configuration, reset: boolean) {
  const contents = new ContentStore(db);
  const mailboxes = new MailboxStore(db, contents);
  const changes = new MailboxChanges(db);
  const subscriptions = new Subscriptions(db);
  const audit = new MailboxAuditLog(db);
  const adminAudit = new AdminAuditLog(db);
  const submitted = new SubmittedMessages(db);
  const tracking = new TrackingLog(db);
  const legs = new Legs(db, contents);
  const queue = new QueueRepository(db, contents);
  const outbox = new Outbox(db, queue, mailboxes);
  const recalls = new RecallRegister(db);
  const tenantRecalls = new TenantRecalls(db);
  const configurations = new ConfigurationStore(db, clock);
  await endWipe(db);
  await contents.sweepOrphans();
  const { differs } = await configurations.start(configuration.organization, { reset });
  await mailboxes.folders.load();
  await mailboxes.folders.ensure(allMailboxes(configurations.latest()));
  await recalls.load();
  await subscriptions.load();
  if (configuration.organization.mailboxes.length > MANY_MAILBOXES) keepHeapSmall();
  return {
    contents,
    mailboxes,
    changes,
    audit,
    adminAudit,
    subscriptions,
    submitted,
    tracking,
    legs,
    queue,
    outbox,
    recalls,
    tenantRecalls,
    configurations,
    configurationDiffers: differs,
  };
}
