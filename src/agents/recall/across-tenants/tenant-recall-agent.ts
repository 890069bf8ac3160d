// The Transport Message Recall Agent for requests of other tenants. Where mail comes in it writes down which tenant
// sent it; at each mailbox it takes an allowed tenant's request off the mail, and what that tenant had sent out of the
// mailbox. docs/recall.md R25
import type {
  DeliveryVerdict,
  PromotedDelivery,
  QueuedMessageEventSource,
  RoutingAgent,
  StoreDriverAgent,
  StoreDriverContext,
} from "../../../agent-api/agents.ts";
import type { MailItem } from "../../../agent-api/mail-item.ts";
import type { Tx } from "../../../database/database.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { parseAddresses } from "../../../mime/address.ts";
import { directoryOf } from "../../../organization/directory.ts";
import type { Organization } from "../../../organization/organization.ts";
import { messageIdOf } from "../../../trace/tracking-log.ts";
import { drop, nextTry } from "../recall-agent.ts";
import { failed, isSearched, recallCopies } from "../recall-copies.ts";
import { RECALL_WINDOW_MS } from "../routing-agent.ts";
import type { TenantRecall, TenantRecallOutcome, TenantRecalls } from "./tenant-recalls.ts";
import { originalNamedIn, whyNotHonoured } from "./trust.ts";

export class TenantRecallAgent implements RoutingAgent, StoreDriverAgent {
  readonly name = "Transport Message Recall Agent";
  readonly priority = 10;
  readonly #recalls: TenantRecalls;
  readonly #mailboxes: MailboxStore;

  constructor(recalls: TenantRecalls, mailboxes: MailboxStore) {
    this.#recalls = recalls;
    this.#mailboxes = mailboxes;
  }

  /** What left for a smart host of ours and came back is still the tenant's that sent it. */
  async onSubmitted(source: QueuedMessageEventSource, item: MailItem): Promise<void> {
    const tenantId = await this.#senderOf(item, source.organization);
    if (tenantId === undefined) return;
    item.data.senderTenant = tenantId;
    source.commit((tx) => this.#recalls.noteSender(tx, item.networkMessageId, tenantId, item.receivedAt));
    const requestMessageId = messageIdOf(item);
    if (hasReturned(item)) {
      if (await this.#recalls.find(requestMessageId, tenantId)) item.data.tenantRecall = requestMessageId;
      return;
    }
    const originalMessageId = originalNamedIn(item);
    if (originalMessageId === undefined) return;
    item.data.tenantRecall = requestMessageId;
    const recall = { requestMessageId, tenantId, originalMessageId, requestedAt: item.receivedAt };
    source.commit((tx) => this.#recalls.open(tx, recall));
  }

  /** Nothing is looked up where no certificate is pinned to a tenant. */
  async #senderOf(item: MailItem, { inboundConnectors }: Organization): Promise<string | undefined> {
    if (item.attribution?.tenantId !== undefined) return item.attribution.tenantId;
    const knowsTenants = inboundConnectors.some(({ tenantId }) => tenantId !== undefined);
    return knowsTenants && hasReturned(item) ? this.#recalls.senderOf(item.journeyId) : undefined;
  }

  async onPromoted(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const { senderTenant, tenantRecall } = batch[0]?.item.data ?? {};
    if (senderTenant === undefined || tenantRecall === undefined) return;
    const recall = await this.#recalls.find(tenantRecall, senderTenant, context.tx);
    if (!recall) return;
    const delivered = batch.filter(({ verdict }) => verdict.kind === "deliver");
    const reason = whyNotHonoured(context.organization, senderTenant);
    if (reason !== undefined) return this.#deliverAsMail(delivered, senderTenant, reason, context);
    for (const delivery of delivered) delivery.verdict = await this.#decide(delivery, recall, context);
  }

  /** An original has just arrived that a request waits for: nobody sees it before it is gone again. R17 */
  async onCreated(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const item = batch[0]?.item;
    const tenantId = item?.data.senderTenant;
    if (!item || tenantId === undefined || whyNotHonoured(context.organization, tenantId) !== undefined) return;
    const created = new Set(batch.map(({ mailbox }) => mailbox));
    for (const recall of await this.#recalls.waitingFor(context.tx, messageIdOf(item), tenantId)) {
      if (!created.has(recall.mailbox)) continue;
      const outcome = await this.#recallFrom(recall.mailbox, recall, item, context);
      if (outcome.status === "pending") continue;
      await this.#recalls.settle(context.tx, recall, recall.mailbox, outcome, context.now);
      await context.wake(recall.requestMessageId);
    }
  }

  async #decide(
    { item, mailbox }: PromotedDelivery,
    recall: TenantRecall,
    context: StoreDriverContext,
  ): Promise<DeliveryVerdict> {
    const { tx, now } = context;
    const before = await this.#recalls.outcome(tx, recall, mailbox);
    if (before && before.status !== "pending") return drop(before.status, before.trueReason);
    const deadline = recall.requestedAt + RECALL_WINDOW_MS;
    const found = await this.#recallFrom(mailbox, recall, item, context);
    const outcome = found.status === "pending" && now >= deadline ? failed("notFound") : found;
    await this.#recalls.settle(tx, recall, mailbox, outcome, now);
    if (outcome.status !== "pending") return drop(outcome.status, outcome.trueReason);
    const detail = `[Stage: OnPromotedEvent][Agent: ${this.name}];The original message was not found; the recall is tried again`;
    return { kind: "defer", detail, retryAt: nextTry({ requestedAt: recall.requestedAt, deadline }, now) };
  }

  /** R12: found → folder → read → delete → alert. */
  async #recallFrom(
    address: string,
    recall: TenantRecall,
    item: MailItem,
    context: StoreDriverContext,
  ): Promise<TenantRecallOutcome> {
    const { tx, organization } = context;
    const mailbox = directoryOf(organization).findMailbox(address);
    if (!mailbox) return PENDING;
    if (!mailbox.messageRecallProcessingEnabled) return failed("mailboxOptedOut");
    const copies = await this.#copies(tx, address, recall, organization);
    if (copies.length === 0)
      return (await this.#recalls.wasRecalled(tx, recall, address)) ? failed("alreadyRecalled") : PENDING;
    const alert = { sender: nameOf(item), subject: copies[0]?.subject ?? "" };
    const outcomes = await recallCopies([{ mailbox, copies }], this.#mailboxes, alert, context);
    return outcomes.get(mailbox.address) ?? PENDING;
  }

  /** Copies with the original's Message-ID that came from the same tenant: others' stay, whatever their Message-ID. */
  async #copies(tx: Tx, mailbox: string, recall: TenantRecall, organization: Organization): Promise<MailboxItem[]> {
    const directory = directoryOf(organization);
    const copies: MailboxItem[] = [];
    for (const copy of await this.#mailboxes.findCopies(tx, mailbox, recall.originalMessageId, "")) {
      if (!isSearched(copy, this.#mailboxes)) continue;
      // What shows a mailbox of ours as its sender is none of another tenant's.
      if (directory.findMailbox(copy.from)) continue;
      if ((await this.#recalls.senderOf(copy.networkMessageId, tx)) === recall.tenantId) copies.push(copy);
    }
    return copies;
  }

  async #deliverAsMail(
    deliveries: readonly PromotedDelivery[],
    tenantId: string,
    reason: string,
    context: StoreDriverContext,
  ): Promise<void> {
    const [first] = deliveries;
    if (!first) return;
    await context.track(first.item, {
      eventId: "AGENTINFO",
      source: "AGENT",
      recipients: deliveries.map(({ recipient }) => recipient.address),
      context: this.name,
      detail: `A recall request of tenant ${tenantId} is delivered as ordinary mail: ${reason}`,
    });
  }
}

const PENDING: TenantRecallOutcome = { status: "pending", trueReason: null };

/** Over a connector of type OnPremises, in a later pass: a smart host brought it back. R10 (c) */
function hasReturned({ attribution, journeyId, networkMessageId }: MailItem): boolean {
  return attribution?.connectorType === "OnPremises" && journeyId !== networkMessageId;
}

function nameOf(item: MailItem): string {
  const [from] = parseAddresses(item.headers.get("From") ?? "");
  return from?.name || from?.address || item.sender;
}
