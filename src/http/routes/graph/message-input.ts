// A message as a client gives it to sendMail, in JSON. Microsoft Graph: message, fileAttachment resource types
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Address } from "../../../mime/address.ts";
import { composeMail, type MailAttachment } from "../../../mime/compose-mail.ts";
import { isAddress } from "../../../organization/address.ts";
import { HttpError } from "../../http-error.ts";
import { extendedPropertiesInput } from "./extended-property-input.ts";
import { entity } from "./graph-json.ts";
import { itemInput } from "./item-input.ts";

const word = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.string().toLowerCase().pipe(z.enum(words));
const recipient = entity({
  emailAddress: entity({ name: z.string().max(1000).nullish(), address: z.string().max(1000) }),
});
const recipients = z.array(recipient).nullish();
const messageId = z
  .string()
  .regex(/^<[\x21-\x3b\x3d\x3f-\x7e]{3,900}>$/, "a Message-ID in angle brackets was expected")
  .nullish();
export const attachmentInput = entity({
  name: z.string().min(1).max(255),
  contentType: z.string().max(255).nullish(),
  contentBytes: z.string().nullish(),
  isInline: z.boolean().nullish(),
  contentId: z.string().max(255).nullish(),
  size: z.number().nullish(),
  // Of an itemAttachment.
  item: entity({
    subject: z.string().max(10_000).nullish(),
    body: entity({ contentType: word("text", "html").nullish(), content: z.string().nullish() }).nullish(),
    from: recipient.nullish(),
    sender: recipient.nullish(),
    toRecipients: recipients,
    ccRecipients: recipients,
    replyTo: recipients,
    internetMessageId: messageId,
    sentDateTime: z.iso.datetime({ offset: true }).nullish(),
    receivedDateTime: z.iso.datetime({ offset: true }).nullish(),
  }).nullish(),
});

export const messageInput = entity({
  subject: z.string().max(10_000).nullish(),
  body: entity({ contentType: word("text", "html").nullish(), content: z.string().nullish() }).nullish(),
  from: recipient.nullish(),
  sender: recipient.nullish(),
  toRecipients: recipients,
  ccRecipients: recipients,
  bccRecipients: recipients,
  replyTo: recipients,
  importance: word("low", "normal", "high").nullish(),
  internetMessageId: messageId,
  internetMessageHeaders: z.array(entity({ name: z.string(), value: z.string() })).nullish(),
  isReadReceiptRequested: z.boolean().nullish(),
  isDeliveryReceiptRequested: z.boolean().nullish(),
  attachments: z.array(attachmentInput).nullish(),
});

/** What a draft has beside it. */
export const draftInput = entity({
  ...messageInput.shape,
  ...extendedPropertiesInput,
  isRead: z.boolean().optional(),
  ...itemInput,
});

export type MessageInput = z.output<typeof messageInput>;
type RecipientInput = z.output<typeof recipient>;
type AttachmentInput = z.output<typeof attachmentInput>;

export function toAddresses(list: readonly RecipientInput[] | null | undefined): Address[] {
  return (list ?? []).map(toAddress);
}

/** @throws HttpError for what is no address. */
export function toAddress({ emailAddress }: RecipientInput): Address {
  const address = emailAddress.address.trim();
  if (!isAddress(address)) throw invalidRecipient(address);
  return { name: emailAddress.name ?? "", address };
}

export function invalidRecipient(address: string): HttpError {
  const which = `Recipient '${address.slice(0, 320)}' is not resolved.`;
  const all = "All recipients must be resolved before a message can be submitted.";
  return new HttpError(400, "ErrorInvalidRecipients", `At least one recipient is not valid., ${which} ${all}`);
}

/** Custom headers cost the service a named property each; so it takes few. */
const MOST_HEADERS = 5;

export function toHeaders(list: MessageInput["internetMessageHeaders"]): [name: string, value: string][] {
  if (!list) return [];
  if (list.length === 0 || list.length > MOST_HEADERS) {
    const text = `Maximum number of headers in one message should be less than or equal to ${MOST_HEADERS}.`;
    const empty = list.length === 0 ? " An empty collection is refused as well; leave it out." : "";
    throw new HttpError(400, "InvalidInternetMessageHeaderCollection", text + empty);
  }
  return list.map(({ name, value }) => {
    if (!/^x-/i.test(name))
      throw badHeader(`The internet message header name '${name.slice(0, 100)}' should start with 'x-' or 'X-'.`);
    if (!/^[\x21-\x39\x3b-\x7e]{3,100}$/.test(name))
      throw badHeader(`'${name.slice(0, 100)}' can't be the name of a header: RFC 5322 §2.2.`);
    return [name, value];
  });
}

function badHeader(text: string): HttpError {
  return new HttpError(400, "InvalidInternetMessageHeader", text);
}

export async function toAttachments(list: MessageInput["attachments"]): Promise<MailAttachment[]> {
  const attachments: MailAttachment[] = [];
  for (const [index, given] of (list ?? []).entries())
    attachments.push(await toAttachment(given, `message.attachments.${index}`));
  return attachments;
}

async function toAttachment(given: AttachmentInput, at: string): Promise<MailAttachment> {
  const type = given["@odata.type"];
  if (type === "#microsoft.graph.itemAttachment") return toMessageAttachment(given, at);
  if (type !== "#microsoft.graph.fileAttachment") {
    const text = type === undefined ? "@odata.type is missing" : `'${type.slice(0, 100)}' can't be sent here`;
    throw badAttachment(`${at}: ${text}; '#microsoft.graph.fileAttachment' was expected.`);
  }
  const contentType = given.contentType ?? undefined;
  if (contentType !== undefined && !/^[\w.+-]{1,100}\/[\w.+-]{1,100}(?:\s*;[\x20-\x7e]*)?$/.test(contentType))
    throw badAttachment(`${at}.contentType: '${contentType.slice(0, 100)}' is no media type.`);
  const content = decodeBase64(given.contentBytes ?? "");
  if (!content) throw badAttachment(`${at}.contentBytes: this is not base64.`);
  return {
    name: given.name,
    contentType,
    content,
    isInline: given.isInline ?? false,
    contentId: given.contentId?.replace(/^<|>$/g, "") || undefined,
  };
}

/** A message within the message. */
async function toMessageAttachment({ name, item }: AttachmentInput, at: string): Promise<MailAttachment> {
  if (!item || !/^#?microsoft\.graph\.message$/i.test(item["@odata.type"] ?? ""))
    throw badAttachment(`${at}.item: a message, with @odata.type 'microsoft.graph.message', was expected.`);
  const { from, sender, toRecipients, ccRecipients, replyTo, body, subject, sentDateTime, receivedDateTime } = item;
  const author = from ?? sender;
  const content = await composeMail({
    from: author ? toAddress(author) : { name: "", address: "" },
    to: toAddresses(toRecipients),
    cc: toAddresses(ccRecipients),
    replyTo: toAddresses(replyTo),
    subject: subject ?? "",
    [body?.contentType === "html" ? "html" : "text"]: body?.content ?? "",
    date: Date.parse(sentDateTime ?? receivedDateTime ?? "1970-01-01T00:00:00Z"),
    messageId: item.internetMessageId ?? `<${randomUUID()}@attached.invalid>`,
  });
  return { name, contentType: "message/rfc822", content };
}

function badAttachment(text: string): HttpError {
  return new HttpError(400, "RequestBodyRead", text);
}

function decodeBase64(text: string): Buffer | undefined {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined;
}
