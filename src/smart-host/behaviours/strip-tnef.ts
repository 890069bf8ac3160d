// Removes winmail.dat, as content scanners remove an attachment they do not let pass: the text beside it stays, the
// multipart around it too, and so does the X-MS-TNEF-Correlator field, of which a scanner knows nothing.
import type { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { replaceField } from "../edit-headers.ts";
import { applyEdits, type Edit } from "../rewrite/edits.ts";
import { findingTnef, isTnef, type Winmail } from "../tnef/winmail.ts";
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
    message.headers = withoutContent(root.headers);
    message.body = Buffer.from("\r\n");
  } else message.body = applyEdits(message.body, found.map(removal));
  message.fate.notes.push("TNEF removed");
}

/** From its delimiter line to the next. */
function removal({ part, parent, index }: Winmail): Edit {
  // RFC 2046 §5.1.1: a multipart has one part at least, so an empty text stands for the first.
  if (index === 0 && parent?.parts.every(isTnef)) {
    return { start: part.start, end: part.end, bytes: Buffer.from(`Content-Type: ${EMPTY_TEXT}\r\n\r\n`) };
  }
  const start = parent?.delimiters[index]?.start ?? part.start;
  return { start, end: parent?.delimiters[index + 1]?.start ?? part.end, bytes: Buffer.alloc(0) };
}

const EMPTY_TEXT = "text/plain; charset=us-ascii";

function withoutContent(headers: HeaderBlock): HeaderBlock {
  const edited = replaceField(headers, "Content-Type", EMPTY_TEXT);
  edited.removeWhere((field) => /^content-(transfer-encoding|disposition|description|id)$/i.test(field.name));
  return edited;
}
