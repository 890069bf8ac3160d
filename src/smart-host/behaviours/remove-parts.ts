// Removes parts by media type or file name, as filters of attachments do; a note stands in the place of each.
import { filenameOf } from "../../mime/attachments.ts";
import { replaceField } from "../../mime/editing/edit-headers.ts";
import { applyEdits, type Edit, editPart } from "../../mime/editing/edits.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { parsingStructure, walkParts } from "../../mime/structure.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export function removeParts(pattern: RegExp): Behaviour {
  return { name: "remove-parts", needs: "message", apply: (message) => runInTurns(removing(message, pattern)) };
}

function* removing(message: RelayedMessage, pattern: RegExp): Steps<void> {
  const root = yield* parsingStructure(message.body, {}, message.headers);
  const edits: Edit[] = [];
  for (const part of walkParts(root)) {
    const name = filenameOf(part);
    if (part.parts.length > 0 || !(pattern.test(part.contentType.mediaType) || pattern.test(name))) continue;
    const headers = part === root ? asNote(root.headers) : asNote(new HeaderBlock());
    const body = Buffer.from(`A part of this message was removed: ${part.contentType.mediaType}\r\n`);
    edits.push(...editPart(message, part, root, { headers, body, encoding: "7bit" }));
    message.fate.notes.push(`${name || part.contentType.mediaType} removed`);
  }
  message.body = applyEdits(message.body, edits);
}

/** Fields that say what the part was go with it. */
function asNote(headers: HeaderBlock): HeaderBlock {
  const others = headers.fields.filter(({ name }) => !/^content-(?!type$)/i.test(name));
  return replaceField(new HeaderBlock([...others]), "Content-Type", "text/plain; charset=us-ascii");
}
