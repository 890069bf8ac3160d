// Mailbox addresses in header fields. RFC 5322 §3.4, read tolerantly; names as RFC 2047, addresses as RFC 6532.
import { domainToASCII } from "node:url";
import addressparser from "nodemailer/lib/addressparser";
import { decodeEncodedWords, decodeRawText, encodeText } from "./encoded-word.ts";

export interface Address {
  /** Display name, decoded; "" where there is none. */
  readonly name: string;
  readonly address: string;
}

/** Reads From, To and their like from HeaderBlock.get(). Group members count, an entry without an address does not. */
export function parseAddresses(value: string): Address[] {
  // RFC 2047 §6.2: words are decoded after the structure was read, so that a comma in a word parts nothing.
  return addressparser(decodeRawText(value), { flatten: true })
    .filter(({ address }) => address !== "")
    .map(({ name, address }) => ({ name: name.includes("=?") ? decodeEncodedWords(name) : name, address }));
}

/** `"Alice" <alice@contoso.com>`, as Exchange writes it; the bare address where there is no name. */
export function formatAddress({ name, address }: Address): string {
  const spec = safeAddress(address);
  const phrase = name.replace(/[\x00-\x1f\x7f]+/g, " ").trim();
  if (phrase === "") return spec;
  const encoded = encodeText(phrase);
  if (encoded === phrase) return `"${phrase.replace(/["\\]/g, "\\$&")}" <${spec}>`;
  const lastLine = encoded.length - encoded.lastIndexOf("\n");
  return `${encoded}${lastLine + spec.length > 70 ? "\r\n" : ""} <${spec}>`;
}

const ADDR_SPEC =
  /^(?:"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*"|[^\s<>(),;:"\\[\]@\x00-\x1f\x7f]+)@[^\s<>(),;"\\@\x00-\x1f\x7f]+$/;

/** An address that can't end its angle brackets or begin another one. */
function safeAddress(address: string): string {
  return ADDR_SPEC.test(address) ? address : address.replace(/[\s<>(),;:"\\\x00-\x1f\x7f]/g, "");
}

/** Exchange compares local parts without case; domains may be in U-label or A-label form (RFC 5890 §2.3.2.1). */
export function isSameAddress(a: string, b: string): boolean {
  return a === b || comparable(a) === comparable(b);
}

/** Lower case; "" where there is no domain. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? "" : address.slice(at + 1).toLowerCase();
}

function comparable(address: string): string {
  const text = address.normalize("NFC").toLowerCase();
  const at = text.lastIndexOf("@");
  if (at < 0 || /^[\x00-\x7f]*$/.test(text.slice(at))) return text;
  return `${text.slice(0, at)}@${domainToASCII(text.slice(at + 1)) || text.slice(at + 1)}`;
}
