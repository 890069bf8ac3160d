// Mail as a test writes it, made into envelope and bytes as a mail client would. RFC 5322 §3.6.
import { type Address, domainOf, parseAddresses } from "../mime/address.ts";
import { composeMail } from "../mime/compose-mail.ts";
import { formatRfc5322Date } from "../mime/date.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import { bodyContent, splitMessage } from "../mime/message.ts";
import { newMessageId } from "../runtime/ids.ts";
import type { MailToSend } from "../smtp/submit-mail.ts";
import type { Mail } from "./api.ts";
import { MailError } from "./errors.ts";

/** @param now for the Date field, milliseconds UTC. */
export async function outgoing(
  mail: Omit<Mail, "as" | "password" | "client" | "richText">,
  now: number,
): Promise<MailToSend> {
  return mail.raw === undefined ? composed(mail, now) : asItIs(mail, mail.raw, now);
}

async function composed(mail: Mail, now: number): Promise<MailToSend> {
  const from = sender(mail.from, [], "from");
  const [to, cc, bcc] = [recipients(mail.to, "to"), recipients(mail.cc, "cc"), recipients(mail.bcc, "bcc")];
  const everybody = [...to, ...cc, ...bcc];
  if (everybody.length === 0) throw new MailError('A message needs a recipient: to: "bob@contoso.com"');
  const headers = Object.entries(mail.headers ?? {})
    .filter(([name]) => name.toLowerCase() !== "message-id")
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  const givenId = Object.entries(mail.headers ?? {}).find(([name]) => name.toLowerCase() === "message-id")?.[1];
  const bytes = await composeMail({
    from,
    to,
    cc,
    subject: mail.subject ?? "A message from a test",
    text: mail.text ?? (mail.html === undefined ? "Sent by a test.\n" : undefined),
    html: mail.html,
    headers,
    attachments: mail.attachments?.map(({ filename, cid, ...rest }) => ({ ...rest, name: filename, contentId: cid })),
    messageId: givenId === undefined ? newMessageId(domainOf(from.address)) : String(givenId),
    date: now,
  });
  return { from: from.address, recipients: distinct(everybody), bytes };
}

/** Not a byte is changed but line ends, Bcc and what every client adds where it lacks: Message-ID and Date. */
function asItIs(mail: Mail, raw: string | Uint8Array, now: number): MailToSend {
  const extra = (["cc", "bcc", "subject", "text", "html", "headers", "attachments"] as const).find(
    (name) => mail[name] !== undefined,
  );
  if (extra) throw new MailError(`${extra} makes a message of its own; one that is given as raw is sent as it is`);
  const { headers: head, body } = splitMessage(withCrlf(Buffer.from(raw)));
  const headers = HeaderBlock.parse(head);
  const addressesOf = (name: string) => headers.all(name).flatMap(parseAddresses);
  const from = sender(mail.from, addressesOf("From"), "from");
  const named = recipients(mail.to, "to");
  const to = named.length > 0 ? named : [...addressesOf("To"), ...addressesOf("Cc"), ...addressesOf("Bcc")];
  if (to.length === 0) throw new MailError("The raw message names no recipient: give one as `to`");
  headers.remove("Bcc");
  if (!headers.has("Message-ID")) headers.append("Message-ID", newMessageId(domainOf(from.address)));
  if (!headers.has("Date")) headers.append("Date", formatRfc5322Date(now));
  const content = bodyContent(body);
  return {
    from: from.address,
    recipients: distinct(to),
    bytes: Buffer.concat([headers.toBuffer(), Buffer.from("\r\n"), content]),
  };
}

function sender(given: string | undefined, inHeader: readonly Address[], name: string): Address {
  const [from] = given === undefined ? inHeader : addresses([given], name);
  if (from) return from;
  throw new MailError('A message needs a sender: from: "alice@contoso.com"');
}

function recipients(given: string | readonly string[] | undefined, name: string): Address[] {
  return addresses(typeof given === "string" ? [given] : (given ?? []), name);
}

/** Each may hold several, "Bob <bob@contoso.com>, carol@contoso.com". */
export function addresses(values: readonly string[], name: string): Address[] {
  return values.flatMap((value) => {
    const parsed = parseAddresses(value);
    const bad = parsed.find(({ address }) => !/^[^\s@]+@[^\s@]+$/.test(address));
    if (bad || parsed.length === 0)
      throw new MailError(`${name} must be an address such as bob@contoso.com, not "${value}"`);
    return parsed;
  });
}

function distinct(list: readonly Address[]): string[] {
  return [...new Map(list.map(({ address }) => [address.toLowerCase(), address])).values()];
}

/** The wire has CRLF only. RFC 5321 §2.3.8 */
function withCrlf(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const ended = text.endsWith("\n") ? text : `${text}\n`;
  return Buffer.from(ended.replace(/\r\n|\r|\n/g, "\r\n"), "latin1");
}
