// A message without what people wrote: structure, field names, sizes and what recall goes by stay as they were. Works on
// bytes as Latin-1, so that nothing changes its length.
import type { Names } from "./names.ts";

/** Kept but for addresses and hosts. RFC 5322 §3.6, RFC 2045; a name that ends with - stands for all that begin so. */
const KEPT = [
  ...["message-id", "references", "in-reply-to", "resent-message-id", "date", "mime-version", "content-", "received"],
  ...["return-path", "thread-index", "x-ms-", "auto-submitted", "precedence", "list-", "arc-", "dkim-signature"],
  ...["original-recipient", "final-recipient", "action", "status", "diagnostic-code", "reporting-mta", "remote-mta"],
];
const ADDRESSED = new Set(["from", "to", "cc", "bcc", "sender", "reply-to", "disposition-notification-to"]);
const HOLDS_FIELDS = /^\s*(?:message\/|text\/rfc822-headers)/i;
const ENCODED_WORD = /(=\?[^?\s]+\?([BQ])\?)([^?\s]*)(\?=)/gi;
const ADDRESS = /[^\s<>",;:()]+@[^\s<>",;:()]+/g;

export function redactMessage(content: Buffer, names: Names, loopHeader: string): Buffer {
  const text = content.toString("latin1");
  const boundaries = new Set([...text.matchAll(/\bboundary="?([^"\s;]+)/gi)].map(([, boundary]) => `--${boundary}`));
  const state = { isHeader: true, field: "", encoding: "", holdsFields: false };
  const lines = text.split(/(\r?\n)/).map((line, index) => {
    if (index % 2 === 1) return line;
    if (boundaries.has(line.trimEnd().replace(/--$/, "")) || boundaries.has(line.trimEnd())) {
      Object.assign(state, { isHeader: true, field: "", encoding: "", holdsFields: false });
      return line;
    }
    if (!state.isHeader) return redactBodyLine(line, state.encoding);
    if (line === "") {
      state.isHeader = state.holdsFields;
      state.holdsFields = false;
      return line;
    }
    if (!/^[ \t]/.test(line)) state.field = /^([!-9;-~]+)[ \t]*:/.exec(line)?.[1]?.toLowerCase() ?? "";
    if (state.field === "content-transfer-encoding" && line.includes(":"))
      state.encoding = afterColon(line).trim().toLowerCase();
    if (state.field === "content-type" && line.includes(":")) state.holdsFields = HOLDS_FIELDS.test(afterColon(line));
    const at = /^[ \t]/.test(line) ? 0 : line.indexOf(":") + 1;
    return line.slice(0, at) + redactValue(state.field, line.slice(at), names, loopHeader);
  });
  return Buffer.from(lines.join(""), "latin1");
}

const afterColon = (line: string): string => line.slice(line.indexOf(":") + 1);

/** Of a header field, or a line of one. */
export function redactValue(field: string, value: string, names: Names, loopHeader: string): string {
  const name = field.toLowerCase();
  if (name === loopHeader.toLowerCase()) return value;
  if (ADDRESSED.has(name)) return betweenAddresses(value, names);
  if (!KEPT.some((kept) => (kept.endsWith("-") ? name.startsWith(kept) : name === kept))) return cover(value);
  // An encoded word hides an address from whoever looks for one.
  const shown = names.hide(value.replace(ENCODED_WORD, (word) => cover(word)));
  if (!name.startsWith("content-")) return shown;
  // Names of files, and what a description says.
  if (name === "content-description") return cover(value);
  return shown.replace(
    /\b(name|filename)(\*?\d*\*?=)("[^"]*"|[^\s;]+)/gi,
    (_, key, sign, file) => key + sign + cover(file),
  );
}

function betweenAddresses(value: string, names: Names): string {
  let [end, redacted] = [0, ""];
  for (const { 0: address, index } of value.matchAll(ADDRESS)) {
    redacted += cover(value.slice(end, index)) + names.hide(address);
    end = index + address.length;
  }
  return redacted + cover(value.slice(end));
}

/** Every letter and digit becomes an x; encoded words stay ones that decode. RFC 2047 §2 */
export function cover(text: string): string {
  let [end, covered] = [0, ""];
  for (const { 0: word, 1: head = "", 2: kind = "", 3: payload = "", 4: tail = "", index } of text.matchAll(
    ENCODED_WORD,
  )) {
    covered += coverLetters(text.slice(end, index));
    covered += head + (kind.toUpperCase() === "B" ? coverBase64(payload) : coverQuoted(payload)) + tail;
    end = index + word.length;
  }
  return covered + coverLetters(text.slice(end));
}

function redactBodyLine(line: string, encoding: string): string {
  if (encoding === "base64") return coverBase64(line);
  return encoding === "quoted-printable" ? coverQuoted(line) : coverLetters(line);
}

const coverLetters = (text: string): string =>
  text.replace(/[\p{L}\p{N}\x80-\xff]/gu, (letter) => "x".repeat(letter.length));
const coverQuoted = (text: string): string =>
  text.replace(/=[0-9A-F]{2}|[\p{L}\p{N}]/giu, (part) => (part.length === 3 ? "=78" : "x"));
/** "xxx" again and again. RFC 2045 §6.8 */
const coverBase64 = (text: string): string =>
  text.replace(/[A-Za-z0-9+/]/g, (_, index: number) => "eHh4"[index % 4] as string);
