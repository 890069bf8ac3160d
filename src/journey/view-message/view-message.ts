// Opens a message for reading. Mail is hostile: nothing here throws for what it holds, and each size has its limit.
import { bodiesOf } from "../../content-conversion/mapi-bodies.ts";
import { findAttachments } from "../../mime/attachments.ts";
import { decodeText } from "../../mime/charset.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { fieldValue } from "../../mime/header-block.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { type OpenedMessage, type OpenedPart, openingMessage } from "../compare/opened-message.ts";
import type { AttachmentView, BodyView, MessageView, PartView, PictureView } from "./message-view.ts";
import { tnefAttachments, viewTnef } from "./view-tnef.ts";

export interface ViewLimits {
  /** Characters of each body. */
  readonly body: number;
  readonly bodies: number;
  readonly headers: number;
  /** Characters of a field's value. */
  readonly value: number;
  /** Bytes of all pictures together. */
  readonly pictures: number;
}

/** Characters of what parts are called. */
const LONGEST_NAME = 1000;

export const VIEW_LIMITS: ViewLimits = {
  body: 524_288,
  bodies: 20,
  headers: 1000,
  value: 32_768,
  pictures: 1_048_576,
};

export async function viewMessage(bytes: Buffer, over: Partial<ViewLimits> = {}): Promise<MessageView> {
  const limits = { ...VIEW_LIMITS, ...over };
  const opened = await runInTurns(openingMessage(bytes));
  const { headers, tnef } = opened;
  const byPart = new Map(opened.parts.map((part) => [part.part, part]));
  const found = findAttachments(opened.root.part, bytes).flatMap((one) => {
    const part = byPart.get(one.part);
    return part ? [{ ...one, opened: part }] : [];
  });
  const attached = new Set(found.map((one) => one.opened));
  const bodies = [
    ...(await tnefBodies(opened, limits)),
    ...opened.leaves.filter((part) => isBody(part) && !attached.has(part)).map((part) => viewBody(part, limits)),
  ];
  return {
    size: bytes.length,
    headers: headers.fields
      .slice(0, limits.headers)
      .map((field) => ({ name: field.name, value: cut(decodeEncodedWords(fieldValue(field)), limits.value) })),
    parts: opened.parts.map(viewPart),
    bodies: bodies.slice(0, limits.bodies),
    attachments: [
      ...found.map(
        ({ opened: { path, decoded }, name, contentType, isInline, isMessage }): AttachmentView => ({
          ...{
            from: path,
            name: cut(name, LONGEST_NAME),
            type: cut(contentType, LONGEST_NAME),
            size: isMessage ? null : decoded.length,
            isInline,
          },
        }),
      ),
      ...(tnef?.message ? tnefAttachments(tnef.message) : []),
    ],
    pictures: picturesOf(opened.leaves, limits.pictures),
    tnef: tnef ? viewTnef(tnef) : null,
    cut: whatIsCut(opened, bodies, limits),
  };
}

/** A message's own TNEF says what its readers see. docs/recall.md R11 */
async function tnefBodies({ tnef }: OpenedMessage, limits: ViewLimits): Promise<BodyView[]> {
  if (!tnef?.message || tnef.ignored !== undefined) return [];
  const { html, text } = await bodiesOf(tnef.message);
  const view = (kind: BodyView["kind"], content: string | undefined) =>
    content === undefined ? [] : [shortBody(kind, "winmail.dat", content, limits)];
  return [...view("html", html), ...view("text", text)];
}

const isBody = ({ type }: OpenedPart): boolean => type === "text/plain" || type === "text/html";

/** No character takes more than four bytes of any charset that mail has. */
const BYTES_OF_CHARACTER = 4;

function viewBody({ type, path, decoded, part }: OpenedPart, limits: ViewLimits): BodyView {
  const charset = part.contentType.parameters.get("charset")?.trim() || "utf-8";
  const read = decoded.subarray(0, limits.body * BYTES_OF_CHARACTER);
  const isAscii = /^(us-ascii|ascii)$/i.test(charset);
  const text = (isAscii ? undefined : decodeText(read, charset)) ?? read.toString("utf8");
  const body = shortBody(type === "text/html" ? "html" : "text", path, text, limits);
  return read.length < decoded.length ? { ...body, length: Math.max(body.length, decoded.length) } : body;
}

const shortBody = (kind: BodyView["kind"], from: string, text: string, limits: ViewLimits): BodyView => ({
  ...{ kind, from, content: cut(text, limits.body), length: text.length },
});

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();

function viewPart(opened: OpenedPart): PartView {
  const { path, type, encoding, name, body, decoded, sha256, part, parts } = opened;
  return {
    ...{ path, depth: path === "" ? 0 : path.split(".").length, type: cut(type, LONGEST_NAME), encoding },
    charset: named(part.contentType.parameters.get("charset")),
    name: named(name),
    contentId: named(contentIdOf(opened)),
    ...{ size: body.length, decodedSize: parts.length > 0 ? body.length : decoded.length, sha256 },
  };
}

const named = (text: string | undefined): string | null => (text ? cut(text, LONGEST_NAME) : null);

const contentIdOf = ({ part }: OpenedPart): string | undefined =>
  part.headers.get("Content-ID")?.replace(/^\s*<|>\s*$/g, "") || undefined;

/** What browsers draw and nobody can hide a script in: no SVG. */
const PICTURES = /^image\/(?:png|jpeg|gif|webp|bmp)$/;

function picturesOf(leaves: readonly OpenedPart[], most: number): PictureView[] {
  const pictures: PictureView[] = [];
  let left = most;
  for (const leaf of leaves) {
    const contentId = contentIdOf(leaf);
    if (contentId === undefined || !PICTURES.test(leaf.type) || leaf.decoded.length > left) continue;
    left -= leaf.decoded.length;
    pictures.push({ contentId, type: leaf.type, base64: leaf.decoded.toString("base64") });
  }
  return pictures;
}

function whatIsCut({ headers, parts }: OpenedMessage, bodies: readonly BodyView[], limits: ViewLimits): string[] {
  const sentences = bodies
    .slice(0, limits.bodies)
    .filter(({ content, length }) => length > content.length)
    .map(({ kind, content, length }) => {
      const [shown, all] = [content.length, length].map((count) => count.toLocaleString("en-US"));
      return `Of the ${kind === "html" ? "HTML" : "text"} the first ${shown} of ${all} characters are here.`;
    });
  if (bodies.length > limits.bodies) sentences.push(`Of ${bodies.length} texts the first ${limits.bodies} are here.`);
  if (headers.fields.length > limits.headers)
    sentences.push(`Of ${headers.fields.length} header fields the first ${limits.headers} are here.`);
  if (parts.some(({ part }) => part.isTruncated)) sentences.push("It has more parts than are looked at.");
  return sentences;
}
