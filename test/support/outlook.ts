// Classic Outlook in tests: mail with MAPI properties, recalls of generation A, and TNEF that a client of its own submits.
import { OUTLOOK_RECALL, type OutlookRecall } from "../../src/agents/recall/outlook-request.ts";
import { type BelongingTnef, findTnef } from "../../src/content-conversion/find-tnef.ts";
import { composeMail } from "../../src/mime/compose-mail.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { splitMessage } from "../../src/mime/message.ts";
import { newMessageId } from "../../src/runtime/ids.ts";
import type { Sandbox } from "../../src/sandbox.ts";
import { PropertyBag } from "../../src/tnef/property-bag.ts";
import { TAG } from "../../src/tnef/property-tags.ts";
import { encodeTnef } from "../../src/tnef/stream.ts";
import { writeMessage } from "../../src/tnef/write-message.ts";

export interface OutlookMail {
  readonly from?: string;
  /** Who signs in, where that is another. */
  readonly as?: string;
  readonly to?: readonly string[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly richText?: boolean;
  readonly attachments?: readonly { readonly name: string; readonly content: string | Uint8Array }[];
}

/** Alice writes to Bob about the budget, unless told otherwise. Waits; returns the Message-ID. */
export async function submitByOutlook(on: Sandbox, mail: OutlookMail = {}): Promise<string> {
  const from = mail.from ?? "alice@contoso.com";
  const to = mail.to ?? ["bob@contoso.com"];
  const content = await composeMail({
    from: { name: "Alice Contoso", address: from },
    to: to.map((address) => ({ name: "", address })),
    cc: [],
    subject: mail.subject ?? "Budget",
    ...(mail.html === undefined ? { text: mail.text ?? "Hello\r\n" } : { html: mail.html }),
    attachments: mail.attachments,
    date: on.clock.now(),
    messageId: newMessageId("mail.contoso.com"),
  });
  const submitted = await on.submissions.submit({
    user: mail.as ?? from,
    content,
    recipients: to,
    saveToSentItems: true,
    outlook: { richText: mail.richText ?? false },
  });
  if ("refused" in submitted) throw new Error(JSON.stringify(submitted.refused));
  await on.idle();
  return submitted.messageId;
}

/** Recalls what alice sent under this Message-ID, as classic Outlook does, and waits. Returns the request's Message-ID. */
export async function recallByOutlook(
  on: Sandbox,
  messageId: string,
  choice: Partial<OutlookRecall> = {},
  by = "alice@contoso.com",
): Promise<string> {
  const sent = (await on.mailboxes.list(by, { messageId })).find(
    (item) => on.mailboxes.folders.get(item.folderId)?.wellKnown === "sentitems",
  );
  if (!sent) throw new Error(`${by} has no Sent Items copy of ${messageId}`);
  const answer = await on.recallRequests.request(by, sent, { ...OUTLOOK_RECALL, ...choice });
  if ("refused" in answer) throw new Error(answer.refused);
  if ("removed" in answer) throw new Error(`${messageId} still waited in the Outbox`);
  await on.idle();
  return answer.requestMessageId;
}

/** What a message has in TNEF. Throws where it has none that belongs to it. */
export async function tnefOf(message: Buffer): Promise<BelongingTnef> {
  const { headers, body } = splitMessage(message);
  const found = await findTnef(HeaderBlock.parse(headers), body);
  if (found.kind !== "belongs") throw new Error(`No TNEF: ${JSON.stringify(found)}`);
  return found;
}

/** The message as it left over the connector, or came back. */
export async function legBytes(on: Sandbox, messageId: string, direction: "out" | "in" = "out"): Promise<Buffer> {
  const [leg] = await on.legs.list({ messageId, direction });
  const content = leg && (await on.legs.bytes(leg));
  if (!content) throw new Error(`No leg ${direction} of ${messageId}`);
  return content;
}

export interface WinmailMail {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly messageId: string;
  readonly messageClass?: string;
  /** Of X-MS-TNEF-Correlator, and of property 0x007F unless that is another. Null: neither. */
  readonly correlator?: string | null;
  readonly correlationKey?: string;
  readonly properties?: (bag: PropertyBag) => unknown;
  /** Instead of a TNEF stream that can be read. */
  readonly winmail?: Buffer;
}

/** A message as Outlook with a POP or IMAP account sends it: text and winmail.dat in multipart/mixed. */
export function winmailMessage(mail: WinmailMail): string {
  const correlator = mail.correlator === undefined ? "000000005D3C8E" : mail.correlator;
  const bag = new PropertyBag();
  const key = mail.correlationKey ?? correlator;
  if (key !== null) bag.set(TAG.PidTagTnefCorrelationKey, Buffer.from(`${key}\0`));
  bag.set(TAG.PidTagMessageClass, mail.messageClass ?? "IPM.Note");
  mail.properties?.(bag);
  const message = { properties: bag, recipients: [], attachments: [] };
  const winmail = mail.winmail ?? encodeTnef(writeMessage(message, { key: 0x0201, codepage: 1252, form: "outlook" }));
  return [
    `From: "Alice Contoso" <${mail.from ?? "alice@contoso.com"}>`,
    `To: <${mail.to ?? "bob@contoso.com"}>`,
    `Subject: ${mail.subject ?? "Budget"}`,
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    `Message-ID: ${mail.messageId}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed;\r\n\tboundary="----=_NextPart_000_0011_01D6D1FC.5C1B7A50"',
    "X-Mailer: Microsoft Outlook 16.0",
    ...(correlator === null ? [] : [`X-MS-TNEF-Correlator: ${correlator}`]),
    "",
    "This is a multipart message in MIME format.",
    "",
    "------=_NextPart_000_0011_01D6D1FC.5C1B7A50",
    'Content-Type: text/plain;\r\n\tcharset="us-ascii"',
    "Content-Transfer-Encoding: 7bit",
    "",
    "Hello",
    "",
    "------=_NextPart_000_0011_01D6D1FC.5C1B7A50",
    'Content-Type: application/ms-tnef;\r\n\tname="winmail.dat"',
    "Content-Transfer-Encoding: base64",
    'Content-Disposition: attachment;\r\n\tfilename="winmail.dat"',
    "",
    ...(winmail.toString("base64").match(/.{1,76}/g) ?? []),
    "",
    "------=_NextPart_000_0011_01D6D1FC.5C1B7A50--",
    "",
  ].join("\r\n");
}
