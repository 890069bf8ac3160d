// A message in MIME on its way to rich text.
import type { MimeMessage } from "../../../src/content-conversion/mime-message.ts";
import { layOutTnef } from "../../../src/content-conversion/to-tnef/lay-out-tnef.ts";
import { type MessageFacts, mapiFromMime } from "../../../src/content-conversion/to-tnef/mapi-from-mime.ts";
import { plainTextOf } from "../../../src/content-conversion/to-tnef/plain-text.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage, toCrlf } from "../../../src/mime/message.ts";
import type { MapiMessage } from "../../../src/tnef/message.ts";

export interface ReadMail {
  readonly headers: HeaderBlock;
  /** From the blank line on. */
  readonly body: Buffer;
}

/** Lines may end in LF; one character a byte. */
export function read(mail: string): ReadMail {
  const { headers, body } = splitMessage(Buffer.from(toCrlf(mail), "latin1"));
  return { headers: HeaderBlock.parse(headers), body };
}

export function mapi(mail: string, facts: MessageFacts = {}): Promise<MapiMessage> {
  const { headers, body } = read(mail);
  return mapiFromMime(headers, body, facts);
}

export async function toTnef(
  mail: string,
  facts: MessageFacts = {},
): Promise<{ message: MapiMessage; laidOut: MimeMessage }> {
  const { headers, body } = read(mail);
  const message = await mapiFromMime(headers, body, facts);
  return { message, laidOut: await layOutTnef(headers, message, await plainTextOf(message)) };
}
