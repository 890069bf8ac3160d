// A message around another one: a text, then the original, whose body is copied byte for byte and in chunks.
import type { MailItem } from "../agent-api/mail-item.ts";
import type { Body, ContentStore } from "../database/content-store.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import { base64Lines } from "../mime/transfer-encoding.ts";

/** Content-Type of the message that storeWrapped() makes; RFC 2045 §6.4: a multipart has the encoding of its parts. */
export function wrapperFields(boundary: string, { eightBitMime, smtpUtf8 }: MailItem): [string, string][] {
  const isEightBit = eightBitMime || smtpUtf8;
  return [
    ["Content-Type", `multipart/mixed;\r\n\tboundary="${boundary}"`],
    ...(isEightBit ? ([["Content-Transfer-Encoding", "8bit"]] as [string, string][]) : []),
    ["MIME-Version", "1.0"],
  ];
}

/** The original's part as it stands. */
export function entityOf({ headers }: MailItem): Buffer {
  return new HeaderBlock(headers.fields.filter(({ name }) => /^content-/i.test(name))).toBuffer();
}

/** The original as an attachment, without what it is known by inside the tenant. */
export function attachedHead({ headers, eightBitMime, smtpUtf8 }: MailItem): Buffer {
  const encoding = eightBitMime || smtpUtf8 ? "Content-Transfer-Encoding: 8bit\r\n" : "";
  const type = smtpUtf8 ? "message/global" : "message/rfc822"; // RFC 6532 §3.7
  const kept = headers.fields.filter(({ name }) => !/^x-ms-exchange-organization-/i.test(name));
  return Buffer.concat([
    Buffer.from(`Content-Type: ${type}\r\nContent-Disposition: attachment\r\n${encoding}\r\n`),
    new HeaderBlock(kept).toBuffer(),
  ]);
}

/** @param head what stands between the delimiter and the original's body. */
export async function storeWrapped(
  contents: ContentStore,
  { boundary, text, head, original }: { boundary: string; text: string; head: Buffer; original: Body },
): Promise<Body> {
  const upload = contents.upload();
  try {
    await upload.write(Buffer.concat([textPart(boundary, text), Buffer.from(`--${boundary}\r\n`), head]));
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

function textPart(boundary: string, text: string): Buffer {
  const isAscii = /^[\x00-\x7f]*$/.test(text) && !/[^\r\n]{999}/.test(text);
  const [encoding, body] = isAscii ? ["7bit", text] : ["base64", base64Lines(text)];
  return Buffer.from(
    `\r\n--${boundary}\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`,
  );
}
