// A message from options: text, HTML, attachments. RFC 2045, RFC 2046 §5.1.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Address, domainOf, formatAddress, parseAddresses } from "../mime/address.ts";
import { formatRfc5322Date } from "../mime/date.ts";
import { composeMessage, toCrlf } from "../mime/message.ts";
import { encodeTransferEncoding } from "../mime/transfer-encoding.ts";
import { newMessageId } from "../runtime/ids.ts";
import { CommandError } from "./terminal.ts";

export interface MailOptions {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** Paths. */
  readonly attach?: readonly string[];
  /** Milliseconds UTC. */
  readonly date: number;
  /** Not to be sent before, milliseconds UTC. */
  readonly deferUntil?: number;
}

export interface OutgoingMail {
  /** With its angle brackets. */
  readonly messageId: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
}

type Part = readonly [headers: readonly (readonly [string, string])[], body: Buffer];

export function composeMail(options: MailOptions): OutgoingMail {
  const [from] = addresses([options.from], "--from");
  const to = addresses(options.to, "--to");
  const cc = addresses(options.cc ?? [], "--cc");
  if (!from) throw new CommandError("A message needs a sender: --from alice@contoso.com");
  if (to.length + cc.length === 0) throw new CommandError("A message needs a recipient: --to bob@contoso.com");
  const messageId = newMessageId(domainOf(from.address));
  const [headers, body] = content(options);
  const bytes = composeMessage(
    [
      ["From", formatAddress(from)],
      ["To", to.map(formatAddress).join(",\r\n ")] as const,
      ...(cc.length > 0 ? [["Cc", cc.map(formatAddress).join(",\r\n ")] as const] : []),
      ["Subject", options.subject],
      ["Date", formatRfc5322Date(options.date)],
      ["Message-ID", messageId],
      ...(options.deferUntil === undefined
        ? []
        : [["Deferred-Delivery", formatRfc5322Date(options.deferUntil)] as const]),
      ["MIME-Version", "1.0"],
      ...headers,
    ],
    body,
  );
  return { messageId, from: from.address, recipients: distinct([...to, ...cc]), bytes };
}

/** Each --to may hold several, "Bob <bob@contoso.com>, carol@contoso.com". */
export function addresses(values: readonly string[], option: string): Address[] {
  return values.flatMap((value) => {
    const parsed = parseAddresses(value);
    const bad = parsed.find(({ address }) => !/^[^\s@]+@[^\s@]+$/.test(address));
    if (bad || parsed.length === 0)
      throw new CommandError(`${option} must be an address such as bob@contoso.com, not "${value}"`);
    return parsed;
  });
}

export function distinct(list: readonly Address[]): string[] {
  return [...new Map(list.map(({ address }) => [address.toLowerCase(), address])).values()];
}

function content({ text, html, attach = [] }: MailOptions): Part {
  const texts: Part[] = [];
  if (text !== undefined || html === undefined) texts.push(textPart("plain", text ?? "Sent with recall-sandbox.\n"));
  if (html !== undefined) texts.push(textPart("html", html));
  const [first, second] = texts;
  const body = first && !second ? first : multipart("alternative", texts);
  return attach.length === 0 ? body : multipart("mixed", [body, ...attach.map(attachment)]);
}

function textPart(subtype: string, text: string): Part {
  const bytes = Buffer.from(toCrlf(text.endsWith("\n") ? text : `${text}\n`));
  const isPlain = /^[\x00-\x7f]*$/.test(text) && !/[^\r\n]{900}/.test(text);
  const encoding = isPlain ? "7bit" : "quoted-printable";
  return [
    [
      ["Content-Type", `text/${subtype}; charset=utf-8`],
      ["Content-Transfer-Encoding", encoding],
    ],
    encodeTransferEncoding(bytes, encoding),
  ];
}

function attachment(path: string): Part {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new CommandError(`Cannot read the attachment ${path}: ${(error as Error).message}`);
  }
  const name = basename(path);
  // RFC 2231 §4 where the name is more than plain ASCII.
  const isPlain = /^[\x20-\x7e]*$/.test(name) && !/["\\]/.test(name);
  const filename = isPlain ? `filename="${name}"` : `filename*=utf-8''${encodeURIComponent(name)}`;
  return [
    [
      ["Content-Type", "application/octet-stream"],
      ["Content-Disposition", `attachment; ${filename}`],
      ["Content-Transfer-Encoding", "base64"],
    ],
    encodeTransferEncoding(bytes, "base64"),
  ];
}

function multipart(subtype: string, parts: readonly Part[]): Part {
  const boundary = `=_${randomUUID()}`;
  const pieces = parts.flatMap(([headers, body]) => [
    Buffer.from(`--${boundary}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`),
    body,
    Buffer.from("\r\n"),
  ]);
  return [
    [["Content-Type", `multipart/${subtype}; boundary="${boundary}"`]],
    Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  ];
}
