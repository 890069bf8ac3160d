// Transport Message Recall Agent: at each mailbox it takes the request off the mail and the original out of the
// mailbox. docs/recall.md R10 to R17.
import type {
  DeliveryVerdict,
  PromotedDelivery,
  StoreDriverAgent,
  StoreDriverContext,
} from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { MailboxItem, MailboxStore } from "../../mailbox/mailbox-store.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox, Organization } from "../../organization/organization.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { Recall, RecallRegister } from "./register.ts";
import { alertMail } from "./report-mail.ts";
import { languageFor } from "./report-strings.ts";
import { isSuccess, type RecallStatus, type TrueReason } from "./status.ts";

/** R17: after these, hourly; milliseconds. */
const RETRY_AFTER_MS = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000] as const;

type Outcome =
  | { readonly status: "recalled" | "recalledRead" | "failed"; readonly trueReason: TrueReason | null }
  | { readonly status: "notFound" };

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
    for (const delivery of batch) {
      if (delivery.verdict.kind === "deliver") delivery.verdict = await this.#decide(delivery, recall, context);
    }
  }

  /** An original has just arrived that a request waits for: nobody sees it before it is gone again. R17 */
  async onCreated(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    if (!this.#register.someoneWaits) return;
    for (const { item, mailbox, searchKey } of batch) {
      const waiting = await this.#register.waitingFor(context.tx, mailbox, messageIdOf(item), searchKey);
      for (const recall of waiting) {
        const outcome = await this.#recallFrom(mailbox, recall, context);
        if (outcome.status === "notFound") continue;
        await this.#register.settle(context.tx, recall.requestMessageId, mailbox, outcome, context.now);
        await context.wake(recall.requestMessageId);
      }
    }
  }

  async #decide(delivery: PromotedDelivery, recall: Recall, context: StoreDriverContext): Promise<DeliveryVerdict> {
    const { tx, now } = context;
    const { item, mailbox } = delivery;
    const asMail = async (trueReason: TrueReason): Promise<DeliveryVerdict> => {
      await this.#register.noteReason(tx, recall.requestMessageId, mailbox, trueReason);
      return { kind: "deliver" };
    };
    if (!isRecognised(delivery, recall)) return asMail("notRecognised");
    const recipient = await this.#register.recipient(tx, recall.requestMessageId, mailbox);
    if (!recipient || !isTrusted(item)) return asMail("notTrusted");
    if (recipient.outcome !== "pending") return drop(recipient.outcome, recipient.trueReason);
    const outcome = await this.#recallFrom(mailbox, recall, context);
    if (outcome.status !== "notFound") {
      await this.#register.settle(tx, recall.requestMessageId, mailbox, outcome, now);
      return drop(outcome.status, outcome.trueReason);
    }
    if (now >= recall.deadline) {
      await this.#register.settle(
        tx,
        recall.requestMessageId,
        mailbox,
        { status: "failed", trueReason: "notFound" },
        now,
      );
      return drop("failed", "notFound");
    }
    await this.#register.wait(tx, recall.requestMessageId, mailbox, "notFound", now);
    const detail = `[Stage: OnPromotedEvent][Agent: ${this.name}];The original message was not found; the recall is tried again`;
    return { kind: "defer", detail, retryAt: nextTry(recall, now) };
  }

  /** R12: found → folder → read → delete → alert. */
  async #recallFrom(address: string, recall: Recall, context: StoreDriverContext): Promise<Outcome> {
    const { tx, organization } = context;
    const mailbox = directoryOf(organization).findMailbox(address);
    if (!mailbox) return { status: "notFound" };
    if (!mailbox.messageRecallProcessingEnabled) return failed("mailboxOptedOut");
    const messageId = isByKeyAlone(recall) ? "" : recall.originalMessageId;
    const found = await this.#mailboxes.findCopies(tx, address, messageId, recall.originalSearchKey);
    const copies = found.filter((copy) => this.#isSearched(copy) && isOf(recall.mailbox, copy, organization));
    if (copies.length === 0) {
      return (await this.#register.wasRecalled(tx, recall, address))
        ? failed("alreadyRecalled")
        : { status: "notFound" };
    }
    const inReach = copies.filter((copy) => this.#isRecallable(copy));
    if (inReach.length === 0) return failed("folderNotRecallable");
    const allowsRead = organization.organizationConfig.recallReadMessagesEnabled !== false;
    const recallable = inReach.filter((copy) => allowsRead || !copy.isRead);
    if (recallable.length === 0) return failed("readNotAllowed");
    return this.#deleteCopies(recallable, mailbox, recall, context);
  }

  async #deleteCopies(
    copies: readonly MailboxItem[],
    mailbox: Mailbox,
    recall: Recall,
    context: StoreDriverContext,
  ): Promise<Outcome> {
    for (const copy of copies) await this.#mailboxes.hardDelete(context.tx, copy, mailbox, context.now);
    const wasRead = copies.some((copy) => copy.isRead);
    if (wantsAlert(context.organization, wasRead)) {
      const sender = directoryOf(context.organization).findMailbox(recall.mailbox)?.displayName ?? recall.mailbox;
      const { address: to } = mailbox;
      const language = languageFor(to, context.organization);
      await context.submit(alertMail({ to, sender, subject: recall.subject, now: context.now, language }));
    }
    return { status: wasRead ? "recalledRead" : "recalled", trueReason: null };
  }

  /** R13: the IPM subtree; Recoverable Items is not searched. */
  #isSearched(copy: MailboxItem): boolean {
    const folder = this.#mailboxes.folders.get(copy.folderId);
    return folder !== undefined && this.#mailboxes.folders.isWithin(folder, "msgfolderroot");
  }

  #isRecallable(copy: MailboxItem): boolean {
    const folder = this.#mailboxes.folders.get(copy.folderId);
    if (!folder) return false;
    return (
      !this.#mailboxes.folders.isWithin(folder, "drafts") && !this.#mailboxes.folders.isWithin(folder, "sentitems")
    );
  }
}

/** R10: another's message under the same Message-ID or search key is none of the sender's. Who sends as a group is not told by it. */
function isOf(mailbox: string, copy: MailboxItem, organization: Organization): boolean {
  const sender = directoryOf(organization).findMailbox(copy.from);
  return sender === undefined || sender.address === mailbox;
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

export function wantsAlert(organization: Organization, wasRead: boolean): boolean {
  const config = organization.organizationConfig;
  if (!config.messageRecallAlertRecipientsEnabled) return false;
  return wasRead || !config.messageRecallAlertRecipientsReadMessagesOnlyEnabled;
}

function failed(trueReason: TrueReason): Outcome {
  return { status: "failed", trueReason };
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
