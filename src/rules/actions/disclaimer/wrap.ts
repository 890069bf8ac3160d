// Wrap: a new message with the disclaimer, and the original attached. New-TransportRule -ApplyHtmlDisclaimerFallbackAction
import type { MailItem } from "../../../agent-api/mail-item.ts";
import type { Addition } from "../../../mime/editing/insert-into-part.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { base64Lines } from "../../../mime/transfer-encoding.ts";
import { newGuid, newMessageId } from "../../../runtime/ids.ts";
import type { RuleContext } from "../../rule-context.ts";

/** Fields that speak of the original's parts or vouch for its bytes: they are the attached message's alone. */
const OF_THE_ORIGINAL =
  /^(?:content-.*|mime-version|message-id|dkim-signature|arc-.*|x-ms-has-attach|x-ms-tnef-correlator|thread-index)$/i;
const OF_THE_TENANT = /^x-ms-exchange-(?:organization|forest)-/i;

/** From, To, Subject and the rest stay; later rules see the wrapper. */
export async function wrap(item: MailItem, { html }: Addition, context: RuleContext): Promise<void> {
  const boundary = `_disclaimer_${newGuid()}_`;
  const isEightBit = item.eightBitMime || item.smtpUtf8;
  const encoding = isEightBit ? "Content-Transfer-Encoding: 8bit\r\n" : "";
  const original = new HeaderBlock(item.headers.fields.filter(({ name }) => !OF_THE_TENANT.test(name)));
  const body = item.body.size === 0 ? Buffer.from("\r\n") : await item.body.read();
  const head =
    `\r\n--${boundary}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
    `${base64Lines(`<html><body>\r\n${html}\r\n</body></html>\r\n`)}\r\n--${boundary}\r\n` +
    // RFC 6532 §3.7
    `Content-Type: ${item.smtpUtf8 ? "message/global" : "message/rfc822"}\r\nContent-Disposition: attachment\r\n${encoding}\r\n`;
  const headers = new HeaderBlock(item.headers.fields.filter(({ name }) => !OF_THE_ORIGINAL.test(name)));
  headers.append("Message-ID", newMessageId(context.organization.hostname));
  headers.append("MIME-Version", "1.0");
  headers.append("Content-Type", `multipart/mixed;\r\n\tboundary="${boundary}"`);
  if (isEightBit) headers.append("Content-Transfer-Encoding", "8bit");
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  item.body = await context.storeBody(Buffer.concat([Buffer.from(head), original.toBuffer(), body, end]));
  item.headers = headers;
}
