// An agent to copy. It marks mail that goes outside, and minds what a message asks of it in a field X-Skeleton. Every
// method works by itself: keep those you need. agent-api/agents.ts says when each runs and what may be relied on.
// Name your agent in built-in.ts, or try it: startSandbox({ agents: { routing: [agent], storeDriver: [agent] } }).
import type {
  InitializedMessage,
  PromotedDelivery,
  QueuedMessageEventSource,
  ReceiveContext,
  RoutingAgent,
  SmtpReceiveAgent,
  StoreDriverAgent,
  StoreDriverContext,
} from "../agent-api/agents.ts";
import type { MailItem } from "../agent-api/mail-item.ts";
import { reply, type SmtpReply } from "../smtp/reply.ts";

/** Each reply is named once; the client reads it, so it gives nothing away. */
const REFUSED = reply(550, "5.7.1", "Refused by the skeleton agent, as the message asked");
const FAILED = reply(550, "5.7.1", "Failed by the skeleton agent, as the message asked");
const WAIT_MS = 10 * 60_000;

export class SkeletonAgent implements SmtpReceiveAgent, RoutingAgent, StoreDriverAgent {
  /** Named in trace and log, and on mail that the agent makes. */
  readonly name = "Skeleton Agent";
  /** Lower ones run first; the transport rules have 20. */
  readonly priority = 100;
  /** What one stage finds out for a later one: gone with the message. */
  readonly #isRead = new WeakSet<MailItem>();

  /** SMTP only, before the 250: nothing is stored yet. May edit `item.headers`; a reply refuses the message. */
  onEndOfData(item: MailItem, _context: ReceiveContext): SmtpReply | undefined {
    return wish(item) === "refuse" ? REFUSED : undefined;
  }

  /** Recipients are as the client gave them. Mail of agents and notifications come by too: `item.entry` tells. */
  onSubmitted(source: QueuedMessageEventSource, item: MailItem): void {
    // A deferred message starts again from the beginning; what this run did to it is forgotten.
    const isYoung = source.now - item.receivedAt < WAIT_MS;
    if (wish(item) === "defer" && isYoung) source.defer("the message asked to wait", item.receivedAt + WAIT_MS);
    // Facts that stay with the item and its forks, and never go on the wire.
    item.data.skeleton = "seen";
  }

  /** Recipients are final: those with a mailbox are ours. Transport rules ran at this event, at their priority. */
  onResolved(source: QueuedMessageEventSource, item: MailItem): void {
    const outside = item.recipients.filter((recipient) => recipient.mailbox === undefined);
    if (outside.length === 0) return;
    // One item has one header block, so what is for some recipients only needs a fork.
    const target = outside.length < item.recipients.length ? source.fork(item, outside) : item;
    target.headers.set("X-Skeleton-Outside", "yes");
  }

  /** Every recipient has its next hop. Recipients added by hand now would have none: use a rule for that. */
  onRouted(source: QueuedMessageEventSource, item: MailItem): void {
    // `drop` says nothing to the sender, `fail` makes an NDR.
    if (wish(item) === "fail") source.fail(item, item.recipients, FAILED);
  }

  /** One item per next hop; after this event it is committed. What leaves is what stands here. */
  onCategorized(source: QueuedMessageEventSource, item: MailItem): void {
    source.track(item, {
      eventId: "AGENTINFO",
      source: "AGENT",
      recipients: item.recipients.map((recipient) => recipient.address),
      context: this.name,
      detail: `Next hop: ${item.recipients[0]?.nextHop?.kind}`,
    });
  }

  /** Before that transaction: only here may a store driver agent read the body, or await anything else. */
  async onInitialized({ item }: InitializedMessage): Promise<void> {
    if (wish(item) !== "read" || item.body.size > 100_000) return;
    if ((await item.body.read()).includes("please")) this.#isRead.add(item);
  }

  /** All mailboxes of one item, in the transaction that delivers it: await nothing but `context.tx`. */
  async onPromoted(batch: readonly PromotedDelivery[], _context: StoreDriverContext): Promise<void> {
    for (const delivery of batch) {
      if (this.#isRead.has(delivery.item)) delivery.isRead = true;
      if (delivery.verdict.kind !== "deliver" || wish(delivery.item) !== "drop") continue;
      delivery.verdict = { kind: "drop", detail: "Dropped by the skeleton agent, as the message asked" };
    }
  }

  /** The copies are there; no client sees them before this transaction ends, and a throw undoes them all. */
  async onCreated(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const [first] = batch;
    if (!first) return;
    await context.track(first.item, {
      eventId: "AGENTINFO",
      source: "AGENT",
      recipients: batch.map((delivery) => delivery.recipient.address),
      context: this.name,
      detail: `Copies: ${batch.length}`,
    });
  }
}

function wish(item: MailItem): string {
  return item.headers.get("X-Skeleton")?.toLowerCase() ?? "";
}
