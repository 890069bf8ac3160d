// Takes winmail.dat out of a message.

import { replaceField } from "../../mime/editing/edit-headers.ts";
import type { Edit } from "../../mime/editing/edits.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { isTnef, type Winmail } from "./winmail.ts";

const EMPTY_TEXT = "text/plain; charset=us-ascii";

/** From its delimiter line to the next. */
export function removal({ part, parent, index }: Winmail): Edit {
  // RFC 2046 §5.1.1: a multipart has one part at least, so an empty text stands for the first.
  if (index === 0 && parent?.parts.every(isTnef)) {
    return { start: part.start, end: part.end, bytes: Buffer.from(`Content-Type: ${EMPTY_TEXT}\r\n\r\n`) };
  }
  const start = parent?.delimiters[index]?.start ?? part.start;
  return { start, end: parent?.delimiters[index + 1]?.start ?? part.end, bytes: Buffer.alloc(0) };
}

/** The header block of a message that was nothing else; its content is of that type, and plain. */
export function withType(headers: HeaderBlock, type = EMPTY_TEXT): HeaderBlock {
  const edited = replaceField(headers, "Content-Type", type);
  edited.removeWhere((field) => /^content-(transfer-encoding|disposition|description|id)$/i.test(field.name));
  return edited;
}
