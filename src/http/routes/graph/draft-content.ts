// A draft that is stored as MIME, taken apart to be changed, and put together again.
import { sortParts } from "../../../content-conversion/to-tnef/body-parts.ts";
import type { StoredContent } from "../../../database/content-store.ts";
import { type Address, parseAddresses } from "../../../mime/address.ts";
import { findAttachments } from "../../../mime/attachments.ts";
import { decodeText } from "../../../mime/charset.ts";
import type { MailAttachment, MailParts } from "../../../mime/compose-mail.ts";
import { fieldValue, HeaderBlock } from "../../../mime/header-block.ts";
import { headerText } from "../../../mime/header-text.ts";
import { runInTurns } from "../../../mime/in-turns.ts";
import { type MimePart, parseStructureInTurns } from "../../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../../mime/transfer-encoding.ts";

/** What is made of the parts anew, or of no draft. */
const REMADE = /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|received|mime-version|content-.*|)$/i;

export async function readParts(
  { headers: bytes, body }: { readonly headers: Buffer; readonly body: Pick<StoredContent["body"], "read"> },
  now: number,
): Promise<MailParts> {
  const headers = HeaderBlock.parse(bytes);
  const message = await body.read();
  const root = await parseStructureInTurns(message, {}, headers);
  const { text, html } = sortParts(root);
  const addresses = (name: string) => headers.all(name).flatMap(parseAddresses);
  const [from = { name: "", address: "" }] = addresses("From");
  const attachments: MailAttachment[] = [];
  for (const found of findAttachments(root, message)) {
    const { part, name, isInline, contentId } = found;
    attachments.push({
      name,
      contentType: part.headers.get("Content-Type") ?? found.contentType,
      content: await bytesOf(part, message),
      isInline,
      contentId,
    });
  }
  return {
    from,
    sender: addresses("Sender")[0] as Address | undefined,
    to: addresses("To"),
    cc: addresses("Cc"),
    bcc: addresses("Bcc"),
    replyTo: addresses("Reply-To"),
    subject: headerText(headers, "Subject"),
    text: text && (await textOf(text, message)),
    html: html && (await textOf(html, message)),
    attachments,
    date: now,
    messageId: headers.get("Message-ID")?.trim() ?? "",
    headers: headers.fields
      .filter(({ name }) => !REMADE.test(name))
      .map((field) => [field.name, fieldValue(field)] as const),
  };
}

function bytesOf(part: MimePart, message: Buffer): Promise<Buffer> {
  return runInTurns(decoding(message.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers)));
}

async function textOf(part: MimePart, message: Buffer): Promise<string> {
  const bytes = await bytesOf(part, message);
  return decodeText(bytes, part.contentType.parameters.get("charset") ?? "utf-8") ?? bytes.toString("latin1");
}
