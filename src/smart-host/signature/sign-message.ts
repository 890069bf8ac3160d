// Writes a signature into the body parts of a message, and says in its notes what was signed, or why not.
import type { Steps } from "../../mime/in-turns.ts";
import { toCrlf } from "../../mime/message.ts";
import { parsingStructure } from "../../mime/structure.ts";
import type { RelayedMessage } from "../behaviours/behaviour.ts";
import { applyEdits, type Edit, editPart } from "../rewrite/edits.ts";
import { findBodyParts, findingReason, type TnefPolicy } from "./body-parts.ts";
import { type Signature, signingPart } from "./sign-part.ts";

export interface SignatureOptions {
  readonly text?: string;
  /** Made from the text where it is missing. */
  readonly html?: string;
}

export const DEFAULT_SIGNATURE = "Contoso Ltd. | 1 Example Street | www.contoso.com\nAdded by the signature service";

export function signatureFrom(options: SignatureOptions): Signature {
  const text = toCrlf(options.text ?? DEFAULT_SIGNATURE).replace(/(\r\n)+$/, "");
  return { text, html: toCrlf(options.html ?? htmlOf(text)) };
}

function htmlOf(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<div class="x-sandbox-signature">${escaped.replaceAll("\r\n", "<br>\r\n")}</div>`;
}

export function* signing(message: RelayedMessage, signature: Signature, policy: TnefPolicy): Steps<void> {
  const { body, fate } = message;
  const root = yield* parsingStructure(body, {}, message.headers);
  const reason = yield* findingReason(message.envelope.from, root, body, policy);
  if (reason !== undefined) {
    fate.notes.push(`not signed: ${reason}`);
    return;
  }
  const found = findBodyParts(root);
  if (!found.text && !found.html) fate.notes.push("not signed: it has no text");
  const edits: Edit[] = [];
  for (const part of [found.text, found.html]) {
    if (!part) continue;
    const signed = yield* signingPart(part, body.subarray(part.bodyStart, part.end), signature);
    const isSigned = typeof signed !== "string";
    fate.notes.push(`${part.contentType.mediaType} ${isSigned ? "signed" : `not signed: ${signed}`}`);
    if (isSigned) edits.push(...editPart(message, part, root, signed));
  }
  message.body = applyEdits(body, edits);
}
