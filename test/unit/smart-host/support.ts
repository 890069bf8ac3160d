// Messages as lines, and behaviours applied to them.
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { type Behaviour, newFate, type RelayedMessage } from "../../../src/smart-host/behaviours/behaviour.ts";
import type { SmtpEnvelope } from "../../../src/smtp/session.ts";

export const ENVELOPE: SmtpEnvelope = {
  from: "alice@contoso.com",
  recipients: [{ address: "bob@contoso.com" }],
  smtpUtf8: false,
  eightBitMime: false,
};

/** Lines with CRLF, one character a byte; a line end behind the last. */
export function lines(...text: string[]): Buffer {
  return Buffer.from(text.map((line) => `${line}\r\n`).join(""), "latin1");
}

export const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

export function relayed(bytes: Buffer, envelope: SmtpEnvelope = ENVELOPE): RelayedMessage {
  const { headers, body } = splitMessage(bytes);
  return { envelope, headers: HeaderBlock.parse(headers), body, fate: newFate() };
}

export async function apply(behaviour: Behaviour, bytes: Buffer, envelope = ENVELOPE) {
  const message = relayed(bytes, envelope);
  await behaviour.apply(message, { hostname: "host.example" });
  const result = Buffer.concat([message.headers.toBuffer(), message.body]);
  return { message, bytes: result, text: result.toString("latin1"), notes: message.fate.notes };
}
