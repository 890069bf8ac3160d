// Makes recall requests for Graph, the command line and the library: of generation B as the service does for Outlook on
// the web and new Outlook, or of generation A as classic Outlook does itself. docs/recall.md R1 to R4.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { promoteMessage } from "../../content-conversion/promote.ts";
import type { MailboxItem, MailboxStore } from "../../mailbox/mailbox-store.ts";
import type { SubmittedMessage, SubmittedMessages } from "../../mailbox/submitted-messages.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { directoryOf, maySendFor } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { redirectMessageTo } from "../../rules/actions/redirect-message-to.ts";
import { newNetworkMessageId, newSearchKey } from "../../runtime/ids.ts";
import { RECALL_CLASS } from "../../tnef/message-class.ts";
import { messageIdOf, type TrackingLog } from "../../trace/tracking-log.ts";
import { accept } from "../../transport/receive/accept.ts";
import { stampOrganizationHeaders } from "../../transport/receive/organization-headers.ts";
import type { TransportServices } from "../../transport/services.ts";
import { type OutlookRecall, outlookRequest } from "./outlook-request.ts";
import type { RequestParts } from "./request-parts.ts";
import { serviceRequest } from "./service-request.ts";

export interface RecallRequested {
  /** With its angle brackets; the key for trace and register. */
  readonly requestMessageId: string;
  readonly server: string;
}

/** It had not been sent yet, and now never will be: there is no request. */
export interface RecallRemoved {
  readonly removed: true;
}

export type RecallMade = RecallRequested | RecallRemoved;

/** Why no request was made: what a client is told. */
export interface RecallRefused {
  readonly refused: string;
}

const HAS_LEFT = "The message left its Outbox in this moment";

export interface RecallRequestsOptions {
  readonly services: TransportServices;
  readonly mailboxes: MailboxStore;
  readonly submitted: SubmittedMessages;
  readonly tracking: TrackingLog;
}

export class RecallRequests {
  readonly #options: RecallRequestsOptions;

  constructor(options: RecallRequestsOptions) {
    this.#options = options;
  }

  /** @param sent an item of the mailbox's Sent Items. */
  async request(mailbox: string, sent: MailboxItem, outlook?: OutlookRecall): Promise<RecallMade | RecallRefused> {
    const judged = await this.judge(mailbox, sent, outlook);
    return "refused" in judged ? judged : judged.submit();
  }

  /** Whether `request` would make one; then `submit` makes it. */
  async judge(
    mailbox: string,
    sent: MailboxItem,
    outlook?: OutlookRecall,
  ): Promise<RecallRefused | { readonly submit: () => Promise<RecallMade> }> {
    const organization = this.#options.services.organization();
    const folder = this.#options.mailboxes.folders.get(sent.folderId);
    if (folder?.wellKnown === "outbox") {
      const [held] = await this.#options.services.outbox.list({ itemId: sent.id });
      if (!held) return { refused: "Nothing of this item waits to be sent." };
      return { submit: () => this.#removeHeld(organization, sent) };
    }
    if (folder?.wellKnown !== "sentitems") return { refused: "Only messages in Sent Items can be recalled." };
    const { level } = organization.service;
    if (!outlook && level === "2023-04") {
      return { refused: `At service level ${level} only classic Outlook can recall (client=outlook).` };
    }
    if (!outlook && organization.organizationConfig.messageRecallEnabled === false) {
      return {
        refused: "Cloud-based message recall is turned off for this organization (MessageRecallEnabled is False).",
      };
    }
    const original = await this.#originalOf(organization, mailbox, sent.messageId);
    if (!original)
      return { refused: `${mailbox} submitted no message ${sent.messageId}: only who sent a message can recall it.` };
    const greyedOut = whyGreyedOut(original, organization);
    if (greyedOut !== undefined) return { refused: greyedOut };
    return { submit: () => this.#submit(organization, mailbox, original, sent, outlook) };
  }

  async #removeHeld(organization: Organization, held: MailboxItem): Promise<RecallRemoved> {
    const { services } = this.#options;
    const owner = directoryOf(organization).findMailbox(held.mailbox);
    if (!owner || !(await services.outbox.recall(held, owner, services.clock.now()))) throw new Error(HAS_LEFT);
    return { removed: true };
  }

  /** R7: the sender is the original's sender, or may send for it. */
  async #originalOf(
    organization: Organization,
    user: string,
    messageId: string,
  ): Promise<SubmittedMessage | undefined> {
    const found = await this.#options.submitted.find(messageId);
    return (
      found.find((message) => message.mailbox === user) ??
      found.find((message) => maySendFor(organization, user, message.mailbox))
    );
  }

  async #submit(
    organization: Organization,
    user: string,
    original: SubmittedMessage,
    sent: MailboxItem,
    outlook: OutlookRecall | undefined,
  ): Promise<RecallRequested> {
    const { services } = this.#options;
    const directory = directoryOf(organization);
    const networkMessageId = newNetworkMessageId();
    const parts: RequestParts = {
      original,
      sent,
      now: services.clock.now(),
      networkMessageId,
      searchKey: newSearchKey(),
      sender: directory.findGroup(original.mailbox) ?? directory.findMailbox(original.mailbox),
      to: await this.#addressees(sent),
      hasAttachments: await this.#hasAttachments(sent),
    };
    const made = outlook ? await outlookRequest(organization, parts, outlook) : serviceRequest(organization, parts);
    const item: MailItem = {
      networkMessageId,
      journeyId: networkMessageId,
      entry: "http",
      receivedAt: parts.now,
      submitter: user,
      authAs: "Internal",
      sender: original.mailbox,
      recipients: (await this.#recipients(original, organization)).map((address) => ({ address })),
      headers: made.headers,
      body: services.contents.whole(made.body),
      smtpUtf8: false,
      eightBitMime: false,
      data: { ...made.data, searchKey: parts.searchKey, messageClass: RECALL_CLASS },
    };
    stampOrganizationHeaders(item, organization);
    const { mapi } = await promoteMessage(item.headers, item.body);
    await accept(
      item,
      {
        event: { source: "HTTP", detail: `Recall request of ${user}`, context: "HttpSubmission" },
        submission: {
          sentAs: original.mailbox,
          searchKey: parts.searchKey,
          recorded: false,
          messageClass: RECALL_CLASS,
          ...(mapi && { mapi }),
          copyTo: { mailbox: user, folder: "recoverableitemspurges" },
        },
      },
      services,
    );
    return { requestMessageId: messageIdOf(item), server: organization.hostname };
  }

  /** R4: as submitted, with whom a mail-flow rule added on the way, and without whom it put somebody else in the place of. */
  async #recipients(original: SubmittedMessage, organization: Organization): Promise<string[]> {
    const { primaryAddress } = directoryOf(organization);
    const recipients = new Map(original.recipients.map((address) => [primaryAddress(address), address]));
    for (const event of await this.#options.tracking.find({ messageId: original.messageId })) {
      if (event.eventId !== "REDIRECT" || event.data.rule === undefined) continue;
      if (event.data.action === redirectMessageTo.parameter)
        for (const address of event.data.from as string[]) recipients.delete(primaryAddress(address));
      for (const address of event.recipients) recipients.set(primaryAddress(address), address);
    }
    return [...recipients.values()];
  }

  async #addressees(sent: MailboxItem): Promise<readonly (readonly [string, string])[]> {
    const content = await this.#options.mailboxes.content(sent);
    const headers = HeaderBlock.parse(content?.headers ?? Buffer.alloc(0));
    const fields: [string, string][] = [];
    for (const [name, as] of [
      ["To", "To"],
      ["Cc", "CC"],
    ] as const) {
      const value = headers.get(name);
      if (value) fields.push([as, Buffer.from(value, "latin1").toString("utf8")]);
    }
    return fields;
  }

  /** As the header says, or by the kind of the whole. */
  async #hasAttachments(sent: MailboxItem): Promise<boolean> {
    const content = await this.#options.mailboxes.content(sent);
    const headers = HeaderBlock.parse(content?.headers ?? Buffer.alloc(0));
    const said = headers.get("X-MS-Has-Attach");
    return said === undefined ? /^\s*multipart\/mixed/i.test(headers.get("Content-Type") ?? "") : said !== "";
  }
}

/** Where classic Outlook offers no recall at all. R7, R20 */
function whyGreyedOut(original: SubmittedMessage, { service, organizationConfig }: Organization): string | undefined {
  if (original.rightsManaged && service.level === "2023-04")
    return `At service level ${service.level} encrypted messages can't be recalled: classic Outlook greys it out.`;
  // Where the service recalls, it says so in its report.
  if (original.meeting && organizationConfig.messageRecallEnabled === false)
    return "Meeting requests can't be recalled: classic Outlook cancels the meeting instead.";
  return undefined;
}
