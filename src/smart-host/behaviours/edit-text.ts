// Does to texts what careless hosts do, signed and attached ones too: takes blanks from line ends (mailing list
// software), quotes From at the beginning of lines (mbox files, RFC 4155), forces all text through US-ASCII, or breaks
// long lines after so many bytes, inside a character too (alterMIME issue 12).
import { decodeText } from "../../mime/charset.ts";
import { withParameter } from "../../mime/content-type.ts";
import { foldedValue, replaceField } from "../../mime/editing/edit-headers.ts";
import { charsetOf } from "../../mime/editing/text-content.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import type { MimePart } from "../../mime/structure.ts";
import { editingLeaves, type LeafEdit } from "../rewrite/edit-leaves.ts";
import type { Behaviour } from "./behaviour.ts";

export const TEXT_EDITS = ["trim", "quote-from", "us-ascii", "wrap"] as const;
export type TextEdit = (typeof TEXT_EDITS)[number];

/** Bytes after which "wrap" breaks a line. */
const WIDTH = 200;

export function editText(how: TextEdit): Behaviour {
  return {
    name: "edit-text",
    needs: "message",
    async apply(message) {
      const count = await runInTurns(
        editingLeaves(message, (part, content) =>
          part.contentType.type === "text" ? edit(how, part, content) : undefined,
        ),
      );
      if (count > 0) message.fate.notes.push(`${count} texts edited: ${how}`);
    },
  };
}

function edit(how: TextEdit, part: MimePart, content: Buffer): LeafEdit {
  if (how === "us-ascii") return forcedToAscii(part, content);
  if (how === "wrap") return { content: wrapped(content) };
  const text = content.toString("latin1");
  const edited = how === "trim" ? trimmed(text) : text.replace(/^(>*From )/gm, ">$1");
  return { content: Buffer.from(edited, "latin1") };
}

/** In one pass, however many blanks there are in a row. */
function trimmed(text: string): string {
  return text.replace(/[ \t]+(\r?\n|$)?/g, (blanks, end: string | undefined) => end ?? blanks);
}

function forcedToAscii(part: MimePart, content: Buffer): LeafEdit {
  const text = decodeText(content, charsetOf(part.contentType)) ?? content.toString("latin1");
  const type = foldedValue(part.headers, "Content-Type") ?? "text/plain";
  return {
    headers: replaceField(part.headers, "Content-Type", withParameter(type, "charset", "us-ascii")),
    content: Buffer.from(text.replace(/[^\x00-\x7f]/gu, "?"), "latin1"),
  };
}

function wrapped(content: Buffer): Buffer {
  const lines = content.toString("latin1").split("\r\n");
  const pieces = lines.map((line) => line.match(new RegExp(`[^]{1,${WIDTH}}`, "g"))?.join("\r\n") ?? "");
  return Buffer.from(pieces.join("\r\n"), "latin1");
}
