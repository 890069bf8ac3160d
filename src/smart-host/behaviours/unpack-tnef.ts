// Turns TNEF into MIME, as a signature service offers that can sign HTML only: the text beside winmail.dat stays as it is
// and gets the HTML beside it, files and messages inside follow. X-MS-TNEF-Correlator stays; nothing belongs to it then.

import { findBodyParts } from "../../mime/editing/body-parts.ts";
import { foldedValue } from "../../mime/editing/edit-headers.ts";
import { applyEdits, type Edit } from "../../mime/editing/edits.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { splitMessage } from "../../mime/message.ts";
import type { MimePart } from "../../mime/structure.ts";
import { type NewBoundary, randomBoundary } from "../rewrite/rewrite-message.ts";
import { writeMultipart } from "../tnef/entity.ts";
import { removal, withType } from "../tnef/remove.ts";
import { unpacking } from "../tnef/unpack.ts";
import { findingTnef, readingWinmail, type Winmail } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export function unpackTnef(newBoundary: NewBoundary = randomBoundary): Behaviour {
  return {
    name: "unpack-tnef",
    needs: "message",
    apply: (message) => runInTurns(unpackingMessage(message, newBoundary)),
  };
}

/** Only the first stream is the message's; others are attachments like any. */
function* unpackingMessage(message: RelayedMessage, newBoundary: NewBoundary): Steps<void> {
  const { root, found } = yield* findingTnef(message);
  const [winmail] = found;
  if (!winmail) return;
  const tnef = yield* readingWinmail(winmail.part, message.body);
  if (typeof tnef === "string" || root.isTruncated) {
    message.fate.notes.push(`TNEF not unpacked: ${typeof tnef === "string" ? tnef : "too many parts"}`);
    return;
  }
  const { text, html } = winmail.parent ? findBodyParts(winmail.parent) : {};
  // HTML that stands in the message already is what the sender's server made of the same text.
  const beside = { text: text && message.body.subarray(text.start, text.end), hasHtml: html !== undefined };
  const { body, attachments, lost, flaw } = yield* unpacking(tnef.message, newBoundary, beside);
  const parts = body ? [body, ...attachments] : attachments;
  if (winmail.part === root) replaceRoot(message, parts, newBoundary);
  else if (text && body) {
    const wrapped = { start: text.start, end: text.end, bytes: body };
    message.body = applyEdits(message.body, [wrapped, replacement(message.body, winmail, attachments)]);
  } else message.body = applyEdits(message.body, [replacement(message.body, winmail, parts)]);
  if (flaw !== undefined) message.fate.notes.push(`RTF not unpacked: ${flaw}`);
  message.fate.notes.push(`TNEF unpacked${lost === 0 ? "" : `; attachments without bytes, left out: ${lost}`}`);
}

function replacement(body: Buffer, winmail: Winmail, parts: readonly Buffer[]): Edit {
  if (parts.length === 0) return removal(winmail);
  const { part, parent, index } = winmail;
  const delimiter = parent?.delimiters[index];
  const between = Buffer.concat([Buffer.from("\r\n"), body.subarray(delimiter?.start ?? 0, delimiter?.end ?? 0)]);
  const bytes = Buffer.concat(parts.flatMap((each, place) => (place === 0 ? [each] : [between, each])));
  return { start: part.start, end: part.end, bytes: endsMessage(part, body) ? Buffer.concat([bytes, CRLF]) : bytes };
}

const CRLF = Buffer.from("\r\n");

/** Of a multipart that never ends. */
const endsMessage = (part: MimePart, body: Buffer): boolean => part.end === body.length;

function replaceRoot(message: RelayedMessage, parts: readonly Buffer[], newBoundary: NewBoundary): void {
  if (parts.length === 0) {
    message.headers = withType(message.headers);
    message.body = CRLF;
    return;
  }
  const { headers, body } = splitMessage(writeMultipart("mixed", parts, newBoundary));
  message.headers = withType(message.headers, foldedValue(HeaderBlock.parse(headers), "Content-Type"));
  message.body = Buffer.concat([body, CRLF]);
}
