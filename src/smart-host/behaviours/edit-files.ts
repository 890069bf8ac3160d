// Does to attached files what careless hosts do: takes them for text and makes all line ends CRLF (transfers in text
// mode), or gives them names of ASCII letters that are not long (programs that know no RFC 2231).
import { filenameOf } from "../../mime/attachments.ts";
import { withParameter } from "../../mime/content-type.ts";
import { foldedValue, replaceField } from "../../mime/editing/edit-headers.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import type { MimePart } from "../../mime/structure.ts";
import { editingLeaves, type LeafEdit } from "../rewrite/edit-leaves.ts";
import type { Behaviour } from "./behaviour.ts";

export const FILE_EDITS = ["line-ends", "names"] as const;
export type FileEdit = (typeof FILE_EDITS)[number];

const LONGEST_NAME = 24;

export function editFiles(how: FileEdit): Behaviour {
  return {
    name: "edit-files",
    needs: "message",
    async apply(message) {
      const count = await runInTurns(
        editingLeaves(message, (part, content) => (filenameOf(part) === "" ? undefined : edit(how, part, content))),
      );
      if (count > 0) message.fate.notes.push(`${count} files edited: ${how}`);
    },
  };
}

function edit(how: FileEdit, part: MimePart, content: Buffer): LeafEdit {
  if (how === "names") return renamed(part, content);
  const text = content.toString("latin1").replace(/\r\n|\r|\n/g, "\r\n");
  return { content: Buffer.from(text, "latin1") };
}

function renamed(part: MimePart, content: Buffer): LeafEdit {
  const name = filenameOf(part)
    .replace(/[^\w.-]/g, "_")
    .slice(-LONGEST_NAME);
  let { headers } = part;
  for (const [field, parameter] of [
    ["Content-Type", "name"],
    ["Content-Disposition", "filename"],
  ] as const) {
    const value = foldedValue(headers, field);
    if (value !== undefined) headers = replaceField(headers, field, withParameter(value, parameter, name));
  }
  return { headers, content };
}
