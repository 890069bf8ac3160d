// Reads the delivery status out of a DSN, ours or another server's. RFC 3464 §2; tolerant, for tests and display.
import { HeaderBlock } from "../mime/header-block.ts";
import { bodyContent, splitMessage } from "../mime/message.ts";

export interface DeliveryStatus {
  readonly reportingMta: string;
  readonly arrivalDate?: string;
  readonly originalEnvelopeId?: string;
  readonly recipients: readonly RecipientStatus[];
}

/** Addresses and names come without their type ("rfc822;", "dns;"). */
export interface RecipientStatus {
  readonly finalRecipient: string;
  readonly originalRecipient?: string;
  /** Lower case. */
  readonly action: string;
  readonly status: string;
  readonly remoteMta?: string;
  readonly diagnosticCode?: string;
  readonly lastAttemptDate?: string;
  readonly willRetryUntil?: string;
}

/** Takes a whole DSN, or the delivery status alone. Undefined where there is none. */
export function parseDeliveryStatus(content: Buffer): DeliveryStatus | undefined {
  const status = findStatusPart(content) ?? content;
  const [message, ...recipients] = fieldGroups(status);
  const reportingMta = message?.get("Reporting-MTA");
  if (!message || reportingMta === undefined) return undefined;
  return {
    reportingMta: untyped(reportingMta),
    ...optional("arrivalDate", message.get("Arrival-Date")),
    ...optional("originalEnvelopeId", message.get("Original-Envelope-Id")),
    recipients: recipients.map(readRecipient),
  };
}

function readRecipient(fields: HeaderBlock): RecipientStatus {
  return {
    finalRecipient: untyped(fields.get("Final-Recipient") ?? ""),
    ...optional("originalRecipient", fields.get("Original-Recipient"), untyped),
    action: (fields.get("Action") ?? "").toLowerCase(),
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get("Status") ?? "")?.[0] ?? "",
    ...optional("remoteMta", fields.get("Remote-MTA"), untyped),
    ...optional("diagnosticCode", fields.get("Diagnostic-Code"), untyped),
    ...optional("lastAttemptDate", fields.get("Last-Attempt-Date")),
    ...optional("willRetryUntil", fields.get("Will-Retry-Until")),
  };
}

function optional<K extends string>(name: K, value: string | undefined, read = (text: string) => text) {
  return (value === undefined ? {} : { [name]: read(value) }) as { [P in K]?: string };
}

/** "utf-8; b\x{FC}cher@…" and "rfc822; …" without type; RFC 6533 §3. */
function untyped(value: string): string {
  return value
    .slice(value.indexOf(";") + 1)
    .trim()
    .replace(/\\x\{([0-9A-F]{2,6})\}/g, (all, hex: string) => {
      const point = Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    });
}

/** RFC 3464 §2.1: groups of fields with blank lines between; several blank lines count as one. */
function fieldGroups(status: Buffer): HeaderBlock[] {
  return status
    .toString("latin1")
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map((group) => HeaderBlock.parse(Buffer.from(group.replace(/^\s+/, ""), "latin1")))
    .filter((group) => group.fields.some((field) => field.name !== ""));
}

function findStatusPart(content: Buffer): Buffer | undefined {
  const { headers, body } = splitMessage(content);
  const type = HeaderBlock.parse(headers).get("Content-Type") ?? "";
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  if (!boundary) return undefined;
  const text = bodyContent(body).toString("latin1");
  for (const part of `\n${text}`.split(`\n--${boundary[1] ?? boundary[2]}`)) {
    const split = splitMessage(Buffer.from(part.replace(/^[ \t]*\r?\n/, ""), "latin1"));
    const partType = HeaderBlock.parse(split.headers).get("Content-Type") ?? "";
    if (/^message\/(?:global-)?delivery-status\b/i.test(partType)) return bodyContent(split.body);
  }
  return undefined;
}
