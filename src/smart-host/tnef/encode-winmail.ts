// New bytes for winmail.dat in the transfer encoding that it has, or in another one.

import { replaceField } from "../../mime/editing/edit-headers.ts";
import type { PartContent } from "../../mime/editing/edits.ts";
import type { Steps } from "../../mime/in-turns.ts";
import type { MimePart } from "../../mime/structure.ts";
import { transferEncodingOf } from "../../mime/transfer-encoding.ts";
import { encodingBase64Lines, encodingBinaryQuotedPrintable } from "./binary-encoding.ts";

/** Line length of base64, a multiple of four up to 76 (RFC 2045 §6.8), or quoted-printable. */
export type WinmailEncoding = number | "quoted-printable";

export function* encodingWinmail(tnef: Buffer, part: MimePart, chosen: WinmailEncoding): Steps<PartContent> {
  const encoding = chosen === "quoted-printable" ? chosen : "base64";
  const isSaid = part.headers.get("Content-Transfer-Encoding")?.toLowerCase() === encoding;
  const body =
    chosen === "quoted-printable"
      ? yield* encodingBinaryQuotedPrintable(tnef)
      : yield* encodingBase64Lines(tnef, chosen);
  return {
    headers: isSaid ? part.headers : replaceField(part.headers, "Content-Transfer-Encoding", encoding),
    body,
    encoding,
  };
}

/** As it stands; what is neither becomes base64. */
export function winmailEncodingOf(part: MimePart): WinmailEncoding {
  return transferEncodingOf(part.headers) === "quoted-printable" ? "quoted-printable" : 76;
}
