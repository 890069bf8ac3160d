// Outlook for Windows at a mailbox whose owner runs it: where the service doesn't recall, it acts on a request that has
// come to the Inbox, and answers. No part of transport: it sees copies once they are there. docs/recall.md R20
import type { PromotedDelivery, StoreDriverAgent, StoreDriverContext } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import { keptValue, propertyKey } from "../../content-conversion/kept-properties.ts";
import type { MailboxItem, MailboxStore } from "../../mailbox/mailbox-store.ts";
import { parseAddresses } from "../../mime/address.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import { keptSearchKey } from "../recall/recalled-key.ts";
import { recallReport } from "./recall-report.ts";
import { type WaitingRequest, WaitingRequests } from "./waiting-requests.ts";

type Outcome = "Success" | "Failure";

export class ClassicOutlookAgent implements StoreDriverAgent {
  readonly name = "Outlook for Windows";
  /** A client comes after all of transport. */
  readonly priority = 1_000_000;
  readonly #mailboxes: MailboxStore;
  readonly #waiting = new WaitingRequests();

  constructor(mailboxes: MailboxStore) {
    this.#mailboxes = mailboxes;
  }

  async onCreated(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const { organization } = context;
    if (organization.organizationConfig.messageRecallEnabled !== false) return;
    const classic = classicMailboxes(organization);
    for (const delivery of batch) {
      if (!classic.has(delivery.mailbox)) continue;
      if (!isRecallClass(delivery.messageClass)) await this.#originalArrived(delivery, context);
      // Whoever sent it from outside may not take anything away (chosen).
      else if (delivery.item.authAs === "Internal") await this.#requestArrived(delivery, context);
    }
  }

  async #requestArrived({ item, mailbox, mapi }: PromotedDelivery, context: StoreDriverContext): Promise<void> {
    const { tx, now } = context;
    const searchKey = keptSearchKey(mapi);
    if (searchKey === undefined) return;
    const request: WaitingRequest = {
      mailbox,
      searchKey,
      requestMessageId: messageIdOf(item),
      from: fromOf(item),
      wantsReport: wantsReport(item, mapi),
    };
    const originals = await this.#originals(request, context);
    if (originals.length === 0) return this.#waiting.add(tx, request, now);
    await this.#handle(request, originals, item, context);
  }

  async #originalArrived({ item, mailbox, searchKey }: PromotedDelivery, context: StoreDriverContext): Promise<void> {
    for (const request of await this.#waiting.take(context.tx, mailbox, searchKey)) {
      const originals = await this.#originals(request, context);
      if (originals.length > 0) await this.#handle(request, originals, item, context);
    }
  }

  /** @param item request or original, whichever came last: both have the original's To field. */
  async #handle(
    request: WaitingRequest,
    originals: readonly MailboxItem[],
    item: MailItem,
    context: StoreDriverContext,
  ): Promise<void> {
    const { tx, now, organization } = context;
    const by = directoryOf(organization).findMailbox(request.mailbox);
    const [first] = originals;
    if (!by || !first) return;
    const unread = originals.filter((copy) => !copy.isRead && this.#isInInbox(copy));
    const succeeds = unread.length > 0 && (await this.#isRequestInInbox(request, context));
    const outcome: Outcome = succeeds ? "Success" : "Failure";
    if (succeeds) for (const copy of unread) await this.#mailboxes.hardDelete(tx, copy, by, now);
    await context.track(item, {
      eventId: "AGENTINFO",
      source: "AGENT",
      recipients: [request.mailbox],
      context: this.name,
      detail: succeeds
        ? "The original was unread in the Inbox and is deleted"
        : "The original was read or not in the Inbox, and stays",
    });
    if (!request.wantsReport) return;
    const sentAt = submittedAt(first);
    const originalTo = item.headers.all("To").join(", ");
    await context.submit(
      recallReport({ outcome, by, to: request.from, originalTo, subject: first.subject, sentAt, now }),
    );
  }

  /** What the request names, wherever its owner sees it; of the same sender only (chosen). */
  async #originals(request: WaitingRequest, { tx, organization }: StoreDriverContext): Promise<MailboxItem[]> {
    const directory = directoryOf(organization);
    const found = await this.#mailboxes.findCopies(tx, request.mailbox, "", request.searchKey);
    return found.filter((copy) => {
      const folder = this.#mailboxes.folders.get(copy.folderId);
      const isVisible = folder !== undefined && this.#mailboxes.folders.isWithin(folder, "msgfolderroot");
      return isVisible && directory.primaryAddress(copy.from) === directory.primaryAddress(request.from);
    });
  }

  async #isRequestInInbox({ mailbox, requestMessageId }: WaitingRequest, { tx }: StoreDriverContext): Promise<boolean> {
    const copies = await this.#mailboxes.findCopies(tx, mailbox, requestMessageId, "");
    return copies.some((copy) => this.#isInInbox(copy));
  }

  #isInInbox({ mailbox, folderId }: MailboxItem): boolean {
    return this.#mailboxes.folders.wellKnown(mailbox, "inbox")?.id === folderId;
  }
}

const known = new WeakMap<Organization, ReadonlySet<string>>();

function classicMailboxes(organization: Organization): ReadonlySet<string> {
  let classic = known.get(organization);
  if (!classic) {
    const running = organization.mailboxes.filter(({ outlookClient }) => outlookClient === "Classic");
    classic = new Set(running.map(({ address }) => address));
    known.set(organization, classic);
  }
  return classic;
}

/** Property 0x6803, unless the mailbox that forwarded the request asked for silence. R18 */
function wantsReport(item: MailItem, mapi: PromotedDelivery["mapi"]): boolean {
  const silenced = item.headers.get("X-MS-Exchange-Send-Outlook-Recall-Report")?.trim().toLowerCase() === "false";
  return !silenced && keptValue(mapi, propertyKey(TAG.SendRecallReport), "Boolean") === "true";
}

function fromOf(item: MailItem): string {
  return parseAddresses(item.headers.get("From") ?? "")[0]?.address ?? item.sender;
}

function submittedAt({ mapi, receivedAt }: MailboxItem): number {
  const time = Date.parse(keptValue(mapi, propertyKey(TAG.PidTagClientSubmitTime), "SystemTime") ?? "");
  return Number.isNaN(time) ? receivedAt : time;
}
