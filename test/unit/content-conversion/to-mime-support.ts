// Mail with TNEF, as plain MIME.
import { type FoundTnef, findTnef } from "../../../src/content-conversion/find-tnef.ts";
import { DEFAULT_MIME_FORMAT, type MimeFormat, toMime } from "../../../src/content-conversion/to-mime/to-mime.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { type TnefMail, tnefMail } from "../../support/tnef-mail.ts";

/** Whole message, one character a byte. */
export async function convert(mail: Buffer, format: Partial<MimeFormat> = {}): Promise<string> {
  const split = splitMessage(mail);
  const source = { headers: HeaderBlock.parse(split.headers), body: split.body };
  const found: FoundTnef = await findTnef(source.headers, source.body);
  if (found.kind !== "belongs") throw new Error(`The TNEF is ${found.kind}`);
  const { headers, body } = await toMime(source, found, { ...DEFAULT_MIME_FORMAT, ...format });
  return Buffer.concat([headers.toBuffer(), body]).toString("latin1");
}

export async function asMime(mail: TnefMail, format: Partial<MimeFormat> = {}): Promise<string> {
  return convert(await tnefMail(mail), format);
}
