// Writes a disclaimer into the text of a message; everything else keeps its bytes. RFC 2045, RFC 2046
import { findTnef } from "../../../content-conversion/find-tnef.ts";
import { findBodyParts } from "../../../mime/editing/body-parts.ts";
import { applyEdits, type Edit, type EditableMessage, editPart } from "../../../mime/editing/edits.ts";
import { type Addition, insertingIntoPart, type Places } from "../../../mime/editing/insert-into-part.ts";
import { runInTurns } from "../../../mime/in-turns.ts";
import { type MimePart, parseStructureInTurns } from "../../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../../mime/transfer-encoding.ts";
import { editedTnef } from "./edit-tnef.ts";
import { whyNotEditable, whyNotText } from "./why-not-editable.ts";

/** Edits headers and body; a string says why nothing was edited. */
export async function editMessage(
  message: EditableMessage,
  addition: Addition,
  places: Places,
): Promise<string | undefined> {
  const root = await parseStructureInTurns(message.body, {}, message.headers);
  const reason = whyNotEditable(root);
  if (reason !== undefined) return reason;
  const tnef = await findTnef(message.headers, message.body);
  if (tnef.kind === "broken") return `its TNEF cannot be read: ${tnef.reason}`;
  if (tnef.kind !== "belongs") return editParts(message, root, addition, places);
  const written = await editedTnef(tnef, addition, places);
  if (typeof written === "string") return written;
  const beside = await editParts(message, tnef.root, addition, places, [[tnef.part, written]]);
  return tnef.text === undefined ? undefined : beside;
}

async function editParts(
  message: EditableMessage,
  root: MimePart,
  addition: Addition,
  places: Places,
  others: readonly (readonly [MimePart, Parameters<typeof editPart>[3]])[] = [],
): Promise<string | undefined> {
  const { text, html } = findBodyParts(root);
  const parts = [text, html].filter((part) => part !== undefined);
  const contents = [...others];
  for (const part of parts) {
    const body = message.body.subarray(part.bodyStart, part.end);
    const name = transferEncodingOf(part.headers);
    const reason = whyNotText(name === "unknown" ? body : await runInTurns(decoding(body, name)));
    if (reason !== undefined) return reason;
    const content = await runInTurns(insertingIntoPart(part, body, addition, places));
    if (typeof content === "string") return `its ${content}`;
    contents.push([part, content]);
  }
  const edits = contents.flatMap(([part, content]): Edit[] => editPart(message, part, root, content));
  message.body = applyEdits(message.body, edits);
  return parts.length === 0 ? "it has no text" : undefined;
}
