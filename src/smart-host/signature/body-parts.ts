// Which parts of a message are its body, and which mail a signature service leaves alone.
import { parseParameterized } from "../../mime/content-type.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { type MimePart, walkParts } from "../../mime/structure.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { isTnef, readingWinmail } from "../tnef/winmail.ts";

export interface BodyParts {
  readonly text?: MimePart;
  readonly html?: MimePart;
}

/** Messages with TNEF: left as they came, or signed where their class says that they are mail. */
export type TnefPolicy = "leave" | "sign-mail";

/** Why this mail is nobody's to edit; undefined where it may be signed. `body` is what the ranges of `root` mean. */
export function* findingReason(
  sender: string,
  root: MimePart,
  body: Buffer,
  policy: TnefPolicy,
): Steps<string | undefined> {
  if (sender === "") return "the sender is null";
  const reason = whyHeadersForbid(root.headers);
  if (reason !== undefined) return reason;
  for (const part of walkParts(root)) {
    const reason = isTnef(part) ? yield* findingTnefReason(part, body, policy) : whyPartForbids(part);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function whyHeadersForbid(headers: HeaderBlock): string | undefined {
  // RFC 3834 §5
  const submitted = headers.get("Auto-Submitted")?.split(/[;(\s]/, 1)[0];
  if (submitted !== undefined && submitted.toLowerCase() !== "no") return `Auto-Submitted is ${submitted}`;
  if (headers.has("X-MS-Exchange-Generated-Message-Source")) return "the tenant's own agents made it";
  if (/^urn:content-classes:calendarmessage/i.test(headers.get("Content-Class") ?? ""))
    return "it is a calendar message";
  return undefined;
}

function whyPartForbids(part: MimePart): string | undefined {
  const { mediaType, parameters } = part.contentType;
  switch (mediaType) {
    case "multipart/signed":
    case "application/pkcs7-signature":
    case "application/x-pkcs7-signature":
      return "it is signed";
    case "application/pkcs7-mime":
    case "application/x-pkcs7-mime":
      return "it is signed or encrypted";
    case "multipart/encrypted":
    case "application/pgp-encrypted":
    case "application/x-microsoft-rpmsg-message":
      return "it is encrypted";
    case "multipart/report":
      return "it is a report";
    case "text/calendar":
      // A calendar file that is attached, not sent as a message, has no method. RFC 6047 §2.4
      return isAttachment(part.headers) && !parameters.has("method") ? undefined : "it is a calendar message";
    default:
      return undefined;
  }
}

function* findingTnefReason(part: MimePart, body: Buffer, policy: TnefPolicy): Steps<string | undefined> {
  if (policy === "leave") return "it is TNEF";
  const tnef = yield* readingWinmail(part, body);
  if (typeof tnef === "string") return `its TNEF cannot be read: ${tnef}`;
  const name = tnef.message.properties.text(TAG.PidTagMessageClass);
  if (name === undefined) return "its TNEF says no message class";
  return name.toLowerCase() === "ipm.note" ? undefined : `its class is ${name}`;
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

function isAttachment(headers: HeaderBlock): boolean {
  return parseParameterized(headers.get("Content-Disposition") ?? "").value === "attachment";
}
