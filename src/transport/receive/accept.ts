// Takes responsibility for a message: everything about it goes to disk in one commit, then the 250 may be given.
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { KeptProperties } from "../../content-conversion/kept-properties.ts";
import type { Tx } from "../../database/database.ts";
import type { Folder } from "../../mailbox/folders.ts";
import type { MailboxItem, NewItem } from "../../mailbox/mailbox-store.ts";
import { directoryOf } from "../../organization/directory.ts";
import { isOn } from "../../organization/organization-flags.ts";
import type { TrackingEvent } from "../../trace/events.ts";
import type { NewLeg } from "../../trace/legs.ts";
import { itemColumns } from "../../trace/tracking-log.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";
import type { TransportServices } from "../services.ts";

export interface Acceptance {
  /** How the message came: shown in the trace. */
  readonly event: {
    readonly source: "SMTP" | "HTTP" | "AGENT";
    readonly detail: string;
    readonly context?: string;
    readonly clientIp?: string;
    /** Journey of the message that caused this one. */
    readonly causedBy?: string;
  };
  /** A connection that the connectors or the MX listener took: header block as it came over the wire. */
  readonly leg?: Omit<NewLeg, "contentId"> & { readonly headers: Buffer };
  /** Submission by a mailbox: recorded as its own, with a copy in this folder of it. */
  readonly submission?: SubmissionRecord;
}

/** What a client sets of an item, and what stays with the sender's copy. */
export type OwnProperties = Partial<Pick<NewItem, "properties" | "mapi" | "messageClass">>;

export interface SubmissionRecord {
  /** Mailbox it was sent as (From). */
  readonly sentAs: string;
  readonly searchKey: string;
  /** Promoted, as the copy shows it. */
  readonly messageClass: string;
  readonly rightsManaged?: boolean;
  readonly mapi?: KeptProperties;
  readonly copyTo?: {
    readonly mailbox: string;
    readonly folder: "sentitems" | "recoverableitemspurges";
    /** Header block of the copy where it says more than what travels: Bcc. */
    readonly headers?: Buffer;
    /** The item that becomes this copy; absent: a new one. */
    readonly itemId?: number;
    /** The draft that it was; it becomes the copy. */
    readonly draft?: MailboxItem;
    /** What the client set of it. */
    readonly own?: OwnProperties;
  };
  /** Somebody else than the mailbox it was sent as: for that one's audit log. */
  readonly delegate?: { readonly actor: string; readonly operation: "SendAs" | "SendOnBehalf" };
  /** A mailbox that somebody else sent as or on behalf of, and whose Sent Items have the message too. */
  readonly ownersCopy?: string;
  /** Recorded under `submitted`; recall requests are not. */
  readonly recorded: boolean;
}

export async function accept(item: MailItem, how: Acceptance, services: TransportServices): Promise<void> {
  await services.db.write(async function acceptMessage(tx) {
    services.enqueued(tx, await acceptIn(tx, item, how, services));
  });
}

export async function acceptIn(
  tx: Tx,
  item: MailItem,
  how: Acceptance,
  services: TransportServices,
): Promise<QueuedItem> {
  const now = item.receivedAt;
  const contentId = await services.contents.save(tx, item.headers.toBuffer(), item.body, now);
  const queued = await services.queue.insert(tx, item, {
    queue: "submission",
    nextHop: "",
    dueAt: now,
    queuedAt: now,
    contentId,
  });
  await services.tracking.write(tx, now, item, receipt(item, { ...how.event, contentId }));
  if (how.leg) {
    const { headers, ...leg } = how.leg;
    const asItCame = await services.contents.save(tx, headers, item.body, now);
    await services.legs.write(tx, item, { ...leg, contentId: asItCame, size: headers.length + item.body.size });
  }
  const { event, submission } = how;
  if (submission) await recordSubmission(tx, item, contentId, { event, submission }, services);
  return queued;
}

/** With it a message's pass begins. */
export function receipt(
  item: MailItem,
  { source, detail, context, clientIp, causedBy, contentId }: Acceptance["event"] & { readonly contentId?: number },
): TrackingEvent {
  return {
    eventId: "RECEIVE",
    source,
    recipients: item.recipients.map((recipient) => recipient.address),
    detail,
    context: context ?? item.attribution?.connector ?? item.entry,
    data: {
      entry: item.entry,
      authAs: item.authAs,
      ...(item.attribution && { attribution: item.attribution }),
      ...(clientIp !== undefined && { clientIp }),
      ...(causedBy !== undefined && { causedBy }),
      ...(contentId !== undefined && { contentId }),
    },
  };
}

type Submitted = Required<Pick<Acceptance, "event" | "submission">>;

/** docs/recall.md R6: whatever the client, what was submitted is known; Sent Items gets the same search key. */
async function recordSubmission(
  tx: Tx,
  item: MailItem,
  contentId: number,
  how: Submitted,
  services: TransportServices,
): Promise<void> {
  const { submission } = how;
  const { messageId, subject } = itemColumns(item);
  if (submission.recorded) {
    await services.submitted.add(tx, {
      messageId,
      mailbox: submission.sentAs,
      searchKey: submission.searchKey,
      recipients: item.recipients.map((recipient) => recipient.address),
      submittedAt: item.receivedAt,
      subject,
      networkMessageId: item.networkMessageId,
      meeting: submission.messageClass.startsWith("IPM.Schedule.Meeting"),
      rightsManaged: submission.rightsManaged ?? false,
    });
  }
  if (submission.recorded) await auditDelegate(tx, item, how, services);
  await copyToOwner(tx, { item, contentId }, submission, services);
  const copy = submission.copyTo;
  const folder = copy && services.mailboxes.folders.wellKnown(copy.mailbox, copy.folder);
  if (!copy || !folder) return;
  if (copy.itemId !== undefined) {
    await services.mailboxes.sentIn(tx, copy.itemId, folder.id, item.receivedAt);
    return;
  }
  await createCopy(tx, { item, contentId, folder }, { ...submission, copy }, services);
}

/** A draft that was sent already, changed or deleted while it was being sent. */
export class DraftChangedError extends Error {
  override readonly name = "DraftChangedError";
}

async function auditDelegate(
  tx: Tx,
  item: MailItem,
  { event, submission }: Submitted,
  services: TransportServices,
): Promise<void> {
  const organization = services.organization();
  const owner = directoryOf(organization).findMailbox(submission.sentAs);
  if (isOn("AuditDisabled", organization)) return;
  if (!submission.delegate || !owner || owner.auditEnabled === false) return;
  await services.audit.write(tx, {
    ...submission.delegate,
    mailbox: owner.address,
    at: item.receivedAt,
    client: event.source === "SMTP" ? "Client=SMTP" : "Client=REST;Microsoft Graph",
    subject: itemColumns(item).subject,
    messageId: itemColumns(item).messageId,
    folder: "",
  });
}

async function copyToOwner(
  tx: Tx,
  what: { item: MailItem; contentId: number },
  submission: SubmissionRecord,
  services: TransportServices,
): Promise<void> {
  const owner = submission.ownersCopy;
  const folder = owner === undefined ? undefined : services.mailboxes.folders.wellKnown(owner, "sentitems");
  if (folder) await createCopy(tx, { ...what, folder }, { ...submission, copy: {} }, services);
}

/** The sender's own copy of what was submitted. */
export async function createCopy(
  tx: Tx,
  { item, contentId, folder }: { item: MailItem; contentId: number; folder: Folder },
  submission: SubmissionRecord & {
    readonly copy: Pick<NonNullable<SubmissionRecord["copyTo"]>, "headers" | "draft" | "own">;
  },
  services: Pick<TransportServices, "contents" | "mailboxes">,
): Promise<number> {
  const { copy } = submission;
  const { messageId, subject, size } = itemColumns(item);
  const now = item.receivedAt;
  const created: NewItem = {
    mailbox: folder.mailbox,
    folderId: folder.id,
    contentId: copy.headers ? await services.contents.save(tx, copy.headers, item.body, now) : contentId,
    messageId,
    searchKey: submission.searchKey,
    messageClass: submission.messageClass,
    ...(submission.mapi && { mapi: submission.mapi }),
    subject,
    sender: submission.sentAs,
    receivedAt: item.receivedAt,
    isRead: true,
    networkMessageId: item.networkMessageId,
    size,
  };
  const own: OwnProperties | undefined = copy.draft ?? copy.own;
  if (!own) return services.mailboxes.create(tx, created);
  const { isDraft: _, ...properties } = own.properties ?? {};
  const sent: NewItem = {
    ...created,
    messageClass: created.messageClass === "IPM.Note" ? (own.messageClass ?? "IPM.Note") : created.messageClass,
    mapi: { ...own.mapi, ...submission.mapi },
    ...(Object.keys(properties).length > 0 && { properties }),
  };
  if (!copy.draft) return services.mailboxes.create(tx, sent);
  if (!(await services.mailboxes.replace(tx, copy.draft, sent, now)))
    throw new DraftChangedError("The draft was changed while it was being sent");
  return copy.draft.id;
}
