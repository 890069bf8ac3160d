// Messages that wait for a moderator: who waits, and what becomes of them. Learn, "Moderated recipients"
import type { NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { newMessageId } from "../../runtime/ids.ts";
import type { TrackingEvent } from "../../trace/events.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";
import { insertGenerated } from "../receive/generated.ts";
import { type Sender, senderOf } from "../sender.ts";
import type { TransportServices } from "../services.ts";
import { AGENT, approvedThing, type Held, heldOf, withApproval } from "./held.ts";
import { findModerated } from "./hold.ts";
import { expiryNotice, rejectionNotice } from "./mails.ts";

export interface ModeratedMessage {
  readonly id: number;
  readonly messageId: string;
  readonly networkMessageId: string;
  readonly sender: string;
  readonly subject: string;
  /** The moderated recipient: a mailbox, group or contact. */
  readonly recipient: string;
  readonly moderators: readonly string[];
  /** Message-ID of the request that the moderators have. */
  readonly requestMessageId: string;
  /** Milliseconds UTC. */
  readonly heldAt: number;
  readonly expiresAt: number;
}

export interface Decision {
  readonly approve: boolean;
  /** Any address of a moderator; the first of them unless given. */
  readonly moderator?: string | undefined;
  /** What the sender reads of a rejection. */
  readonly comment?: string | undefined;
}

/** Why nothing was decided. */
export class ModerationError extends Error {
  override readonly name = "ModerationError";
  readonly kind: "notWaiting" | "notModerator";

  constructor(kind: ModerationError["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

interface Waiting {
  readonly queued: QueuedItem;
  readonly held: Held;
}

export class Moderation {
  readonly #services: TransportServices;

  constructor(services: TransportServices) {
    this.#services = services;
  }

  /** Those that expire first come first. */
  async list(limit = 1000): Promise<ModeratedMessage[]> {
    const rows = await this.#services.queue.moderated(limit);
    return rows.flatMap(({ facts, ...row }) => {
      const held = heldOf(JSON.parse(facts) as Pick<MailItem, "data">);
      return held ? [{ ...row, ...held }] : [];
    });
  }

  /** @throws ModerationError */
  async decide(id: number, decision: Decision): Promise<ModeratedMessage> {
    const { db, activity } = this.#services;
    const end = activity.begin();
    try {
      const waiting = await this.#waiting(id);
      if (!waiting) throw new ModerationError("notWaiting", `No message ${id} waits for a moderator.`);
      const moderator = this.#moderatorFor(waiting.held, decision.moderator);
      const isDone = await db.write((tx) => this.#decideIn(tx, waiting, { ...decision, moderator }));
      if (!isDone) throw new ModerationError("notWaiting", `Message ${id} was decided about meanwhile.`);
      return describe(waiting);
    } finally {
      end();
    }
  }

  /**
   * A moderator's answer to the request of this Message-ID. @returns what decides, in the answer's own transaction;
   * undefined where nothing waits for it, or the sender of the answer is no moderator.
   */
  async answer(
    requestMessageId: string,
    decision: Decision & { readonly moderator: string },
  ): Promise<((tx: Tx) => Promise<void>) | undefined> {
    const found = (await this.list()).find((one) => one.requestMessageId === requestMessageId);
    const waiting = found && (await this.#waiting(found.id));
    if (!waiting || !this.#isModerator(waiting.held, decision.moderator)) return undefined;
    return async (tx) => void (await this.#decideIn(tx, waiting, decision));
  }

  /** Two days have passed. */
  async expire(queued: QueuedItem): Promise<undefined> {
    const { db, clock, queue } = this.#services;
    await db.write(async (tx) => {
      const now = clock.now();
      const held = heldOf(queued.item);
      await queue.remove(tx, queued.id);
      const detail = "No moderator decided within two days";
      await this.#track(tx, queued.item, { eventId: "MODERATIONEXPIRE", detail, context: AGENT });
      if (held) await this.#notify(tx, queued.item, held, (about) => expiryNotice({ ...about, now }));
    });
    return undefined;
  }

  async #waiting(id: number): Promise<Waiting | undefined> {
    const queued = await this.#services.queue.load(id);
    const held = queued?.queue === "moderation" ? heldOf(queued.item) : undefined;
    return queued && held && { queued, held };
  }

  async #decideIn(
    tx: Tx,
    { queued, held }: Waiting,
    { approve, moderator, comment }: Decision & { readonly moderator: string },
  ): Promise<boolean> {
    const { queue, clock } = this.#services;
    const now = clock.now();
    const { item } = queued;
    if (!approve) {
      if (!(await queue.takeFromModeration(tx, queued.id))) return false;
      const words = comment ? `: ${comment}` : "";
      const detail = `Rejected by the moderator ${moderator}${words}`;
      await this.#track(tx, item, { eventId: "MODERATORREJECT", detail, context: moderator });
      await this.#notify(tx, item, held, (about) => rejectionNotice({ ...about, now, moderator, comment }));
      return true;
    }
    const approvedFor = approvedThing(held);
    const { rule, ruleId = rule } = held;
    const resumed = ruleId === undefined ? {} : { rulesResumeAfter: ruleId };
    const approved = { ...item, data: { ...withApproval(item.data, approvedFor), ...resumed } };
    const released = await queue.releaseFromModeration(tx, queued, approved, now);
    if (!released) return false;
    const detail = `Approved by the moderator ${moderator}`;
    await this.#track(tx, item, { eventId: "MODERATORAPPROVE", detail, context: moderator, approved: approvedFor });
    this.#services.enqueued(tx, released);
    return true;
  }

  #track(
    tx: Tx,
    item: MailItem,
    event: Pick<TrackingEvent, "eventId" | "detail" | "context"> & { readonly approved?: string },
  ): Promise<void> {
    const { approved, ...rest } = event;
    return this.#services.tracking.write(tx, this.#services.clock.now(), item, {
      ...rest,
      source: "APPROVAL",
      recipients: item.recipients.map(({ address }) => address),
      ...(approved !== undefined && { data: { approvedFor: approved } }),
    });
  }

  /** Set-DistributionGroup -SendModerationNotifications: Always, Internal, Never. Notifications have no sender to tell. */
  async #notify(
    tx: Tx,
    item: MailItem,
    { recipient: address }: Held,
    make: (about: Parameters<typeof expiryNotice>[0]) => NewMessage,
  ): Promise<void> {
    const organization = this.#services.organization();
    const recipient = findModerated(organization, address) ?? { address, displayName: "" };
    const wanted = "sendModerationNotifications" in recipient ? recipient.sendModerationNotifications : undefined;
    const sender = senderOf(item, directoryOf(organization));
    if (item.sender === "" || wanted === "Never" || (wanted === "Internal" && !isInside(sender, organization))) return;
    const now = this.#services.clock.now();
    const messageId = newMessageId(organization.hostname);
    const notice = make({ item, sender: sender.address, recipient, domain: organization.name, now, messageId });
    await insertGenerated(tx, this.#services, notice, { by: AGENT, parent: item, now });
  }

  #isModerator({ moderators }: Held, address: string): boolean {
    return directoryOf(this.#services.organization()).isAmong(address, moderators);
  }

  #moderatorFor(held: Held, given: string | undefined): string {
    if (given === undefined) return held.moderators[0] as string;
    if (this.#isModerator(held, given)) return given.toLowerCase();
    const message = `${given} does not moderate ${held.recipient}; its moderators: ${held.moderators.join(", ")}.`;
    throw new ModerationError("notModerator", message);
  }
}

const isInside = (sender: Sender, organization: Organization) =>
  sender.isAuthenticated && directoryOf(organization).isInOrganization(sender.address);

function describe({ queued: { id, item, dueAt }, held }: Waiting): ModeratedMessage {
  const { networkMessageId, sender } = item;
  const subject = item.headers.get("Subject") ?? "";
  return { id, messageId: messageIdOf(item), networkMessageId, sender, subject, expiresAt: dueAt, ...held };
}
