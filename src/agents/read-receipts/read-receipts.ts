// Read receipts: asked for by Disposition-Notification-To, sent where the owner's setting is to send them always. RFC 8098,
// Set-MailboxMessageConfiguration -ReadReceiptResponse
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import { buildMdn, type Disposition } from "../../dsn/build-mdn.ts";
import type { MailboxItem } from "../../mailbox/mailbox-store.ts";
import type { Receipts } from "../../mailbox/receipts.ts";
import { parseAddresses } from "../../mime/address.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox, Organization } from "../../organization/organization.ts";
import { newNetworkMessageId } from "../../runtime/ids.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { acceptIn } from "../../transport/receive/accept.ts";
import { stampOrganizationHeaders } from "../../transport/receive/organization-headers.ts";
import type { TransportServices } from "../../transport/services.ts";

const NAME = "Read receipts";
const CLASS = { displayed: "REPORT.IPM.Note.IPNRN", deleted: "REPORT.IPM.Note.IPNNRN" } as const;

export class ReadReceipts implements Receipts {
  readonly #services: TransportServices;

  constructor(services: TransportServices) {
    this.#services = services;
  }

  async prepare(item: MailboxItem, what: Disposition): Promise<((tx: Tx) => Promise<void>) | undefined> {
    const organization = this.#services.organization();
    const owner = directoryOf(organization).findMailbox(item.mailbox);
    // "DoNotAutomaticallySend" leaves it to the user, who is not here to be asked.
    if (owner?.readReceiptResponse !== "AlwaysSend" || item.isRead || item.properties.isReceiptSettled)
      return undefined;
    const bytes = await this.#services.mailboxes.headers(item);
    const original = HeaderBlock.parse(bytes ?? Buffer.alloc(0));
    const receiver = receiverOf(item, original, organization);
    if (receiver === undefined) return undefined;
    return async (tx) => {
      if (!(await this.#services.mailboxes.settleReceipt(tx, item))) return;
      await this.#submit(tx, organization, owner, receiver, original, what);
    };
  }

  async #submit(
    tx: Tx,
    organization: Organization,
    owner: Mailbox,
    receiver: string,
    original: HeaderBlock,
    disposition: Disposition,
  ): Promise<void> {
    const now = this.#services.clock.now();
    const reader = { name: owner.displayName, address: owner.address };
    const mdn = buildMdn({ disposition, now, reader, receiver, original, reportingUa: organization.hostname });
    const { headers, body } = splitMessage(mdn.content);
    const networkMessageId = newNetworkMessageId();
    const item: MailItem = {
      networkMessageId,
      journeyId: networkMessageId,
      entry: "agent",
      receivedAt: now,
      authAs: "Internal",
      generatedBy: NAME,
      sender: mdn.sender,
      recipients: mdn.recipients.map((address) => ({ address })),
      headers: HeaderBlock.parse(headers),
      body: this.#services.contents.whole(body),
      smtpUtf8: false,
      eightBitMime: false,
      data: { generatedClass: CLASS[disposition] },
    };
    stampOrganizationHeaders(item, organization);
    const event = { source: "AGENT" as const, detail: `Read receipt of ${owner.address}`, context: NAME };
    this.#services.enqueued(tx, await acceptIn(tx, item, { event }, this.#services));
  }
}

/** Nobody for a recall, a report, or where another than the sender would get it: RFC 8098 §2.1 wants the user asked then. */
function receiverOf(item: MailboxItem, headers: HeaderBlock, organization: Organization): string | undefined {
  if (isRecallClass(item.messageClass) || /^REPORT\./i.test(item.messageClass)) return undefined;
  if (headers.has("X-MS-Exchange-RecallReportGenerated") || item.sender === "") return undefined;
  // RFC 8098 §2.2: what is required and not known forbids an answer.
  if (/=\s*required\b/i.test(headers.get("Disposition-Notification-Options") ?? "")) return undefined;
  const asked = headers.all("Disposition-Notification-To").flatMap((value) => parseAddresses(value));
  const [one] = asked;
  if (!one || asked.length > 1) return undefined;
  const { primaryAddress } = directoryOf(organization);
  const receiver = primaryAddress(one.address);
  const isSender = receiver === primaryAddress(item.sender) || receiver === primaryAddress(item.from);
  return isSender && receiver !== item.mailbox ? one.address : undefined;
}
