// A message that a rule forwards: from the mailbox's owner, "FW: …", the original's parts byte for byte behind a part that
// says whose they were, or the original as it is for an attachment.
import type { NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Body, ContentStore } from "../../database/content-store.ts";
import { LOOP_HEADER } from "../../mailbox/inbox-rules/loop.ts";
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { headerText } from "../../mime/header-text.ts";
import { composeMessage, splitMessage } from "../../mime/message.ts";
import { newGuid, newMessageId } from "../../runtime/ids.ts";
import type { Sending } from "./send-on.ts";

const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>$/;

export async function forwardedMail(
  targets: readonly string[],
  { item, owner, organization, contents, now }: Sending,
  asAttachment: boolean,
): Promise<NewMessage> {
  const boundary = `_000_${newGuid()}_`;
  const { headers, eightBitMime, smtpUtf8 } = item;
  const subject = headerText(headers, "Subject");
  const originalId = headers.get("Message-ID") ?? "";
  const isEightBit = eightBitMime || smtpUtf8;
  const answered = MESSAGE_ID.test(originalId) ? ["References", "In-Reply-To"] : [];
  const fields: (readonly [string, string])[] = [
    ["From", formatAddress({ name: owner.displayName, address: owner.address })],
    ["To", targets.map((address) => `<${address}>`).join(",\r\n\t")],
    ["Subject", `FW: ${subject}`],
    ["Thread-Topic", subject],
    ["Date", formatRfc5322Date(now)],
    ["Message-ID", newMessageId(organization.hostname)],
    ...answered.map((name) => [name, originalId] as const),
    ["X-MS-Has-Attach", asAttachment ? "yes" : ""],
    [LOOP_HEADER, owner.address],
    ["Content-Type", `multipart/mixed;\r\n\tboundary="${boundary}"`],
    // RFC 2045 §6.4: a multipart has the encoding of its parts.
    ...(isEightBit ? [["Content-Transfer-Encoding", "8bit"] as const] : []),
    ["MIME-Version", "1.0"],
  ];
  const first = asAttachment ? attachmentHead(item) : entityHead(item);
  return {
    sender: owner.address,
    recipients: targets,
    content: splitMessage(composeMessage(fields, "")).headers,
    body: await storeParts(contents, boundary, first, item.body),
    smtpUtf8,
    eightBitMime,
  };
}

/** What stands between the message's own header block and the original's body. */
type Head = (boundary: string) => Buffer;

function entityHead({ headers }: MailItem): Head {
  const said = ["From", "Date", "To", "Cc", "Subject"].flatMap((name) => {
    const text = headerText(headers, name);
    return text === "" ? [] : [`${name === "Date" ? "Sent" : name}: ${text}`];
  });
  const text = `________________________________\r\n${said.join("\r\n")}\r\n\r\n`;
  const entity = new HeaderBlock(headers.fields.filter(({ name }) => /^content-/i.test(name))).toBuffer();
  return (boundary) => Buffer.concat([textPart(boundary, text), Buffer.from(`--${boundary}\r\n`), entity]);
}

function attachmentHead({ headers, eightBitMime, smtpUtf8 }: MailItem): Head {
  const original = new HeaderBlock(
    headers.fields.filter(({ name }) => !/^x-ms-exchange-organization-/i.test(name)),
  ).toBuffer();
  const encoding = eightBitMime || smtpUtf8 ? "Content-Transfer-Encoding: 8bit\r\n" : "";
  const type = smtpUtf8 ? "message/global" : "message/rfc822"; // RFC 6532 §3.7
  return (boundary) =>
    Buffer.concat([
      textPart(boundary, ""),
      Buffer.from(`--${boundary}\r\nContent-Type: ${type}\r\nContent-Disposition: attachment\r\n${encoding}\r\n`),
      original,
    ]);
}

function textPart(boundary: string, text: string): Buffer {
  const encoded =
    Buffer.from(text, "utf8")
      .toString("base64")
      .match(/.{1,76}/g) ?? [];
  return Buffer.from(
    `\r\n--${boundary}\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded.join("\r\n")}\r\n`,
  );
}

/** In chunks as the original has them: 25 MB are never held at once. */
async function storeParts(contents: ContentStore, boundary: string, head: Head, original: Body): Promise<Body> {
  const upload = contents.upload();
  try {
    await upload.write(head(boundary));
    // A message that is a header block alone has no blank line.
    if (original.size === 0) await upload.write(Buffer.from("\r\n"));
    for await (const chunk of original.chunks()) await upload.write(chunk);
    await upload.write(Buffer.from(`\r\n--${boundary}--\r\n`));
    return await upload.finish();
  } catch (error) {
    upload.abort();
    throw error;
  }
}
