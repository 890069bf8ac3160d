// Which mail a signature service leaves alone.
import { isAttachment } from "../../mime/editing/body-parts.ts";
import { protectionOf } from "../../mime/editing/protection.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { type MimePart, walkParts } from "../../mime/structure.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { isTnef, readingWinmail } from "../tnef/winmail.ts";

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
    case "multipart/report":
      return "it is a report";
    case "text/calendar":
      // A calendar file that is attached, not sent as a message, has no method. RFC 6047 §2.4
      return isAttachment(part.headers) && !parameters.has("method") ? undefined : "it is a calendar message";
    default:
      return protectionOf(mediaType);
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
