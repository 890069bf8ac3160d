// The machine-readable part of a DSN: message/delivery-status, RFC 3464 §2. Written as pure ASCII, so that it passes
// everywhere; addresses beyond ASCII in the encoded form of RFC 6533 §3.
import { formatRfc5322Date } from "../mime/date.ts";
import type { Instant } from "../runtime/clock.ts";
import { formatReply, type SmtpReply } from "../smtp/reply.ts";
import type { DsnAction } from "./action.ts";

export interface DsnRecipient {
  readonly address: string;
  /** ORCPT, decoded, with its type: "rfc822;bob@contoso.com". RFC 3461 §4.2 */
  readonly originalRecipient?: string;
  /** Why; of the next hop where `remoteMta` is given, else our own. */
  readonly reply?: SmtpReply;
  readonly remoteMta?: string;
  readonly lastAttempt?: Instant;
  /** With action "delayed". */
  readonly willRetryUntil?: Instant;
}

export interface DeliveryStatusFacts {
  readonly reportingMta: string;
  readonly arrival: Instant;
  /** ENVID, decoded. RFC 3461 §4.4 */
  readonly envelopeId?: string;
  readonly action: DsnAction;
  readonly recipients: readonly DsnRecipient[];
}

export function formatDeliveryStatus(facts: DeliveryStatusFacts): string {
  const message = [
    field("Original-Envelope-Id", facts.envelopeId), // RFC 3464 §2.2.1
    field("Reporting-MTA", `dns; ${facts.reportingMta}`),
    field("Arrival-Date", formatRfc5322Date(facts.arrival)),
  ];
  const blocks = facts.recipients.map((recipient) => recipientBlock(recipient, facts.action));
  return [message, ...blocks].map((fields) => fields.join("")).join("\r\n");
}

function recipientBlock(recipient: DsnRecipient, action: DsnAction): string[] {
  const { reply, remoteMta, lastAttempt, willRetryUntil } = recipient;
  return [
    field("Original-Recipient", recipient.originalRecipient && typedAddress(recipient.originalRecipient)),
    field("Final-Recipient", typedAddress(`rfc822;${recipient.address}`)),
    field("Action", action),
    field("Status", statusOf(recipient, action)),
    field("Remote-MTA", remoteMta && `dns; ${remoteMta}`),
    field("Diagnostic-Code", reply && `smtp; ${formatReply(reply)}`), // RFC 3464 §2.3.6
    field("Last-Attempt-Date", lastAttempt === undefined ? undefined : formatRfc5322Date(lastAttempt)),
    // RFC 3464 §2.3.9: for delayed recipients only.
    field(
      "Will-Retry-Until",
      willRetryUntil === undefined || action !== "delayed" ? undefined : formatRfc5322Date(willRetryUntil),
    ),
  ];
}

/** RFC 3464 §2.3.4: the enhanced code, else its class alone. */
export function statusOf(recipient: DsnRecipient, action: DsnAction): string {
  const enhanced = recipient.reply?.enhanced;
  if (enhanced) return enhanced;
  if (recipient.reply) return `${String(recipient.reply.code).charAt(0)}.0.0`;
  return action === "failed" ? "5.0.0" : action === "delayed" ? "4.0.0" : "2.0.0";
}

/** "rfc822;…" as a field has it. Beyond ASCII the type is utf-8, RFC 6533 §3 (utf-8-addr-xtext). */
function typedAddress(typed: string): string {
  const at = typed.indexOf(";");
  const type = at < 0 ? "rfc822" : typed.slice(0, at).trim();
  const address = typed.slice(at + 1).trim();
  if (/^[\x00-\x7f]*$/.test(address)) return `${type}; ${address}`;
  let encoded = "";
  for (const character of address) {
    const isPlain = /[\x21-\x7e]/.test(character) && !/[+=\\]/.test(character);
    encoded += isPlain ? character : `\\x{${character.codePointAt(0)?.toString(16).toUpperCase()}}`;
  }
  return `utf-8; ${encoded}`;
}

/** One folded ASCII field, or nothing. What a next hop said is not trusted to be one line, or text. */
function field(name: string, value: string | undefined): string {
  if (!value) return "";
  const ascii = value.replace(/[\x00-\x20\x7f]+/g, " ").replace(/[^\x20-\x7e]/gu, "?");
  let line = `${name}:`;
  let text = "";
  for (const word of ascii.trim().match(/\S{1,900}/g) ?? []) {
    if (line.length + 1 + word.length > 78 && line.trim() !== `${name}:`) {
      text += `${line}\r\n`;
      line = "";
    }
    line += ` ${word}`;
  }
  return `${text}${line}\r\n`;
}
