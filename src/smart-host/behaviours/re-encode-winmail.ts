// Writes winmail.dat in another transfer encoding or line length, as hosts do that decode and encode every attachment.
// The bytes inside and all else of the message stay.

import { applyEdits, type Edit, editPart } from "../../mime/editing/edits.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { encodingWinmail, type WinmailEncoding } from "../tnef/encode-winmail.ts";
import { decodingWinmail, findingTnef } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

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
    edits.push(...editPart(message, part, root, yield* encodingWinmail(tnef, part, chosen)));
    notes.push(`winmail.dat encoded anew: ${typeof chosen === "number" ? `base64 in lines of ${chosen}` : chosen}`);
  }
  message.body = applyEdits(message.body, edits);
}
