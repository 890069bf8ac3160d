// Delivery status notifications: multipart/report of a text, the delivery status and the original. RFC 3464, RFC 6522;
// header as Exchange writes it.
import { formatAddress } from "../mime/address.ts";
import { formatRfc5322Date } from "../mime/date.ts";
import { decodeEncodedWords } from "../mime/encoded-word.ts";
import type { HeaderBlock } from "../mime/header-block.ts";
import { composeMessage } from "../mime/message.ts";
import { isMessageId } from "../mime/message-id.ts";
import { base64Lines } from "../mime/transfer-encoding.ts";
import type { Instant } from "../runtime/clock.ts";
import { newGuid } from "../runtime/ids.ts";
import { FULL_RETURN_LIMIT, returnsFull } from "./action.ts";
import { type DeliveryStatusFacts, formatDeliveryStatus } from "./delivery-status.ts";
import { formatHumanText } from "./human-text.ts";

export interface DsnOptions extends DeliveryStatusFacts {
  readonly now: Instant;
  /** P1 sender of the original, who gets the notification. */
  readonly sender: string;
  /** Domain of the notification's own address: the organization's. */
  readonly domain: string;
  readonly ret?: "FULL" | "HDRS";
  readonly original: {
    readonly headers: HeaderBlock;
    /** As Body.read() gives it, from the blank line on. Without it the header block alone is returned. */
    readonly body?: Buffer;
  };
  /** Bytes up to which the whole original is returned. */
  readonly fullReturnLimit?: number;
  /** GUID in Message-ID and boundary; a new one unless given. */
  readonly id?: string;
}

/** Ready to be submitted. RFC 3464 §2: the P1 sender is null. */
export interface Dsn {
  readonly sender: "";
  readonly recipients: readonly [string];
  readonly messageId: string;
  readonly content: Buffer;
}

/** The local part under which every Exchange organization writes its notifications. */
export const MICROSOFT_EXCHANGE = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e";

const SUBJECT_PREFIX = {
  failed: "Undeliverable: ",
  delayed: "Delivery delayed: ",
  delivered: "Delivered: ",
  relayed: "Relayed: ",
  expanded: "Expanded: ",
} as const;

export function buildDsn(options: DsnOptions): Dsn {
  const { original, action } = options;
  const id = options.id ?? newGuid();
  const messageId = `<${id}@${options.reportingMta.toLowerCase()}>`;
  const subject = decodeEncodedWords(original.headers.get("Subject") ?? "");
  const boundary = `_dsn_${id}_`;
  const parts = [
    textPart(formatHumanText(options, subject)),
    composeMessage([["Content-Type", "message/delivery-status"]], formatDeliveryStatus(options)),
    originalPart(options),
  ];
  const fields: [string, string][] = [
    ["MIME-Version", "1.0"],
    ["From", formatAddress({ name: "Microsoft Outlook", address: `${MICROSOFT_EXCHANGE}@${options.domain}` })],
    ["To", formatAddress({ name: "", address: options.sender })],
    ["Date", formatRfc5322Date(options.now)],
    ["Content-Type", `multipart/report; report-type=delivery-status;\r\n\tboundary="${boundary}"`],
  ];
  // RFC 2045 §6.4: a multipart has the encoding of its parts.
  if (parts.some(isEightBit)) fields.push(["Content-Transfer-Encoding", "8bit"]);
  if (action === "failed") fields.push(["X-MS-Exchange-Message-Is-Ndr", ""]);
  fields.push(["Content-Language", "en-US"], ["Message-ID", messageId]);
  const originalId = original.headers.get("Message-ID") ?? "";
  if (isMessageId(originalId)) {
    fields.push(["In-Reply-To", originalId], ["References", originalId]);
  }
  fields.push(["Subject", SUBJECT_PREFIX[action] + subject], ["Auto-Submitted", "auto-replied"]); // RFC 3834 §5
  return {
    sender: "",
    recipients: [options.sender],
    messageId,
    content: composeMessage(fields, joinParts(parts, boundary)),
  };
}

function textPart(text: string): Buffer {
  if (/^[\x00-\x7f]*$/.test(text)) return composeMessage([["Content-Type", "text/plain; charset=us-ascii"]], text);
  return composeMessage(
    [
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Content-Transfer-Encoding", "base64"],
    ],
    `${base64Lines(text)}\r\n`,
  );
}

/** RFC 6522 §3 (3), RFC 6533 §5: the original, or its header block; "global" where that is beyond ASCII. */
function originalPart(options: DsnOptions): Buffer {
  const { original, ret, action } = options;
  const headers = original.headers.toBuffer();
  const body = original.body ?? Buffer.alloc(0);
  const limit = options.fullReturnLimit ?? FULL_RETURN_LIMIT;
  const isFull = original.body !== undefined && returnsFull(action, ret, headers.length + body.length, limit);
  const content = isFull ? Buffer.concat([headers, body]) : headers;
  const type = isEightBit(headers)
    ? isFull
      ? "message/global"
      : "message/global-headers"
    : isFull
      ? "message/rfc822"
      : "text/rfc822-headers";
  const fields: [string, string][] = [["Content-Type", type]];
  if (isEightBit(content)) fields.push(["Content-Transfer-Encoding", "8bit"]);
  return composeMessage(fields, content);
}

function joinParts(parts: readonly Buffer[], boundary: string): Buffer {
  const pieces: Buffer[] = [];
  for (const part of parts) pieces.push(Buffer.from(`${pieces.length > 0 ? "\r\n" : ""}--${boundary}\r\n`), part);
  pieces.push(Buffer.from(`\r\n--${boundary}--\r\n`));
  return Buffer.concat(pieces);
}

function isEightBit(bytes: Buffer): boolean {
  return /[\x80-\xff]/.test(bytes.toString("latin1"));
}
