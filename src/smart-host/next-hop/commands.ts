// MAIL and RCPT with the parameters that the next hop offers. RFC 6152, RFC 6531, RFC 3461.
import type { SmtpEnvelope, SmtpRecipient } from "../../smtp/session.ts";
import { encodeXtext } from "../../smtp/xtext.ts";

export function mailCommand(envelope: SmtpEnvelope, extensions: ReadonlySet<string>): string {
  const words = [`MAIL FROM:<${envelope.from}>`];
  if (envelope.eightBitMime) words.push("BODY=8BITMIME");
  if (envelope.smtpUtf8) words.push("SMTPUTF8");
  if (extensions.has("DSN")) {
    if (envelope.ret) words.push(`RET=${envelope.ret}`);
    if (envelope.envelopeId) words.push(`ENVID=${encodeXtext(envelope.envelopeId)}`);
  }
  return words.join(" ");
}

export function recipientCommand(recipient: SmtpRecipient, extensions: ReadonlySet<string>): string {
  const words = [`RCPT TO:<${recipient.address}>`];
  if (extensions.has("DSN")) {
    if (recipient.notify?.length) words.push(`NOTIFY=${recipient.notify.join(",")}`);
    if (recipient.originalRecipient) words.push(`ORCPT=${encodeOriginal(recipient.originalRecipient)}`);
  }
  return words.join(" ");
}

/** RFC 3461 §4.2: the type stays, the address is xtext. */
function encodeOriginal(recipient: string): string {
  const type = recipient.indexOf(";");
  return `${recipient.slice(0, type + 1)}${encodeXtext(recipient.slice(type + 1))}`;
}
