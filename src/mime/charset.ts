// Text in the charset of a MIME part, strictly: an unknown charset, or text that it cannot hold, is said and not guessed.
import iconv from "iconv-lite";

/** Undefined where the charset is unknown. Bytes that mean nothing in it become U+FFFD. */
export function decodeText(bytes: Buffer, charset: string): string | undefined {
  if (isIconvCharset(charset)) return iconv.decode(bytes, charset);
  try {
    // iconv-lite lacks iso-2022-jp.
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined where the charset is unknown or cannot hold the text. */
export function encodeText(text: string, charset: string): Buffer | undefined {
  if (!isIconvCharset(charset)) return undefined;
  const bytes = iconv.encode(text, charset, { addBOM: false });
  return iconv.decode(bytes, charset, { stripBOM: false }) === text ? bytes : undefined;
}

export function canEncode(text: string, charset: string): boolean {
  return encodeText(text, charset) !== undefined;
}

/** Each ASCII character is its own byte, and no other character has one of these bytes but letters and digits. */
export function isAsciiCompatible(charset: string): boolean {
  const name = charset.toLowerCase();
  let known = asciiCompatible.get(name);
  if (known === undefined) {
    // Stateful or wide ones pass no test by probe; RFC 2152, RFC 1468, RFC 1843.
    known = !/^(cs)?(utf-?(7|16|32)|ucs-?[24]|unicode|iso-?2022|hz|ibm0?37|ebcdic)/.test(name);
    known &&= (decodeText(Buffer.from(PROBE, "latin1"), charset) ?? PROBE) === PROBE;
    if (asciiCompatible.size < 1000) asciiCompatible.set(name, known);
  }
  return known;
}

/** The nearest that the charset can hold: accents fall, letters of other scripts are spelled, the rest is "?". */
export function transliterate(text: string, charset: string): string {
  let result = "";
  for (const character of text.toWellFormed()) result += transliterateCharacter(character, charset);
  return result;
}

export function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) > 0x7f) return false;
  return true;
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const PROBE = "\t\r\n \"'&/:;<=>-_.0123456789ABCXYZabcxyz";
const asciiCompatible = new Map<string, boolean>();

/** iconv-lite also takes Node's own names, which are no charsets. */
function isIconvCharset(charset: string): boolean {
  return !/^(base64|hex|binary|internal)/i.test(charset) && iconv.encodingExists(charset);
}

function transliterateCharacter(character: string, charset: string): string {
  if (character <= "\x7f") return character;
  if (canEncode(character, charset)) return character;
  const lower = character.toLowerCase();
  const spelled = SPELLED.get(lower);
  if (spelled !== undefined) {
    return character === lower ? spelled : spelled.charAt(0).toUpperCase() + spelled.slice(1);
  }
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
  return bare !== "" && canEncode(bare, charset) ? bare : "?";
}

/** Each item is a character and how it is spelled; what is not here falls to its NFKD form. */
const SPELLED = new Map(
  [
    '€EUR £GBP “" ”" „" «" »" ‘\' ’\' ‚\' –- —- ‐- ‑- −- •* ·* ©(c) ®(r) \u200b \ufeff',
    "ßss æae œoe øo łl đd ðd þth ıi",
    "аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya",
    "іi їyi єye ґg",
  ]
    .flatMap((line) => line.split(" "))
    .map((item) => [item.charAt(0), item.slice(1)] as const),
);
