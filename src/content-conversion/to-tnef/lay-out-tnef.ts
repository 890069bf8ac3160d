// The MIME message around winmail.dat, as Exchange lays it out: real messages of 2019 to 2026. [MS-OXCMAIL]
import { isAscii } from "../../mime/charset.ts";
import { encodeText } from "../../mime/encoded-word.ts";
import { HeaderBlock, type HeaderField, makeField } from "../../mime/header-block.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { encoding } from "../../mime/transfer-encoding.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { encodingTnef } from "../../tnef/stream.ts";
import { writeMessage } from "../../tnef/write-message.ts";
import { CORRELATOR } from "../find-tnef.ts";
import type { MimeMessage } from "../mime-message.ts";
import { digest, messageIdOf } from "./conversation.ts";
import { OF_THE_BODY } from "./header-properties.ts";
import { encodingText } from "./long-text.ts";

/**
 * Legacy TNEF, never summary TNEF. `headers` stay where they are but for those that say what the body is.
 * @param text of the text/plain part, which stands first.
 */
export async function layOutTnef(headers: HeaderBlock, message: MapiMessage, text: string): Promise<MimeMessage> {
  const messageId = messageIdOf(headers);
  const boundary = boundaryOf(messageId);
  const correlated = withCorrelationKey(message, messageId);
  const stream = writeMessage(correlated, {
    key: keyOf(messageId),
    codepage: message.properties.number(TAG.PidTagMessageCodepage) ?? 1252,
    form: "exchange",
  });
  const winmail = await runInTurns(encoding(await runInTurns(encodingTnef(stream)), "base64"));
  const { charset, encoded, transferEncoding } = await encodeTextPart(text, message, boundary);
  const body = Buffer.concat([
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: text/plain; charset="${charset}"\r\n` +
        `Content-Transfer-Encoding: ${transferEncoding}\r\n\r\n`,
    ),
    encoded,
    Buffer.from(`\r\n--${boundary}\r\n${TNEF_PART_HEADER}\r\n`),
    winmail,
    Buffer.from(`\r\n\r\n--${boundary}--\r\n`),
  ]);
  return { headers: layOutHeaders(headers, message, messageId, boundary), body };
}

const TNEF_PART_HEADER = [
  'Content-Disposition: attachment; filename="winmail.dat"\r\n',
  "Content-Transfer-Encoding: base64\r\n",
  'Content-Type: application/ms-tnef; name="winmail.dat"\r\n',
].join("");

/** Exchange Online's are 61 characters long. */
const BOUNDARY_ID = 55;

function boundaryOf(messageId: string): string {
  const id = messageId.replace(/[^A-Za-z0-9]/g, "") || digest("boundary", messageId).toString("hex");
  return `_000_${id.slice(0, BOUNDARY_ID)}_`;
}

/** Not 0. */
function keyOf(messageId: string): number {
  return digest("TNEF key", messageId).readUInt16LE(0) || 1;
}

/** Recipients stand in the header block only; 0x007F is what X-MS-TNEF-Correlator says, and a NUL. [MS-OXCMAIL] §2.1.3.2.26 */
function withCorrelationKey({ properties, attachments }: MapiMessage, messageId: string): MapiMessage {
  const inHeader: ReadonlySet<number> = new Set([
    TAG.PidTagDisplayTo.id,
    TAG.PidTagDisplayCc.id,
    TAG.PidTagDisplayBcc.id,
    TAG.PidTagTnefCorrelationKey.id,
  ]);
  const key = new PropertyBag().set(TAG.PidTagTnefCorrelationKey, Buffer.from(`${messageId}\0`, "latin1"));
  const rest = properties.list.filter(({ id }) => !inHeader.has(id));
  return { properties: new PropertyBag([...key.list, ...rest], properties.codepage), recipients: [], attachments };
}

interface TextPart {
  readonly charset: string;
  readonly encoded: Buffer;
  readonly transferEncoding: "quoted-printable" | "base64";
}

/** In the message's own charset where that is usual and holds the text, else utf-8. */
async function encodeTextPart(text: string, message: MapiMessage, boundary: string): Promise<TextPart> {
  const own = CHARSETS[message.properties.number(TAG.PidTagInternetCodepage) ?? 0];
  const inOwn = own && (await runInTurns(encodingText(text, own)));
  const bytes = inOwn || Buffer.from(text, "utf8");
  const charset = isAscii(bytes) ? "us-ascii" : own && inOwn ? own : "utf-8";
  // Base64 has no dashes: no line can be taken for a delimiter.
  const isQuoted = (charset === "us-ascii" || charset === "iso-8859-1") && !text.includes(boundary);
  const transferEncoding = isQuoted ? "quoted-printable" : "base64";
  return { charset, encoded: await runInTurns(encoding(bytes, transferEncoding)), transferEncoding };
}

/** By code page. */
const CHARSETS: Readonly<Record<number, string>> = {
  936: "gb2312",
  950: "big5",
  1252: "iso-8859-1",
  28591: "iso-8859-1",
};

/** Order as Exchange has it: topic and index behind the subject, the correlator ahead of the Content-Type. */
function layOutHeaders(headers: HeaderBlock, message: MapiMessage, messageId: string, boundary: string): HeaderBlock {
  const { properties } = message;
  const laidOut = new HeaderBlock(headers.fields.map(withLineEnd));
  laidOut.removeWhere(({ name }) => OF_THE_BODY.test(name) && name.toLowerCase() !== "content-type");
  laidOut.set("Content-Type", `multipart/mixed;\r\n\tboundary="${boundary}"`);
  if (!laidOut.has("MIME-Version")) laidOut.insertAfter("Content-Type", "MIME-Version", "1.0");
  const topic = properties.text(TAG.PidTagConversationTopic);
  if (topic) putBehind(laidOut, ["Subject"], "Thread-Topic", encodeText(topic, "Thread-Topic: ".length));
  const index = properties.binary(TAG.PidTagConversationIndex);
  if (index) putBehind(laidOut, ["Thread-Topic", "Subject"], "Thread-Index", index.toString("base64"));
  const hasAttachment = makeField("X-MS-Has-Attach", message.attachments.length > 0 ? "yes" : "");
  // The bytes of the Message-ID, whatever they are: the key inside has the same.
  const correlator = { name: CORRELATOR, raw: `${CORRELATOR}: ${messageId}\r\n` };
  return putAheadOfContentType(laidOut, [hasAttachment, correlator]);
}

/** Where it is already it stays. A message without a subject has it behind From. */
function putBehind(headers: HeaderBlock, places: readonly string[], name: string, value: string): void {
  if (headers.has(name)) return;
  headers.insertAfter(places.find((place) => headers.has(place)) ?? "From", name, value);
}

/** In their place where they are there already. */
function putAheadOfContentType(headers: HeaderBlock, added: readonly HeaderField[]): HeaderBlock {
  const missing = new Map(added.map((field) => [field.name.toLowerCase(), field]));
  const replaced = headers.fields.flatMap((field) => {
    const name = field.name.toLowerCase();
    if (!added.some((one) => one.name.toLowerCase() === name)) return [field];
    const first = missing.get(name);
    missing.delete(name);
    return first ? [first] : [];
  });
  const at = replaced.findIndex(({ name }) => name.toLowerCase() === "content-type");
  return new HeaderBlock(replaced.toSpliced(at, 0, ...missing.values()));
}

/** The last field of a header block without a blank line may lack its own. */
const withLineEnd = (field: HeaderField): HeaderField =>
  field.raw.endsWith("\n") ? field : { name: field.name, raw: `${field.raw}\r\n` };
