// A MIME entity under construction, and multiparts as Exchange writes them. RFC 2045, RFC 2046 §5.1
import { type HeaderField, makeField } from "../../mime/header-block.ts";

export interface Entity {
  /** Content-Type first. */
  readonly fields: readonly HeaderField[];
  /** What stands behind the blank line, in pieces: an attachment is copied once, whatever it lies in. */
  readonly content: readonly Buffer[];
}

/** Gives out boundaries. Those of a message and all messages in it have one root, so that a text can be searched for it. */
export class Boundaries {
  readonly root: string;
  #count = 0;

  constructor(root: string) {
    this.root = root;
  }

  next(): string {
    const number = String(this.#count).padStart(3, "0");
    this.#count += 1;
    return `_${number}_${this.root}_`;
  }
}

export function multipart(
  subtype: "alternative" | "mixed" | "related",
  parts: readonly Entity[],
  boundaries: Boundaries,
): Entity {
  const boundary = boundaries.next();
  // RFC 2387 §3.1
  const type = subtype === "related" ? `;\r\n\ttype="${mediaTypeOf(parts[0])}"` : "";
  const content = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n`),
    ...[Buffer.from(part.fields.map(({ raw }) => raw).join(""), "latin1"), Buffer.from("\r\n")],
    ...part.content,
    Buffer.from("\r\n"),
  ]);
  return {
    fields: [makeField("Content-Type", `multipart/${subtype};\r\n\tboundary="${boundary}"${type}`)],
    content: [...content, Buffer.from(`--${boundary}--\r\n`)],
  };
}

function mediaTypeOf(entity: Entity | undefined): string {
  return /:\s*([^;\s]+)/.exec(entity?.fields[0]?.raw ?? "")?.[1] ?? "text/html";
}
