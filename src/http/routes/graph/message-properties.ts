// The properties of a message, each with what it costs to know. Microsoft Graph: message resource type
import { createHash } from "node:crypto";
import { keptValue, propertyKey } from "../../../content-conversion/kept-properties.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import { type Address, parseAddresses } from "../../../mime/address.ts";
import { parseDate } from "../../../mime/date.ts";
import { fieldValue, type HeaderBlock } from "../../../mime/header-block.ts";
import { isRecallClass } from "../../../tnef/message-class.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import { folderId, itemId } from "./graph-ids.ts";
import type { MessageBody } from "./message-body.ts";

export interface MessageParts {
  readonly item: MailboxItem;
  readonly isDraft: boolean;
  readonly immutableIds: boolean;
  readonly headers: HeaderBlock;
  readonly body: MessageBody | undefined;
  readonly hasAttachments: boolean;
  readonly shownAddress?: (address: string) => string;
}

export interface MessageProperty {
  /** The item's row, its header block, its text, or all of its parts. */
  readonly needs: "row" | "headers" | "body" | "parts";
  /** Shown only when it is asked for. */
  readonly onDemand?: true;
  readonly value: (parts: MessageParts) => unknown;
}

export const MESSAGE_PROPERTIES: Readonly<Record<string, MessageProperty>> = {
  id: row(({ item, immutableIds }) => itemId(item.id, item.folderId, immutableIds)),
  createdDateTime: row(({ item }) => time(item.receivedAt)),
  lastModifiedDateTime: row(({ item }) => time(item.modifiedAt)),
  changeKey: row(({ item }) => changeKey(item)),
  categories: row(({ item }) => item.properties.categories ?? []),
  receivedDateTime: row(({ item }) => time(item.receivedAt)),
  sentDateTime: fromHeaders(({ headers, item }) => time(parseDate(headers.get("Date") ?? "") ?? item.receivedAt)),
  hasAttachments: { needs: "parts", value: (parts) => parts.hasAttachments },
  internetMessageId: row(({ item }) => item.messageId),
  subject: row(({ item }) => item.subject),
  bodyPreview: fromBody((body) => body.preview),
  importance: fromHeaders(({ headers, item }) => item.properties.importance ?? importance(item, headers)),
  parentFolderId: row(({ item }) => folderId(item.folderId)),
  conversationId: fromHeaders(({ headers, item }) => conversationId(headers, item)),
  isDeliveryReceiptRequested: fromHeaders(({ headers }) => headers.has("Return-Receipt-To")),
  // The store clears the request on a recall. docs/fidelity.md
  isReadReceiptRequested: fromHeaders(
    ({ headers, item }) => !isRecallClass(item.messageClass) && headers.has("Disposition-Notification-To"),
  ),
  isRead: row(({ item }) => item.isRead),
  flag: row(({ item }) => item.properties.flag ?? { flagStatus: "notFlagged" }),
  isDraft: row(({ isDraft }) => isDraft),
  body: fromBody(({ contentType, content }) => ({ contentType, content })),
  sender: fromHeaders(({ headers, item }) => recipient(addresses(headers, "Sender")[0] ?? sender(headers, item))),
  from: fromHeaders(({ headers, item }) => recipient(sender(headers, item))),
  toRecipients: recipientsIn("To"),
  ccRecipients: recipientsIn("Cc"),
  bccRecipients: recipientsIn("Bcc"),
  replyTo: fromHeaders(({ headers }) => addresses(headers, "Reply-To").map(recipient)),
  internetMessageHeaders: {
    needs: "headers",
    onDemand: true,
    value: ({ headers }) =>
      headers.fields
        .filter((field) => field.name !== "")
        .map((field) => ({ name: field.name, value: Buffer.from(fieldValue(field), "latin1").toString("utf8") })),
  },
};

/** "2026-11-20T12:00:00Z" */
export function time(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}

export function changeKey(item: MailboxItem): string {
  return createHash("sha1")
    .update(
      `${item.id}/${item.contentId}/${item.modifiedAt}/${item.folderId}/${item.isRead}/${JSON.stringify(item.properties)}`,
    )
    .digest("base64");
}

function row(value: MessageProperty["value"]): MessageProperty {
  return { needs: "row", value };
}

function fromHeaders(value: MessageProperty["value"]): MessageProperty {
  return { needs: "headers", value };
}

/** As the address book has them. Set-OrganizationConfig -SendFromAliasEnabled */
function recipientsIn(name: "To" | "Cc" | "Bcc"): MessageProperty {
  return fromHeaders(({ headers, shownAddress = (address) => address }) =>
    addresses(headers, name).map((one) => recipient({ ...one, address: shownAddress(one.address) })),
  );
}

function fromBody(value: (body: MessageBody) => unknown): MessageProperty {
  return { needs: "body", value: ({ body }) => (body ? value(body) : null) };
}

/** A list of addresses is read as far as this, characters: some thousand of them. */
const LONGEST_LIST = 65_536;

function addresses(headers: HeaderBlock, name: string): Address[] {
  const values = headers.all(name);
  return values.length === 0 ? [] : parseAddresses(values.join(", ").slice(0, LONGEST_LIST));
}

/** Mail without From is shown under its envelope's sender. */
function sender(headers: HeaderBlock, item: MailboxItem): Address | undefined {
  return addresses(headers, "From")[0] ?? (item.sender === "" ? undefined : { name: "", address: item.sender });
}

function recipient(address: Address | undefined) {
  return address ? { emailAddress: { name: address.name || address.address, address: address.address } } : null;
}

const IMPORTANCES: Readonly<Record<string, "low" | "normal" | "high">> = { 0: "low", 1: "normal", 2: "high" };

function importance(item: MailboxItem, headers: HeaderBlock): "low" | "normal" | "high" {
  const promoted = IMPORTANCES[keptValue(item.mapi, propertyKey(TAG.PidTagImportance), "Integer") ?? ""];
  if (promoted) return promoted;
  const word = headers.get("Importance")?.trim().toLowerCase();
  return word === "low" || word === "high" ? word : "normal";
}

/** Messages of one thread share its first message. RFC 5322 §3.6.4 */
function conversationId(headers: HeaderBlock, item: MailboxItem): string {
  const root = /<[^<>]*>/.exec(headers.get("References") ?? headers.get("In-Reply-To") ?? "")?.[0] ?? item.messageId;
  return createHash("sha1").update(root).digest("base64url");
}
