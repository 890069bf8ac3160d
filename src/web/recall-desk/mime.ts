// The message that replaces a recalled one, as MIME: Graph's recall takes it in no other form. RFC 5322, RFC 2047

export interface Draft {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export function mimeOf({ from, to, subject, text }: Draft): string {
  const body = base64Of(text.replace(/\r\n|\r|\n/g, "\r\n")).replace(/.{76}(?=.)/g, "$&\r\n");
  return [
    `From: ${from}`,
    `To: ${to.join(",\r\n ")}`,
    `Subject: ${encodedWords(subject.replace(/[\r\n]+/g, " "))}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    body,
    "",
  ].join("\r\n");
}

/** Bytes of one word before base64: the word stays within 75 characters. RFC 2047 §2 */
const WORD_BYTES = 45;
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text) && !text.includes("=?");

function encodedWords(text: string): string {
  if (isPlain(text) && text.length < 900) return text;
  const words: string[] = [];
  let word = "";
  // Characters stay whole.
  for (const character of text) {
    if (new TextEncoder().encode(word + character).length > WORD_BYTES) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((one) => `=?utf-8?B?${base64Of(one)}?=`).join("\r\n ");
}

export function base64Of(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** "bob@contoso.com, all@contoso.com; ann@fabrikam.com" */
export const addressesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((one) => one.replace(/^<|>$/g, ""))
      .filter((one) => one !== ""),
  ),
];
