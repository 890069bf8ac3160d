// Which parts of a message are its body.
import { parseParameterized } from "../content-type.ts";
import type { HeaderBlock } from "../header-block.ts";
import type { MimePart } from "../structure.ts";

export interface BodyParts {
  readonly text?: MimePart;
  readonly html?: MimePart;
}

/** The first text and the first HTML that a reader sees as the message. */
export function findBodyParts(part: MimePart): BodyParts {
  if (isAttachment(part.headers)) return {};
  const { type, subtype, mediaType } = part.contentType;
  if (mediaType === "text/plain") return { text: part };
  if (mediaType === "text/html") return { html: part };
  if (type !== "multipart") return {};
  if (subtype === "related") return findRoot(part);
  let found: BodyParts = {};
  // Depth is bounded by the limits of the parser.
  for (const child of part.parts) {
    found = { ...findBodyParts(child), ...found };
    const isFound = found.text !== undefined || found.html !== undefined;
    if (isFound && subtype !== "alternative") break;
  }
  return found;
}

/** RFC 2387 §3.2: the part that `start` names, else the first. */
function findRoot(related: MimePart): BodyParts {
  const start = related.contentType.parameters.get("start");
  const named = start && related.parts.find((part) => part.headers.get("Content-ID") === start);
  const root = named || related.parts[0];
  return root ? findBodyParts(root) : {};
}

export function isAttachment(headers: HeaderBlock): boolean {
  return parseParameterized(headers.get("Content-Disposition") ?? "").value === "attachment";
}
