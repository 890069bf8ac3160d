// A message as a client gives it to sendMail, as base64 of MIME. Microsoft Graph: user: sendMail, "Send in MIME format"
import type { Context } from "hono";
import { parseAddresses } from "../../../mime/address.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../../mime/in-turns.ts";
import { toCrlf } from "../../../mime/message.ts";
import { isAddress } from "../../../organization/address.ts";
import { HttpError } from "../../http-error.ts";
import { bodyChunks } from "../../request-body.ts";
import { invalidRecipient } from "./message-input.ts";

/** Line ends are made CRLF: who encodes a file often has others. */
export async function readMime(c: Context, maxMessageBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let rest = "";
  let ended = false;
  // Four characters for three bytes, and line ends between them.
  for await (const chunk of bodyChunks(c, Math.ceil(maxMessageBytes * 1.4) + 4096)) {
    const text = rest + Buffer.from(chunk).toString("latin1").replace(/\s+/g, "");
    const whole = text.length - (text.length % 4);
    if (ended && text !== "") throw notBase64();
    const group = text.slice(0, whole);
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(group)) throw notBase64();
    ended = group.endsWith("=");
    chunks.push(Buffer.from(group, "base64"));
    rest = text.slice(whole);
  }
  if (rest !== "") throw notBase64();
  return runInTurns(withCrlf(Buffer.concat(chunks)));
}

/** P1 of a message that comes without an envelope: everybody in To, Cc and Bcc. RFC 6409 §8 leaves it to the client. */
export function recipientsOf(headers: HeaderBlock): string[] {
  const fields = ["To", "Cc", "Bcc"].flatMap((name) => headers.all(name));
  return fields.flatMap(parseAddresses).map(({ address }) => {
    if (!isAddress(address)) throw invalidRecipient(address);
    return address;
  });
}

function notBase64(): HttpError {
  return new HttpError(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
}

const PIECE = 65_536;

function* withCrlf(bytes: Buffer): Steps<Buffer> {
  const pieces: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lf = bytes.indexOf(0x0a, start + PIECE);
    const end = lf < 0 ? bytes.length : lf + 1;
    const piece = bytes.toString("latin1", start, end);
    pieces.push(/(?<!\r)\n|\r(?!\n)/.test(piece) ? Buffer.from(toCrlf(piece), "latin1") : bytes.subarray(start, end));
    start = end;
    yield;
  }
  return Buffer.concat(pieces);
}
