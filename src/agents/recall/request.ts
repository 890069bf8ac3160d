// Makes a recall request of generation B, as the service does for Graph, Outlook on the web and new Outlook.
// docs/recall.md R2 to R4; header order and Message-Id from real requests.
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { MailboxItem, MailboxStore } from "../../mailbox/mailbox-store.ts";
import type { SubmittedMessage, SubmittedMessages } from "../../mailbox/submitted-messages.ts";
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { composeMessage, splitMessage } from "../../mime/message.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox, Organization } from "../../organization/organization.ts";
import { objectIdOf } from "../../organization/stable-guid.ts";
import { newGuid, newNetworkMessageId, newRecallMessageId, newSearchKey } from "../../runtime/ids.ts";
import type { TrackingLog } from "../../trace/tracking-log.ts";
import { accept } from "../../transport/receive/accept.ts";
import { stampOrganizationHeaders } from "../../transport/receive/organization-headers.ts";
import type { TransportServices } from "../../transport/services.ts";

export interface RecallRequested {
  /** With its angle brackets; the key for trace and register. */
  readonly requestMessageId: string;
  readonly server: string;
}

/** Why no request was made: what a client is told. */
export interface RecallRefused {
  readonly refused: string;
}

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
  async request(mailbox: string, sent: MailboxItem): Promise<RecallRequested | RecallRefused> {
    const organization = this.#options.services.organization();
    const folder = this.#options.mailboxes.folders.get(sent.folderId);
    if (folder?.wellKnown !== "sentitems") return { refused: "Only messages in Sent Items can be recalled." };
    if (organization.organizationConfig.messageRecallEnabled === false) {
      return {
        refused: "Cloud-based message recall is turned off for this organization (MessageRecallEnabled is False).",
      };
    }
    const original = await this.#originalOf(organization, mailbox, sent.messageId);
    if (!original) return { refused: `No message ${sent.messageId} was submitted by ${mailbox}.` };
    return this.#submit(organization, mailbox, original, sent);
  }

  /** R7: the sender is the original's sender, or may send as it. */
  async #originalOf(
    organization: Organization,
    user: string,
    messageId: string,
  ): Promise<SubmittedMessage | undefined> {
    const found = await this.#options.submitted.find(messageId);
    return (
      found.find((message) => message.mailbox === user) ??
      found.find((message) => directoryOf(organization).maySendAs(user, message.mailbox))
    );
  }

  async #submit(
    organization: Organization,
    user: string,
    original: SubmittedMessage,
    sent: MailboxItem,
  ): Promise<RecallRequested> {
    const { services } = this.#options;
    const now = services.clock.now();
    const requestMessageId = newRecallMessageId(now, organization.hostname);
    const sender = directoryOf(organization).findMailbox(original.mailbox);
    const content = composeRequest(organization, original, {
      requestMessageId,
      now,
      sender,
      to: await this.#addressees(sent),
    });
    const item = this.#item(organization, user, original, content, now, await this.#recipients(original));
    await accept(
      item,
      {
        event: { source: "HTTP", detail: `Recall request of ${user}`, context: "HttpSubmission" },
        submission: {
          sentAs: original.mailbox,
          searchKey: item.data.searchKey ?? "",
          recorded: false,
          messageClass: "IPM.Outlook.Recall",
          copyTo: { mailbox: user, folder: "recoverableitemspurges" },
        },
      },
      services,
    );
    return { requestMessageId, server: organization.hostname };
  }

  #item(
    organization: Organization,
    user: string,
    original: SubmittedMessage,
    content: Buffer,
    now: number,
    recipients: string[],
  ): MailItem {
    const { headers, body } = splitMessage(content);
    const networkMessageId = newNetworkMessageId();
    const item: MailItem = {
      networkMessageId,
      journeyId: networkMessageId,
      entry: "http",
      receivedAt: now,
      submitter: user,
      authAs: "Internal",
      sender: original.mailbox,
      recipients: recipients.map((address) => ({ address })),
      headers: HeaderBlock.parse(headers),
      body: this.#options.services.contents.whole(body),
      smtpUtf8: false,
      eightBitMime: false,
      data: {
        recallOriginalMessageId: original.messageId,
        recallMailbox: original.mailbox,
        searchKey: newSearchKey(),
        senderObjectId: objectIdOf(original.mailbox),
      },
    };
    stampOrganizationHeaders(item, organization);
    return item;
  }

  /** R4: as submitted, and who a mail-flow rule added on the way. */
  async #recipients(original: SubmittedMessage): Promise<string[]> {
    const recipients = new Map(original.recipients.map((address) => [address.toLowerCase(), address]));
    for (const event of await this.#options.tracking.find({ messageId: original.messageId })) {
      if (event.eventId !== "REDIRECT" || event.data.rule === undefined) continue;
      for (const address of event.recipients) recipients.set(address.toLowerCase(), address);
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
}

interface RequestParts {
  readonly requestMessageId: string;
  readonly now: number;
  readonly sender: Mailbox | undefined;
  readonly to: readonly (readonly [string, string])[];
}

/** The order of real requests; the two recallreportgenerated fields come from the routing agent. */
function composeRequest(organization: Organization, original: SubmittedMessage, parts: RequestParts): Buffer {
  const requestId = newGuid();
  const address = original.mailbox;
  const server = organization.hostname;
  const date = formatRfc5322Date(parts.now);
  const substrate = organization.service.level === "2026-09" ? "substrate-int.office.com" : "substrate.office.com";
  return composeMessage(
    [
      ["Received", `from ${substrate} (::1) by ${server}\r\n with HTTP via ${server}; ${date}`],
      ["From", formatAddress({ name: parts.sender?.displayName ?? "", address })],
      ["Date", date],
      ["Subject", `Recall: ${original.subject}`],
      ["Message-Id", parts.requestMessageId],
      ...parts.to,
      ["MIME-Version", "1.0"],
      ["Content-Type", "text/plain; charset=utf-8"],
      ["X-MS-PublicTrafficType", "Email"],
      ["client-request-id", requestId],
      ["request-id", requestId],
      ["X-MS-TrafficTypeDiagnostic", `${(server.split(".")[0] ?? "").toUpperCase()}:EE_MessageRecallEmail`],
      ["X-MS-Exchange-SenderADCheck", "1"],
      ["X-MS-Exchange-AntiSpam-Relay", "0"],
    ],
    `${address} would like to recall the message, "${original.subject}".\r\n`,
  );
}
