// A message in TNEF as MIME: bodies, files, messages within. What MIME cannot say is lost: message class, search key and
// all other properties.
import type { Steps } from "../../mime/in-turns.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import type { NewBoundary } from "../rewrite/rewrite-message.ts";
import { attachedFile, findingShownIds } from "./attached-files.ts";
import { type Bodies, readingBodies } from "./bodies.ts";
import { writeMessageEntity, writeMultipart, writingFile, writingText } from "./entity.ts";
import { headerOf } from "./message-header.ts";

/** Entities, each as bytes. */
export interface Unpacked {
  /** Undefined where it has no text of any kind. */
  readonly body?: Buffer;
  readonly attachments: readonly Buffer[];
  /** Attachments of which there are no bytes. */
  readonly lost: number;
  /** Why a body is missing. */
  readonly flaw?: string;
}

/** What stands beside the TNEF in its message. */
export interface Beside {
  /** An entity: it is the plain text, whatever the TNEF has. */
  readonly text?: Buffer | undefined;
  /** No body is written then, for it is there. */
  readonly hasHtml: boolean;
}

const NOTHING: Beside = { hasHtml: false };

/** The decoder limits the depth. */
export function* unpacking(message: MapiMessage, newBoundary: NewBoundary, beside = NOTHING): Steps<Unpacked> {
  const bodies: Bodies = beside.hasHtml ? {} : yield* readingBodies(message.properties);
  const shown = yield* findingShownIds(bodies.html?.bytes.toString("latin1") ?? "");
  const images: Buffer[] = [];
  const attachments: Buffer[] = [];
  let lost = 0;
  for (const attachment of message.attachments) {
    const file = attachment.embedded ? undefined : attachedFile(attachment, shown);
    if (attachment.embedded) attachments.push(yield* writingEmbedded(attachment.embedded, newBoundary));
    else if (file) (file.isInline ? images : attachments).push(yield* writingFile(file));
    else lost += 1;
  }
  if (beside.hasHtml) return { attachments, lost };
  const plain = beside.text ?? (bodies.text && (yield* writingText("plain", bodies.text, "utf-8")));
  const page = bodies.html && (yield* writingText("html", bodies.html.bytes, bodies.html.charset));
  const body = joined(
    plain,
    page && images.length > 0 ? writeMultipart("related", [page, ...images], newBoundary) : page,
    newBoundary,
  );
  return { ...(body && { body }), attachments, lost, ...(bodies.flaw !== undefined && { flaw: bodies.flaw }) };
}

/** RFC 2046 §5.1.4: the plainest first. */
function joined(plain: Buffer | undefined, html: Buffer | undefined, newBoundary: NewBoundary): Buffer | undefined {
  return plain && html ? writeMultipart("alternative", [plain, html], newBoundary) : (plain ?? html);
}

function* writingEmbedded(message: MapiMessage, newBoundary: NewBoundary): Steps<Buffer> {
  const { body, attachments } = yield* unpacking(message, newBoundary);
  const parts = body ? [body, ...attachments] : attachments;
  const content =
    parts.length === 1 && body
      ? body
      : parts.length > 0
        ? writeMultipart("mixed", parts, newBoundary)
        : Buffer.from("\r\n");
  const header = [...headerOf(message), "MIME-Version: 1.0"].map((field) => `${field}\r\n`).join("");
  return writeMessageEntity(Buffer.concat([Buffer.from(header, "latin1"), content]));
}
