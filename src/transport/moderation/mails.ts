// Mail about a message that waits: the request to the moderators, and what its sender hears when nobody lets it pass.
// Learn, "Moderated recipients"; the words are ours (docs/fidelity.md).
import { isAscii } from "node:buffer";
import type { NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import { MICROSOFT_EXCHANGE } from "../../dsn/build-dsn.ts";
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { composeMessage } from "../../mime/message.ts";
import { base64Lines } from "../../mime/transfer-encoding.ts";
import { newGuid } from "../../runtime/ids.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";

export const REQUEST_CLASS = "IPM.Note.Microsoft.Approval.Request";
/** A longer original goes without its body, bytes. */
const LONGEST_ORIGINAL = 1024 * 1024;

export interface Moderated {
  readonly address: string;
  readonly displayName: string;
}

interface About {
  readonly item: MailItem;
  /** As recipients judge it: the From. */
  readonly sender: string;
  readonly recipient: Moderated;
  /** Domain of the organization. */
  readonly domain: string;
  readonly now: number;
}

/** @param messageId of the request; a moderator's answer names it. */
export async function approvalRequest(
  about: About & { moderators: readonly string[]; messageId: string; expiresAt: number; longest: number },
): Promise<NewMessage> {
  const { item, sender, recipient, domain, now, moderators, messageId, expiresAt } = about;
  const subject = subjectOf(item);
  const text = [
    `${sender} sent a message to ${nameOf(recipient)}. It waits until one of its moderators lets it pass.`,
    "",
    `Subject: ${subject || "(none)"}`,
    "",
    "To let it pass, answer this mail with a subject that begins with Approve: ; to reject it, with Reject: .",
    "What you write into the answer to a rejection is shown to the sender.",
    `Undecided, it expires on ${formatRfc5322Date(expiresAt)}.`,
    "",
    "The message is attached.",
    "",
  ];
  const boundary = `_approval_${newGuid()}_`;
  const isShort = item.body.size <= Math.min(LONGEST_ORIGINAL, about.longest);
  const headers = item.headers.clone();
  // A moderator may be outside.
  headers.removeWhere(({ name }) => /^x-ms-exchange-(?:organization|forest)-/i.test(name));
  const original = Buffer.concat([
    headers.toBuffer(),
    isShort ? await item.body.read() : Buffer.from("\r\n", "latin1"),
  ]);
  const encoding = isAscii(original) ? "7bit" : "8bit";
  const head =
    `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(text.join("\r\n"))}\r\n` +
    `--${boundary}\r\nContent-Type: ${isShort ? "message/rfc822" : "text/rfc822-headers"}\r\nContent-Disposition: attachment\r\n` +
    `Content-Transfer-Encoding: ${encoding}\r\n\r\n`;
  const content = composeMessage(
    [
      ["From", formatAddress({ name: "Microsoft Exchange Approval Assistant", address: ownAddress(domain) })],
      ["To", moderators.map((address) => `<${address}>`).join(", ")],
      ["Subject", `Approval required: ${subject}`],
      ["Date", formatRfc5322Date(now)],
      ["Message-ID", messageId],
      ["MIME-Version", "1.0"],
      ["Content-Type", `multipart/mixed; boundary="${boundary}"`],
      ["Content-Transfer-Encoding", encoding],
    ],
    Buffer.concat([Buffer.from(head), original, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  );
  const isEightBit = encoding === "8bit";
  const message = { sender: "", recipients: moderators, content, messageClass: REQUEST_CLASS } as const;
  return { ...message, eightBitMime: isEightBit, smtpUtf8: moderators.some(isBeyondAscii) };
}

export function rejectionNotice(
  about: About & { moderator: string; comment: string | undefined; messageId: string },
): NewMessage {
  const { moderator, comment } = about;
  return notice(about, "Rejected", [
    `Your message to ${nameOf(about.recipient)} was rejected by the moderator ${moderator}.`,
    ...(comment ? ["", "The moderator's words:", ...comment.split(/\r?\n/).map((line) => `> ${line}`)] : []),
  ]);
}

export function expiryNotice(about: About & { messageId: string }): NewMessage {
  return notice(about, "Expired", [
    `Your message to ${nameOf(about.recipient)} has expired: none of the moderators decided about it in time.`,
    "Send it again, or ask somebody who moderates.",
  ]);
}

function notice(about: About & { messageId: string }, prefix: string, lines: readonly string[]): NewMessage {
  const { item, domain, now, messageId } = about;
  const subject = subjectOf(item);
  const text = [...lines, "", `Subject: ${subject || "(none)"}`, `Sent: ${formatRfc5322Date(item.receivedAt)}`, ""];
  const content = composeMessage(
    [
      ["From", formatAddress({ name: "Microsoft Outlook", address: ownAddress(domain) })],
      ["To", `<${item.sender}>`],
      ["Subject", `${prefix}: ${subject}`],
      ["Date", formatRfc5322Date(now)],
      ["Message-ID", messageId],
      ["In-Reply-To", messageIdOf(item)],
      ["Auto-Submitted", "auto-replied"],
      ["MIME-Version", "1.0"],
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Content-Transfer-Encoding", "base64"],
    ],
    `${base64Lines(text.join("\r\n"))}\r\n`,
  );
  const smtpUtf8 = isBeyondAscii(item.sender);
  return { sender: "", recipients: [item.sender], content, smtpUtf8, eightBitMime: smtpUtf8 };
}

/** RFC 6531 */
const isBeyondAscii = (address: string) => !isAscii(Buffer.from(address));
const ownAddress = (domain: string) => `${MICROSOFT_EXCHANGE}@${domain}`;
const subjectOf = (item: MailItem) => decodeEncodedWords(item.headers.get("Subject") ?? "");
const nameOf = ({ displayName, address }: Moderated) => (displayName === "" ? address : `${displayName} <${address}>`);
