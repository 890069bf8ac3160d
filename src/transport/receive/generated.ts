// Mail that an agent makes: it enters the submission queue in the commit of the message that caused it.
import type { NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import { newNetworkMessageId } from "../../runtime/ids.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { TransportServices } from "../services.ts";
import { acceptIn } from "./accept.ts";
import { stampOrganizationHeaders } from "./organization-headers.ts";

export interface Origin {
  /** Agent's name; "" for notifications (DSNs), which carry no agent's name. */
  readonly by: string;
  /** The message that caused this one, if one did. */
  readonly parent?: MailItem;
  readonly now: number;
}

export async function insertGenerated(
  tx: Tx,
  services: TransportServices,
  message: NewMessage,
  origin: Origin,
): Promise<void> {
  const item = generatedItem(message, origin, services.contents);
  stampOrganizationHeaders(item, services.organization());
  const detail = `Made by ${origin.by || "the DSN generator"}`;
  const causedBy = origin.parent?.journeyId;
  const event = { source: "AGENT" as const, detail, context: origin.by || "DSN", ...(causedBy && { causedBy }) };
  services.enqueued(tx, await acceptIn(tx, item, { event }, services));
}

/** In no queue yet, and without the fields that stay inside. */
export function generatedItem(
  message: NewMessage,
  origin: Origin,
  contents: Pick<TransportServices["contents"], "whole">,
): MailItem {
  const { headers, body } = splitMessage(message.content);
  const block = HeaderBlock.parse(headers);
  const networkMessageId = newNetworkMessageId();
  const item: MailItem = {
    networkMessageId,
    journeyId: networkMessageId,
    entry: "agent",
    receivedAt: origin.now,
    authAs: message.authAs ?? "Internal",
    generatedBy: origin.by || "DSN",
    sender: message.sender,
    recipients: message.recipients.map((address) => ({ address })),
    headers: block,
    body: message.body ?? contents.whole(body),
    smtpUtf8: message.smtpUtf8 ?? false,
    eightBitMime: message.eightBitMime ?? false,
    data: message.messageClass === undefined ? {} : { generatedClass: message.messageClass },
  };
  if (origin.by) {
    block.append("X-MS-Exchange-Generated-Message-Source", origin.by);
    if (origin.parent) block.append("X-MS-Exchange-Parent-Message-Id", messageIdOf(origin.parent));
    if (!block.has("Auto-Submitted")) block.append("Auto-Submitted", "auto-generated");
  }
  return item;
}
