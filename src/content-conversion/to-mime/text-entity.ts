// A text body as a MIME entity: its charset, and how that is made fit for transport. Set-RemoteDomain; [MS-OXCMAIL] §2.2
import { encodeText, isAscii } from "../../mime/charset.ts";
import { makeField } from "../../mime/header-block.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { encoding } from "../../mime/transfer-encoding.ts";
import type { MimeFormat } from "../../organization/organization.ts";
import { encodingText } from "../to-tnef/long-text.ts";
import type { Boundaries, Entity } from "./entity.ts";
import { isSevenBit } from "./seven-bit.ts";

export type TextSubtype = "plain" | "html";

export interface TextLayout {
  readonly format: MimeFormat;
  /** Of the message, where it names one. */
  readonly charset: string | undefined;
  readonly boundaries: Boundaries;
}

/** @param isWhole no other part stands beside it: its last line must end, though the text doesn't */
export async function textEntity(
  subtype: TextSubtype,
  text: string,
  isWhole: boolean,
  { format, charset: own, boundaries }: TextLayout,
): Promise<Entity> {
  const { charset, bytes } = await encodeBody(text, own ?? format.characterSet ?? "utf-8", subtype);
  const wanted = isSevenBitCharset(charset) ? encoderFor(subtype, format) : encoderOf(charset);
  const isSafe = !bytes.includes(boundaries.root);
  const chosen = wanted === "7bit" && !(await runInTurns(isSevenBit(bytes))) ? "quoted-printable" : wanted;
  const transferEncoding = isSafe ? chosen : "base64";
  const encoded = await runInTurns(encoding(bytes, transferEncoding));
  const endsLine = encoded.length === 0 || encoded.at(-1) === LF;
  return {
    fields: [
      makeField("Content-Type", `text/${subtype}; charset="${charset}"`),
      makeField("Content-Transfer-Encoding", transferEncoding),
    ],
    // A soft break ends the line and not the text: real recall requests do so.
    content: !isWhole || endsLine ? [encoded] : [encoded, Buffer.from(END[transferEncoding])],
  };
}

type Encoder = "7bit" | "quoted-printable" | "base64";

const END: Readonly<Record<Encoder, string>> = { "7bit": "\r\n", "quoted-printable": "=\r\n", base64: "\r\n" };
const LF = 0x0a;

/** Text that is ASCII is called so; what the charset can't hold is in utf-8. */
async function encodeBody(text: string, wanted: string, subtype: TextSubtype) {
  const named = subtype === "html" ? withCharset(text, wanted) : text;
  const bytes = await runInTurns(encodingText(named, wanted));
  // To its encoder U+FFFD is a byte of us-ascii.
  if (!bytes || (wanted === "us-ascii" && !isAscii(bytes))) {
    const unicode = subtype === "html" ? withCharset(text, "utf-8") : text;
    return { charset: "utf-8", bytes: Buffer.from(unicode, "utf8") };
  }
  return isAscii(bytes) && canBeAscii(wanted) ? { charset: "us-ascii", bytes } : { charset: wanted, bytes };
}

/** In UTF-7 and the like bytes of ASCII may mean something else. */
function canBeAscii(charset: string): boolean {
  return !/^(?:utf-7|hz|iso-2022)/i.test(charset);
}

/** How far HTML is searched for what it says of its charset, characters. */
const HEAD = 4096;

/** HTML says itself what its charset is, and readers of the saved file believe it. */
function withCharset(html: string, charset: string): string {
  const head = html.slice(0, HEAD);
  const replaced = head.replace(/(<meta\s[^>]{0,200}?charset\s*=\s*["']?)[\w:.-]{1,40}/gi, `$1${charset}`);
  return replaced === head ? html : replaced + html.slice(HEAD);
}

const isSevenBitCharset = (charset: string): boolean => charset === "us-ascii" || !canBeAscii(charset);

/** ByteEncoderTypeFor7BitCharsets; the "Detect" forms leave plain text as it is where lines are wrapped. */
function encoderFor(subtype: TextSubtype, { byteEncoderTypeFor7BitCharsets: type, lineWrapSize }: MimeFormat): Encoder {
  const isWrapped = lineWrapSize !== "Unlimited" && lineWrapSize !== 0;
  if (type === "Use7Bit") return "7bit";
  if (subtype === "plain" && (type.endsWith("7BitTextPlain") || (type.endsWith("DetectTextPlain") && isWrapped)))
    return "7bit";
  return type.startsWith("UseBase64") ? "base64" : "quoted-printable";
}

/** As Exchange does: quoted-printable where a byte is a character. */
function encoderOf(charset: string): Encoder {
  return /^(?:iso-8859|windows-|koi8|us-ascii|macintosh)/i.test(charset) ? "quoted-printable" : "base64";
}

/** Whether the charset is one that text can be written in. */
export function isWritable(charset: string): boolean {
  return encodeText("", charset) !== undefined;
}
