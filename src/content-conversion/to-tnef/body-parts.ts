// Which parts of a MIME message are its body, and which are attachments. [MS-OXCMAIL] §2.1.3.3, §2.1.3.4
import { parseParameterized } from "../../mime/content-type.ts";
import type { MimePart } from "../../mime/structure.ts";

export interface BodyParts {
  readonly text?: MimePart;
  readonly html?: MimePart;
  /** In their order. */
  readonly attachments: readonly PlacedPart[];
}

export interface PlacedPart {
  readonly part: MimePart;
  readonly parent: MimePart | undefined;
}

/**
 * The first text part that isn't marked as an attachment is the body; in a multipart/alternative one plain and one HTML
 * part are. All other leaves are attachments, later texts among them (chosen: nothing is joined or dropped).
 */
export function sortParts(root: MimePart): BodyParts {
  const sorter = new Sorter();
  sorter.sort(root, undefined, true);
  return sorter;
}

class Sorter implements BodyParts {
  text?: MimePart;
  html?: MimePart;
  readonly attachments: PlacedPart[] = [];

  /** Whether a body was found in it. The parser bounds the depth. */
  sort(part: MimePart, parent: MimePart | undefined, mayBeBody: boolean): boolean {
    if (part.parts.length === 0) return this.#sortLeaf(part, parent, mayBeBody);
    const isAlternative = part.contentType.mediaType === "multipart/alternative";
    const main = part.contentType.mediaType === "multipart/related" ? rootOfRelated(part) : undefined;
    let found = false;
    for (const child of part.parts) {
      const isOpen: boolean = mayBeBody && (isAlternative || !found) && (main === undefined || child === main);
      found = this.sort(child, part, isOpen) || found;
    }
    return found;
  }

  #sortLeaf(part: MimePart, parent: MimePart | undefined, mayBeBody: boolean): boolean {
    const kind = mayBeBody && !isNamed(part) ? part.contentType.mediaType : "";
    if (kind === "text/plain" && !this.text) this.text = part;
    else if (kind === "text/html" && !this.html) this.html = part;
    else {
      this.attachments.push({ part, parent });
      return false;
    }
    return true;
  }
}

/** The one that "start" names, else the first of the kind that "type" says, else the first. RFC 2387 §3.1, §3.2 */
function rootOfRelated({ parts, contentType }: MimePart): MimePart | undefined {
  const start = contentType.parameters.get("start")?.trim();
  const kind = contentType.parameters.get("type")?.trim().toLowerCase();
  const isStart = (part: MimePart) => start !== undefined && part.headers.get("Content-ID")?.trim() === start;
  return parts.find(isStart) ?? parts.find((part) => part.contentType.mediaType === kind) ?? parts[0];
}

function isNamed(part: MimePart): boolean {
  const disposition = parseParameterized(part.headers.get("Content-Disposition") ?? "");
  if (disposition.value === "attachment") return true;
  return (disposition.parameters.get("filename") ?? part.contentType.parameters.get("name") ?? "") !== "";
}
