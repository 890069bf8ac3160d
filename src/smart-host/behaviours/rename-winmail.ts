// Gives winmail.dat another file name, as gateways do that number attachments; with a type also another media type, as
// those do that know no application/ms-tnef. The bytes inside stay.

import { withParameter } from "../../mime/content-type.ts";
import { foldedValue, replaceField } from "../../mime/editing/edit-headers.ts";
import { applyEdits, type Edit } from "../../mime/editing/edits.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import type { MimePart } from "../../mime/structure.ts";
import { findingTnef } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export interface RenameOptions {
  readonly fileName?: string;
  /** Media type; as it came where it is missing. */
  readonly type?: string;
}

export const RENAMED_WINMAIL = "ATT00001.dat";

export function renameWinmail(options: RenameOptions = {}): Behaviour {
  return { name: "rename-winmail", needs: "message", apply: (message) => runInTurns(renaming(message, options)) };
}

function* renaming(message: RelayedMessage, options: RenameOptions): Steps<void> {
  const { root, found } = yield* findingTnef(message);
  const edits: Edit[] = [];
  for (const { part } of found) {
    const headers = renamed(part, options);
    if (part === root) message.headers = headers;
    else edits.push({ start: part.start, end: part.headersEnd, bytes: headers.toBuffer() });
    message.fate.notes.push(`winmail.dat is now ${options.fileName ?? RENAMED_WINMAIL}`);
  }
  message.body = applyEdits(message.body, edits);
}

/** The name stands in two places, of which a part may have one. RFC 2183 §2.3 */
function renamed({ headers, contentType }: MimePart, { fileName = RENAMED_WINMAIL, type }: RenameOptions): HeaderBlock {
  let contentTypeValue = foldedValue(headers, "Content-Type") ?? contentType.mediaType;
  if (type) contentTypeValue = contentTypeValue.replace(/^[^;]*/, type);
  const edited = replaceField(headers, "Content-Type", withParameter(contentTypeValue, "name", fileName));
  const disposition = foldedValue(edited, "Content-Disposition");
  if (disposition === undefined) return edited;
  return replaceField(edited, "Content-Disposition", withParameter(disposition, "filename", fileName));
}
