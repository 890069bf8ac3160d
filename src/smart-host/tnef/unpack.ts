// A message in TNEF as MIME: bodies, files, messages within. What MIME cannot say is lost: message class, search key and
// all other properties.
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { encodeText } from "../../mime/encoded-word.ts";
import type { Steps } from "../../mime/in-turns.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import type { NewBoundary } from "../rewrite/rewrite-message.ts";
import { attachedFile, shownIds } from "./attached-files.ts";
import { bodiesOf } from "./bodies.ts";
import { writeMessageEntity, writeMultipart, writingFile, writingText } from "./entity.ts";

/** Entities, each as bytes. */
export interface Unpacked {
  /** Undefined where it has no text of any kind. */
  readonly body?: Buffer;
  readonly attachments: readonly Buffer[];
  /** Attachments of which there are no bytes. */
  readonly lost: number;
}

/** With `text` (an entity) that one is the plain text, whatever the TNEF has. The decoder limits the depth. */
export function* unpacking(message: MapiMessage, newBoundary: NewBoundary, text?: Buffer): Steps<Unpacked> {
  const bodies = bodiesOf(message.properties);
  const shown = shownIds(bodies.html?.bytes.toString("latin1") ?? "");
  const images: Buffer[] = [];
  const attachments: Buffer[] = [];
  let lost = 0;
  for (const attachment of message.attachments) {
    const file = attachment.embedded ? undefined : attachedFile(attachment, shown);
    if (attachment.embedded) attachments.push(yield* writingEmbedded(attachment.embedded, newBoundary));
    else if (file) (file.isInline ? images : attachments).push(yield* writingFile(file));
    else lost += 1;
  }
  const plain = text ?? (bodies.text && (yield* writingText("plain", bodies.text, "utf-8")));
  const page = bodies.html && (yield* writingText("html", bodies.html.bytes, bodies.html.charset));
  const body = joined(
    plain,
    page && images.length > 0 ? writeMultipart("related", [page, ...images], newBoundary) : page,
    newBoundary,
  );
  return { ...(body && { body }), attachments, lost };
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

/** What a reader shows of it. */
function headerOf({ properties, recipients }: MapiMessage): string[] {
  const fields: string[] = [];
  const from = addressOf(properties, TAG.PidTagSenderName, TAG.PidTagSenderSmtpAddress, TAG.PidTagSenderEmailAddress);
  if (from) fields.push(`From: ${from}`);
  for (const [type, name] of [
    [1, "To"],
    [2, "Cc"],
  ] as const) {
    const addresses = recipients
      .filter((recipient) => recipient.number(TAG.PidTagRecipientType) === type)
      .map((recipient) => addressOf(recipient, TAG.PidTagDisplayName, TAG.PidTagSmtpAddress, TAG.PidTagEmailAddress))
      .filter((address) => address !== undefined);
    if (addresses.length > 0) fields.push(`${name}: ${addresses.join(",\r\n ")}`);
  }
  const subject = properties.text(TAG.PidTagSubject) ?? properties.text(TAG.PidTagNormalizedSubject);
  if (subject !== undefined) fields.push(`Subject: ${encodeText(subject.replace(/[\x00-\x1f\x7f]+/g, " ").trim())}`);
  const sentAt = properties.time(TAG.PidTagClientSubmitTime);
  if (sentAt !== undefined) fields.push(`Date: ${formatRfc5322Date(sentAt)}`);
  const id = properties.text(TAG.PidTagInternetMessageId);
  if (id && /^<[\x21-\x7e]{1,900}>$/.test(id)) fields.push(`Message-ID: ${id}`);
  return fields;
}

type Tag = (typeof TAG)[keyof typeof TAG];

/** Addresses of other kinds (X.400, X.500) say nothing outside. */
function addressOf(bag: PropertyBag, name: Tag, ...addresses: readonly Tag[]): string | undefined {
  const address = addresses.map((tag) => bag.text(tag)).find((text) => text?.includes("@"));
  const known =
    address && Buffer.from(formatAddress({ name: bag.text(name) ?? "", address }), "utf8").toString("latin1");
  return known || undefined;
}
