// One categorization: the item's forks, and everything that is to be committed with them.
import type { ModeratedBy, NewMessage, QueuedMessageEventSource } from "../../agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import type { Organization } from "../../organization/organization.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { TrackingEvent } from "../../trace/events.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";

export interface Failure {
  readonly item: MailItem;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly reply: SmtpReply;
}

export class CategorizerRun {
  readonly queued: QueuedItem;
  readonly organization: Organization;
  readonly now: number;
  /** Forks still on their way; a fork without recipients is gone. */
  items: MailItem[];
  readonly events: { item: MailItem; event: TrackingEvent }[] = [];
  readonly failures: Failure[] = [];
  readonly submissions: { message: NewMessage; by: string; parent: MailItem }[] = [];
  readonly commits: ((tx: Tx) => Promise<void>)[] = [];
  /** Forks that go no further, and for whom they wait: one for each moderated recipient, or what a rule holds. */
  readonly held: { readonly item: MailItem; readonly moderated: string | ModeratedBy }[] = [];
  /** Forks that a rule put into quarantine. */
  readonly quarantined: { readonly item: MailItem; readonly rule: string }[] = [];
  deferral: { reason: string; at: number } | undefined;
  /** What stays in the submission queue after this commit: recipients that come later. */
  rest: MailItem | undefined;
  /** Its row after the commit. */
  continued: QueuedItem | undefined;

  constructor(
    queued: QueuedItem,
    { organization, now }: { readonly organization: Organization; readonly now: number },
  ) {
    this.queued = queued;
    this.organization = organization;
    this.now = now;
    this.items = [cloneItem(queued.item)];
  }

  /** What was to be committed beside the forks. */
  forgetOutcome(): void {
    for (const list of [this.events, this.failures, this.submissions, this.commits, this.held, this.quarantined])
      list.length = 0;
  }

  track(item: MailItem, event: TrackingEvent): void {
    this.events.push({ item, event });
  }

  fork(item: MailItem, recipients: readonly EnvelopeRecipient[]): MailItem {
    const moving = new Set(recipients);
    const copy = { ...cloneItem(item), recipients: item.recipients.filter((recipient) => moving.has(recipient)) };
    item.recipients = item.recipients.filter((recipient) => !moving.has(recipient));
    this.items.push(copy);
    this.track(copy, { eventId: "TRANSFER", source: "ROUTING", recipients: addresses(copy.recipients) });
    return copy;
  }

  fail(item: MailItem, recipients: readonly EnvelopeRecipient[], reply: SmtpReply): void {
    this.failures.push({ item, recipients, reply });
    removeRecipients(item, recipients);
  }

  /** The recipient's mail waits for a moderator of `moderated`; it is no recipient of the item any more. */
  hold(item: MailItem, recipient: EnvelopeRecipient, moderated: string): void {
    this.held.push({ item: cloneItem({ ...item, recipients: [recipient] }), moderated });
  }

  /** What an agent may do with the run, in its name. */
  source(agentName: string): QueuedMessageEventSource {
    const { failures } = this;
    return {
      get failed() {
        return failures.flatMap(({ recipients }) => recipients);
      },
      now: this.now,
      organization: this.organization,
      fork: (item, recipients) => this.fork(item, recipients),
      fail: (item, recipients, reply) => this.fail(item, recipients, reply),
      drop: (item, recipients, detail) => {
        this.track(item, {
          eventId: "DROP",
          source: "AGENT",
          recipients: addresses(recipients),
          detail,
          context: agentName,
        });
        removeRecipients(item, recipients);
      },
      quarantine: (item, recipients, rule) => {
        this.quarantined.push({ item: cloneItem({ ...item, recipients: [...recipients] }), rule });
        removeRecipients(item, recipients);
      },
      hold: (item, recipients, by) => {
        this.held.push({ item: cloneItem({ ...item, recipients: [...recipients] }), moderated: by });
        removeRecipients(item, recipients);
      },
      defer: (reason, at) => {
        this.deferral = { reason: `${agentName}: ${reason}`, at };
      },
      submit: (message) => {
        this.submissions.push({ message, by: agentName, parent: this.queued.item });
      },
      track: (item, event) => this.track(item, event),
      commit: (work) => {
        this.commits.push((tx) => work(tx).catch((error) => Promise.reject(namedFailure(agentName, error))));
      },
    };
  }
}

/** The commit is transport's, the defect is the agent's. */
function namedFailure(agentName: string, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  return new Error(`${agentName} failed at commit: ${text}`, { cause: error });
}

/** An editable copy over the same body; what an abandoned run did to it is forgotten. */
export function cloneItem(item: MailItem): MailItem {
  return {
    ...item,
    headers: item.headers.clone(),
    recipients: item.recipients.map((recipient) => ({ ...recipient })),
    data: { ...item.data },
  };
}

export const addresses = (recipients: readonly EnvelopeRecipient[]): string[] => recipients.map((r) => r.address);

function removeRecipients(item: MailItem, recipients: readonly EnvelopeRecipient[]): void {
  const gone = new Set(recipients);
  item.recipients = item.recipients.filter((recipient) => !gone.has(recipient));
}
