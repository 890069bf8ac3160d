// Writes winmail.dat in another transfer encoding or line length, as hosts do that decode and encode every attachment.
// The bytes inside and all else of the message stay.
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { replaceField } from "../edit-headers.ts";
import { applyEdits, type Edit, editPart } from "../rewrite/edits.ts";
import { encodingBase64Lines, encodingBinaryQuotedPrintable } from "../tnef/binary-encoding.ts";
import { decodingWinmail, findingTnef } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

/** Line length of base64, a multiple of four up to 76 (RFC 2045 §6.8), or quoted-printable. */
export type WinmailEncoding = number | "quoted-printable";

/** PEM's line length, RFC 7468 §2: what some libraries use for mail too. */
export const WINMAIL_WIDTH = 64;

export function reEncodeWinmail(encoding: WinmailEncoding = WINMAIL_WIDTH): Behaviour {
  return { name: "re-encode-winmail", needs: "message", apply: (message) => runInTurns(reEncoding(message, encoding)) };
}

function* reEncoding(message: RelayedMessage, chosen: WinmailEncoding): Steps<void> {
  const { root, found } = yield* findingTnef(message);
  const { notes } = message.fate;
  const edits: Edit[] = [];
  for (const { part } of found) {
    const tnef = yield* decodingWinmail(part, message.body);
    if (!tnef) {
      notes.push("winmail.dat not encoded anew: its transfer encoding is not known");
      continue;
    }
    const encoding = chosen === "quoted-printable" ? chosen : "base64";
    const body =
      chosen === "quoted-printable"
        ? yield* encodingBinaryQuotedPrintable(tnef)
        : yield* encodingBase64Lines(tnef, chosen);
    const isSaid = part.headers.get("Content-Transfer-Encoding")?.toLowerCase() === encoding;
    const headers = isSaid ? part.headers : replaceField(part.headers, "Content-Transfer-Encoding", encoding);
    edits.push(...editPart(message, part, root, { headers, body, encoding }));
    notes.push(`winmail.dat encoded anew: ${chosen === encoding ? encoding : `${encoding}, lines of ${chosen}`}`);
  }
  message.body = applyEdits(message.body, edits);
}
