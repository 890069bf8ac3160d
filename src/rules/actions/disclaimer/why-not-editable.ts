// Messages that nobody may edit: signed, encrypted, or without a text. New-TransportRule
// -ApplyHtmlDisclaimerFallbackAction
import { protectionOf } from "../../../mime/editing/protection.ts";
import { type MimePart, walkParts } from "../../../mime/structure.ts";

/** As the end of a sentence; undefined where it may be edited. */
export function whyNotEditable(root: MimePart): string | undefined {
  for (const { contentType, isTruncated } of walkParts(root)) {
    if (isTruncated) return "it has more parts than are read";
    const reason = protectionOf(contentType.mediaType);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** PGP within the text. RFC 9580 §6.2, §7 */
export function whyNotText(text: Buffer): string | undefined {
  if (text.includes("-----BEGIN PGP SIGNED MESSAGE-----")) return "it is signed";
  return text.includes("-----BEGIN PGP MESSAGE-----") ? "it is encrypted" : undefined;
}
