// Removes winmail.dat, as content scanners remove an attachment they do not let pass: the text beside it stays, the
// multipart around it too, and so does the X-MS-TNEF-Correlator field, of which a scanner knows nothing.

import { applyEdits } from "../../mime/editing/edits.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { removal, withType } from "../tnef/remove.ts";
import { findingTnef } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export function stripTnef(): Behaviour {
  return { name: "strip-tnef", needs: "message", apply: (message) => runInTurns(stripping(message)) };
}

function* stripping(message: RelayedMessage): Steps<void> {
  const { root, found } = yield* findingTnef(message);
  if (found.length === 0) return;
  if (root.isTruncated) {
    message.fate.notes.push("TNEF not removed: too many parts");
    return;
  }
  if (found[0]?.part === root) {
    message.headers = withType(root.headers);
    message.body = Buffer.from("\r\n");
  } else message.body = applyEdits(message.body, found.map(removal));
  message.fate.notes.push("TNEF removed");
}
