// A submission enters transport at once or is held until its time; then everything is as if it had been submitted then.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";
import type { TransportServices } from "../services.ts";
import { type Acceptance, accept, acceptIn, createCopy, type SubmissionRecord } from "./accept.ts";
import { deferredDelivery, deferredSendTime } from "./send-time.ts";

export interface Submission {
  readonly item: MailItem;
  readonly event: Acceptance["event"];
  readonly record: SubmissionRecord;
  /** Header block of the sender's copy where it says more than what travels: Bcc. */
  readonly copyHeaders?: Buffer | undefined;
  /** The client's own "Undo send", milliseconds. */
  readonly undoMs?: number | undefined;
  /** Asked for beside the message, milliseconds UTC. */
  readonly deferUntil?: number | undefined;
}

/** @returns when it enters transport, milliseconds UTC, where that is later. */
export async function acceptSubmission(
  submission: Submission,
  services: TransportServices,
): Promise<number | undefined> {
  const { item, event, record } = submission;
  const sendAt = sendTimeOf(submission);
  const mailbox = directoryOf(services.organization()).findMailbox(item.submitter ?? "")?.address;
  const outbox = mailbox === undefined ? undefined : services.mailboxes.folders.wellKnown(mailbox, "outbox");
  if (sendAt <= item.receivedAt || !outbox) {
    await accept(item, { event, submission: record }, services);
    return undefined;
  }
  await services.db.write(async function holdMessage(tx) {
    const now = item.receivedAt;
    const contentId = await services.contents.save(tx, item.headers.toBuffer(), item.body, now);
    const place = { queue: "outbox", nextHop: "", dueAt: sendAt, queuedAt: sendAt, contentId } as const;
    const queued = await services.queue.insert(tx, item, place);
    const { draft, own } = record.copyTo ?? {};
    const copy = {
      ...(submission.copyHeaders && { headers: submission.copyHeaders }),
      ...(draft && { draft }),
      ...(own && { own }),
    };
    const itemId = await createCopy(tx, { item, contentId, folder: outbox }, { ...record, copy }, services);
    const acceptance = JSON.stringify({ event, submission: withoutHeaders(record) } satisfies Acceptance);
    await services.outbox.add(tx, queued.id, { itemId, mailbox: outbox.mailbox, acceptance });
    services.enqueued(tx, queued);
  });
  return sendAt;
}

/** The item in the Outbox has them. */
function withoutHeaders({ copyTo, ...record }: SubmissionRecord): SubmissionRecord {
  return copyTo ? { ...record, copyTo: { mailbox: copyTo.mailbox, folder: copyTo.folder } } : record;
}

/** docs/recall.md R7: a request for a recall is no message that anybody takes back. */
function sendTimeOf({ item, record, undoMs = 0, deferUntil }: Submission): number {
  const now = item.receivedAt;
  if (!record.recorded) return now;
  const asked = deferUntil ?? deferredSendTime(record.mapi ?? {}, now) ?? deferredDelivery(item.headers) ?? now;
  return Math.max(asked, now + undoMs);
}

/** The time of a held message has come. */
export async function release(queued: QueuedItem, services: TransportServices): Promise<undefined> {
  await services.db.write(async function releaseMessage(tx) {
    const held = await services.outbox.take(tx, queued.id);
    await services.queue.remove(tx, queued.id);
    if (!held) return;
    const { event, submission } = JSON.parse(held.acceptance) as Acceptance & { submission: SubmissionRecord };
    const { copyTo, ...record } = submission;
    if (!copyTo) await services.mailboxes.removeIn(tx, held.itemId);
    const how = { event, submission: { ...record, ...(copyTo && { copyTo: { ...copyTo, itemId: held.itemId } }) } };
    const item = { ...queued.item, receivedAt: services.clock.now() };
    services.enqueued(tx, await acceptIn(tx, item, how, services));
  });
}
