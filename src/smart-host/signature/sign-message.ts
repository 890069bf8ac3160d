// Writes a signature into the body parts of a message, and says in its notes what was signed, or why not.

import { findBodyParts } from "../../mime/editing/body-parts.ts";
import { applyEdits, type Edit, editPart } from "../../mime/editing/edits.ts";
import { type Addition, insertingIntoPart } from "../../mime/editing/insert-into-part.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { toCrlf } from "../../mime/message.ts";
import { parsingStructure } from "../../mime/structure.ts";
import type { RelayedMessage } from "../behaviours/behaviour.ts";
import { findingReason, type TnefPolicy } from "./body-parts.ts";
import { placingInHtml } from "./place-in-html.ts";
import { placingInText } from "./place-in-text.ts";

export interface SignatureOptions {
  readonly text?: string;
  /** Made from the text where it is missing. */
  readonly html?: string;
}

/** Above the quoted mail, else at the end. */
const PLACES = { html: placingInHtml, text: placingInText };

export const DEFAULT_SIGNATURE = "Contoso Ltd. | 1 Example Street | www.contoso.com\nAdded by the signature service";

export function signatureFrom(options: SignatureOptions): Addition {
  const text = toCrlf(options.text ?? DEFAULT_SIGNATURE).replace(/(\r\n)+$/, "");
  return { text, html: toCrlf(options.html ?? htmlOf(text)) };
}

function htmlOf(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<div class="x-sandbox-signature">${escaped.replaceAll("\r\n", "<br>\r\n")}</div>`;
}

export function* signing(message: RelayedMessage, signature: Addition, policy: TnefPolicy): Steps<void> {
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
    const signed = yield* insertingIntoPart(part, body.subarray(part.bodyStart, part.end), signature, PLACES);
    const isSigned = typeof signed !== "string";
    fate.notes.push(`${part.contentType.mediaType} ${isSigned ? "signed" : `not signed: ${signed}`}`);
    if (isSigned) edits.push(...editPart(message, part, root, signed));
  }
  message.body = applyEdits(body, edits);
}
