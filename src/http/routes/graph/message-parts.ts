// A message as its parts, from what a client says of it in JSON: a new one, or a draft with changes. Microsoft Graph: message
// resource type
import { type Address, isSameAddress } from "../../../mime/address.ts";
import type { MailParts } from "../../../mime/compose-mail.ts";
import { directoryOf } from "../../../organization/directory.ts";
import type { Mailbox, Organization } from "../../../organization/organization.ts";
import { newMessageId } from "../../../runtime/ids.ts";
import { type MessageInput, toAddress, toAddresses, toAttachments, toHeaders } from "./message-input.ts";
import { sendAsDenied } from "./submission-refusal.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Of the mailbox's owner, to nobody. */
export function emptyParts({ hostname }: Organization, user: Mailbox, now: number): MailParts {
  const from = { name: user.displayName, address: user.address };
  return { from, to: [], cc: [], bcc: [], subject: "", text: "", date: now, messageId: newMessageId(hostname) };
}

/** What is not named stays. @throws HttpError for what can't be an address, a header, an attachment, a sender. */
export async function withInput(
  organization: Organization,
  user: Mailbox,
  parts: MailParts,
  given: MessageInput,
): Promise<MailParts> {
  const changed: Writable<MailParts> = { ...parts };
  if (given.from || given.sender) {
    const { from, sender } = sendersOf(organization, user, given);
    changed.from = from;
    changed.sender = sender;
  }
  if (given.toRecipients !== undefined) changed.to = toAddresses(given.toRecipients);
  if (given.ccRecipients !== undefined) changed.cc = toAddresses(given.ccRecipients);
  if (given.bccRecipients !== undefined) changed.bcc = toAddresses(given.bccRecipients);
  if (given.replyTo !== undefined) changed.replyTo = toAddresses(given.replyTo);
  if (given.subject !== undefined) changed.subject = given.subject ?? "";
  if (given.body !== undefined) {
    const isHtml = given.body?.contentType === "html";
    changed.html = isHtml ? (given.body?.content ?? "") : undefined;
    changed.text = isHtml ? undefined : (given.body?.content ?? "");
  }
  if (given.internetMessageId) changed.messageId = given.internetMessageId;
  if (given.attachments !== undefined) changed.attachments = await toAttachments(given.attachments);
  changed.headers = [
    ...withRequests(parts.headers ?? [], given, changed.from.address),
    ...toHeaders(given.internetMessageHeaders),
  ];
  return changed;
}

/** Everybody in To, Cc and Bcc, each once. */
export function recipientsOfParts({ to, cc, bcc = [] }: MailParts): string[] {
  return distinct([...to, ...cc, ...bcc].map(({ address }) => address));
}

export function distinct(addresses: readonly string[]): string[] {
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}

/** Send As shows the owner alone; on behalf, Sender says who it was. Microsoft Graph: send mail from another user */
function sendersOf(
  organization: Organization,
  user: Mailbox,
  message: MessageInput,
): { from: Address; sender: Address | undefined } {
  const directory = directoryOf(organization);
  const own = { name: user.displayName, address: user.address };
  const from = named(organization, message.from ? toAddress(message.from) : own);
  const sender = message.sender ? named(organization, toAddress(message.sender)) : undefined;
  if (sender && !directory.maySendAs(user.address, sender.address)) throw sendAsDenied();
  if (directory.maySendAs(user.address, from.address)) {
    const isOther = sender && !isSameAddress(sender.address, from.address) && sender.address !== user.address;
    return { from, sender: isOther ? sender : undefined };
  }
  if (directory.maySendOnBehalfOf(user.address, from.address)) return { from, sender: sender ?? own };
  throw sendAsDenied();
}

/** The directory's name where the client gave none. */
function named(organization: Organization, { name, address }: Address): Address {
  return { name: name || (directoryOf(organization).findMailbox(address)?.displayName ?? ""), address };
}

type Field = readonly [name: string, value: string];

/** RFC 8098 §2.1 */
function withRequests(headers: readonly Field[], given: MessageInput, from: string): Field[] {
  const { importance, isReadReceiptRequested: read, isDeliveryReceiptRequested: delivery } = given;
  let fields = [...headers];
  const set = (name: string, value: string | undefined) => {
    fields = fields.filter(([known]) => known.toLowerCase() !== name.toLowerCase());
    if (value !== undefined) fields.push([name, value]);
  };
  if (importance) set("Importance", importance === "normal" ? undefined : importance);
  if (typeof read === "boolean") set("Disposition-Notification-To", read ? from : undefined);
  if (typeof delivery === "boolean") set("Return-Receipt-To", delivery ? from : undefined);
  return fields;
}
