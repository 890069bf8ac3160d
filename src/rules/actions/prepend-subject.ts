// PrependSubject: text in front of the subject, whose own bytes stay as they are wherever RFC 2047 lets them.
import { decodeEncodedWords, encodeText, encodeWords } from "../../mime/encoded-word.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { editHeaders, type RuleAction } from "./rule-action.ts";

const MAX_LINE = 998; // RFC 5322 §2.1.1

export const prependSubject: RuleAction<string> = {
  parameter: "PrependSubject",
  apply(prefix, { item }) {
    editHeaders(item, (headers) => headers.set("Subject", prepended(prefix, rawSubject(headers))));
    return { effect: `"${prefix}" was put in front of the subject` };
  },
};

/** With its folding; "" where there is none. */
function rawSubject(headers: HeaderBlock): string {
  const field = headers.fields.find(({ name }) => name.toLowerCase() === "subject");
  return field === undefined ? "" : field.raw.slice(field.raw.indexOf(":") + 1).trim();
}

function prepended(prefix: string, raw: string): string {
  const whole = () => encodeText(`${prefix}${decodeEncodedWords(raw)}`.trim());
  const firstLine = raw.split("\r\n", 1)[0] ?? "";
  if (!isPrintable(raw.replaceAll("\r\n", "")) || firstLine.length + prefix.length > MAX_LINE - 20) return whole();
  const isPlain = isPrintable(prefix) && !prefix.includes("=?");
  // RFC 2047 §5 (1): a blank parts an encoded word from other text, and is text itself.
  if (isPlain && (prefix.endsWith(" ") || !raw.startsWith("=?"))) return `${prefix}${raw}`.trim();
  // RFC 2047 §6.2: between two encoded words it is none.
  return raw.startsWith("=?") ? `${encodeWords(prefix, "Q", "Subject: ".length)}\r\n ${raw}` : whole();
}

function isPrintable(text: string): boolean {
  return /^[\x20-\x7e\t]*$/.test(text);
}
