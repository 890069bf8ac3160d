// Transport Message Recall Agent: at each mailbox it takes the request off the mail and the original out of the
// mailbox. docs/recall.md R10 to R17.
import type {
  DeliveryVerdict,
  PromotedDelivery,
  StoreDriverAgent,
  StoreDriverContext,
} from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { MailboxStore } from "../../mailbox/mailbox-store.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox } from "../../organization/organization.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import { failed, isFrom, isSearched, type MailboxCopies, type Outcome, recallCopies } from "./recall-copies.ts";
import type { Recall, RecallRecipient, RecallRegister } from "./register.ts";
import { isSuccess, type RecallStatus, type TrueReason } from "./status.ts";

/** R17: after these, hourly; milliseconds. */
const RETRY_AFTER_MS = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000] as const;

export class TransportMessageRecallAgent implements StoreDriverAgent {
  readonly name = "Transport Message Recall Agent";
  readonly priority = 10;
  readonly #register: RecallRegister;
  readonly #mailboxes: MailboxStore;

  constructor(register: RecallRegister, mailboxes: MailboxStore) {
    this.#register = register;
    this.#mailboxes = mailboxes;
  }

  async onPromoted(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const item = batch[0]?.item;
    if (!item || !this.#register.isRequest(messageIdOf(item))) return;
    const recall = await this.#register.find(context.tx, messageIdOf(item));
    if (!recall) return;
    const delivered = batch.filter(({ verdict }) => verdict.kind === "deliver");
    if (delivered.length > 0) await this.#decide(delivered, item, recall, context);
  }

  /** An original has just arrived that a request waits for: nobody sees it before it is gone again. R17 */
  async onCreated(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const item = batch[0]?.item;
    if (!item || !this.#register.someoneWaits) return;
    const waiting = await this.#register.waitingFor(context.tx, messageIdOf(item), batch);
    for (const some of Map.groupBy(waiting, ({ recall }) => recall.requestMessageId).values()) {
      const [{ recall } = {}] = some;
      if (!recall) continue;
      const outcomes = await this.#recallFrom(
        some.map(({ address }) => address),
        recall,
        context,
      );
      if (outcomes.size === 0) continue;
      await this.#register.settle(context.tx, recall.requestMessageId, withAddresses(outcomes), context.now);
      await context.wake(recall.requestMessageId);
    }
  }

  /** All deliveries of one request: verdicts and register rows. */
  async #decide(
    deliveries: readonly PromotedDelivery[],
    item: MailItem,
    recall: Recall,
    context: StoreDriverContext,
  ): Promise<void> {
    const { tx, now } = context;
    const { requestMessageId } = recall;
    const mailboxesOf = (some: readonly PromotedDelivery[]) => some.map(({ mailbox }) => mailbox);
    const { recognised = [], unknown = [] } = Object.groupBy(deliveries, (delivery) =>
      isRecognised(delivery, recall) ? "recognised" : "unknown",
    );
    await this.#register.noteReason(tx, requestMessageId, mailboxesOf(unknown), "notRecognised");
    const recipients = await this.#register.recipientsIn(tx, requestMessageId, mailboxesOf(recognised));
    const isHonoured = ({ mailbox }: PromotedDelivery) => isTrusted(item) && recipients.has(mailbox);
    const strange = recognised.filter((delivery) => !isHonoured(delivery));
    await this.#register.noteReason(tx, requestMessageId, mailboxesOf(strange), "notTrusted");
    const honoured = recognised.filter(isHonoured);
    const settled = new Map([...recipients].filter(([, recipient]) => isSettled(recipient)));
    const pending = honoured.filter(({ mailbox }) => !settled.has(mailbox));
    const outcomes = await this.#recallFrom(mailboxesOf(pending), recall, context);
    const missing = mailboxesOf(pending).filter((mailbox) => !outcomes.has(mailbox));
    if (now >= recall.deadline) for (const mailbox of missing) outcomes.set(mailbox, failed("notFound"));
    else await this.#register.wait(tx, requestMessageId, missing, "notFound", now);
    await this.#register.settle(tx, requestMessageId, withAddresses(outcomes), now);
    for (const delivery of honoured) {
      const before = settled.get(delivery.mailbox);
      const outcome = outcomes.get(delivery.mailbox);
      if (before) delivery.verdict = drop(before.outcome, before.trueReason);
      else delivery.verdict = outcome ? drop(outcome.status, outcome.trueReason) : this.#tryAgain(recall, now);
    }
  }

  #tryAgain(recall: Recall, now: number): DeliveryVerdict {
    const detail = `[Stage: OnPromotedEvent][Agent: ${this.name}];The original message was not found; the recall is tried again`;
    return { kind: "defer", detail, retryAt: nextTry(recall, now) };
  }

  /** By mailbox; those where nothing was found are not there. R12 */
  async #recallFrom(
    addresses: readonly string[],
    recall: Recall,
    context: StoreDriverContext,
  ): Promise<Map<string, Outcome>> {
    const { tx, organization } = context;
    const directory = directoryOf(organization);
    const mailboxes = addresses.map((address) => directory.findMailbox(address)).filter((one) => one !== undefined);
    const { open = [], optedOut = [] } = Object.groupBy(mailboxes, (mailbox) =>
      mailbox.messageRecallProcessingEnabled ? "open" : "optedOut",
    );
    const found = await this.#copiesIn(open, recall, context);
    const lacking = open.filter((_, index) => found[index]?.copies.length === 0).map(({ address }) => address);
    const before = lacking.length > 0 ? await this.#register.recalledBefore(tx, recall, lacking) : new Set<string>();
    const sender = directory.findMailbox(recall.mailbox)?.displayName ?? recall.mailbox;
    const outcomes = await recallCopies(
      found.filter(({ copies }) => copies.length > 0),
      this.#mailboxes,
      { sender, subject: recall.subject },
      context,
    );
    for (const { address } of optedOut) outcomes.set(address, failed("mailboxOptedOut"));
    for (const address of before) outcomes.set(address, failed("alreadyRecalled"));
    return outcomes;
  }

  async #copiesIn(
    mailboxes: readonly Mailbox[],
    recall: Recall,
    { tx, organization }: StoreDriverContext,
  ): Promise<MailboxCopies[]> {
    if (mailboxes.length === 0) return [];
    const addresses = mailboxes.map(({ address }) => address);
    const messageId = isByKeyAlone(recall) ? "" : recall.originalMessageId;
    const found = await this.#mailboxes.findCopiesIn(tx, addresses, messageId, recall.originalSearchKey);
    const copies = Map.groupBy(
      found.filter((copy) => isSearched(copy, this.#mailboxes) && isFrom(recall.mailbox, copy, organization)),
      ({ mailbox }) => mailbox,
    );
    return mailboxes.map((mailbox) => ({ mailbox, copies: copies.get(mailbox.address) ?? [] }));
  }
}

const withAddresses = (outcomes: ReadonlyMap<string, Outcome>) =>
  [...outcomes].map(([address, outcome]) => ({ address, ...outcome }));

/** Something under its Message-ID that was delivered, or failed, as mail settles nothing: anybody can send that. R10 */
function isSettled({ outcome, trueReason }: RecallRecipient): boolean {
  const wasMail = trueReason === "notTrusted" || trueReason === "notRecognised" || trueReason === "undeliverable";
  return outcome !== "pending" && !wasMail;
}

/** R12: until 2024 nothing but the search key named the original. */
const isByKeyAlone = (recall: Recall): boolean => recall.level === "2023-04";

/** R11: its class, promoted from TNEF; from 2024-08 also what is registered and still says so. */
function isRecognised({ item, messageClass }: PromotedDelivery, recall: Recall): boolean {
  if (isRecallClass(messageClass)) return true;
  return !isByKeyAlone(recall) && item.headers.has("X-MS-Exchange-RecallReportGenerated");
}

/** R10 (c): it never left, or came back over a connector of type OnPremises. */
function isTrusted(item: MailItem): boolean {
  const neverLeft = item.entry === "http" || item.entry === "submission" || item.entry === "agent";
  return neverLeft || item.attribution?.connectorType === "OnPremises";
}

/** R16, word for word. */
export function drop(status: RecallStatus, trueReason: TrueReason | null): DeliveryVerdict {
  const result = isSuccess(status) ? "Success" : "Failed";
  const detail = `Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:${result}`;
  return { kind: "drop", detail, data: { status, trueReason } };
}

/** Counted from the request, so that a restart changes nothing; never past the deadline. */
export function nextTry(recall: Pick<Recall, "requestedAt" | "deadline">, now: number): number {
  let at = recall.requestedAt;
  for (let attempt = 0; at <= now; attempt += 1)
    at += RETRY_AFTER_MS[Math.min(attempt, RETRY_AFTER_MS.length - 1)] ?? 3_600_000;
  return Math.min(at, recall.deadline);
}
