// Message disposition notifications: multipart/report of a text, the disposition, and the original's header block. RFC 8098
import { type Address, formatAddress } from "../mime/address.ts";
import { formatRfc5322Date, parseDate } from "../mime/date.ts";
import type { HeaderBlock } from "../mime/header-block.ts";
import { headerText } from "../mime/header-text.ts";
import { composeMessage } from "../mime/message.ts";
import { isMessageId } from "../mime/message-id.ts";
import { base64Lines } from "../mime/transfer-encoding.ts";
import type { Instant } from "../runtime/clock.ts";
import { newGuid } from "../runtime/ids.ts";

export type Disposition = "displayed" | "deleted";

export interface MdnOptions {
  readonly disposition: Disposition;
  readonly now: Instant;
  /** Who read or deleted the message. */
  readonly reader: Address;
  /** Who asked, by Disposition-Notification-To. */
  readonly receiver: string;
  readonly original: HeaderBlock;
  /** Host name of the server that sends it. */
  readonly reportingUa: string;
}

/** Ready to be submitted. RFC 8098 §3: the P1 sender is null. */
export interface Mdn {
  readonly sender: "";
  readonly recipients: readonly [string];
  readonly content: Buffer;
}

const SUBJECT_PREFIX = { displayed: "Read: ", deleted: "Not read: " } as const;
const SENTENCE = { displayed: "was read on", deleted: "was deleted without being read on" } as const;

export function buildMdn(options: MdnOptions): Mdn {
  const { original, reader, receiver, now, disposition } = options;
  const id = newGuid();
  const boundary = `_mdn_${id}_`;
  const originalId = idOf(original);
  const subject = headerText(original, "Subject");
  const fields: (readonly [string, string])[] = [
    ["From", formatAddress(reader)],
    ["To", formatAddress({ name: "", address: receiver })],
    ["Subject", SUBJECT_PREFIX[disposition] + subject],
    ["Thread-Topic", subject],
    ["Date", formatRfc5322Date(now)],
    ["Message-ID", `<${id}@${options.reportingUa.toLowerCase()}>`],
    ...(originalId === "" ? [] : ["In-Reply-To", "References"]).map((name) => [name, originalId] as const),
    ["Auto-Submitted", "auto-replied"], // RFC 3834 §5
    ["MIME-Version", "1.0"],
    ["Content-Type", `multipart/report; report-type=disposition-notification;\r\n\tboundary="${boundary}"`],
  ];
  const headers = original.toBuffer();
  const isAscii = !/[\x80-\xff]/.test(headers.toString("latin1"));
  const parts = [
    textPart(humanText(options, subject)),
    composeMessage([["Content-Type", "message/disposition-notification"]], dispositionFields(options, originalId)),
    // RFC 6522 §3 (3): what is beyond ASCII would need a hop that takes it.
    ...(isAscii ? [composeMessage([["Content-Type", "text/rfc822-headers"]], headers)] : []),
  ];
  const body = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n")]);
  const content = composeMessage(fields, Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]));
  return { sender: "", recipients: [receiver], content };
}

/** RFC 8098 §3.1; nobody was asked each time, so that the action is automatic. §3.2.6 */
function dispositionFields({ reportingUa, reader, disposition }: MdnOptions, originalId: string): string {
  return [
    `Reporting-UA: ${reportingUa}; Microsoft Exchange`,
    `Final-Recipient: rfc822;${reader.address}`,
    ...(originalId === "" ? [] : [`Original-Message-ID: ${originalId}`]),
    `Disposition: automatic-action/MDN-sent-automatically; ${disposition}`,
    "",
  ].join("\r\n");
}

function humanText({ original, reader, now, disposition }: MdnOptions, subject: string): string {
  const sent = parseDate(original.get("Date") ?? "");
  return [
    "Your message",
    "",
    `   To: ${reader.name || reader.address}`,
    `   Subject: ${subject}`,
    ...(sent === undefined ? [] : [`   Sent: ${formatRfc5322Date(sent)}`]),
    "",
    `${SENTENCE[disposition]} ${formatRfc5322Date(now)}.`,
    "",
  ].join("\r\n");
}

function textPart(text: string): Buffer {
  return composeMessage(
    [
      ["Content-Type", 'text/plain; charset="utf-8"'],
      ["Content-Transfer-Encoding", "base64"],
    ],
    `${base64Lines(text)}\r\n`,
  );
}

function idOf(headers: HeaderBlock): string {
  const id = headers.get("Message-ID") ?? "";
  return isMessageId(id) ? id : "";
}
