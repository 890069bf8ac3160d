// A message in TNEF as plain MIME, for a remote domain that takes no rich text. [MS-OXCMAIL] §2.2
// What MAPI has and MIME cannot say is lost: the class, the search key, named properties, and formatting of rich text.
import type { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import type { MimePart } from "../../mime/structure.ts";
import type { MimeFormat } from "../../organization/organization.ts";
import { DEFAULT_DOMAIN, mimeFormatOf, newRemoteDomain } from "../../organization/remote-domain.ts";
import type { MapiAttachment, MapiMessage } from "../../tnef/message.ts";
import type { BelongingTnef } from "../find-tnef.ts";
import type { MimeMessage } from "../mime-message.ts";
import { digest, messageIdOf } from "../to-tnef/conversation.ts";
import { type AttachmentEntity, fileEntity, messageEntity } from "./attachment-entity.ts";
import { type BodyTexts, bodyTexts } from "./body-texts.ts";
import { Boundaries, type Entity, multipart } from "./entity.ts";
import { htmlOfText } from "./html-of-text.ts";
import { headersOfEmbedded, layOutMimeHeaders } from "./lay-out-headers.ts";
import { isWritable, textEntity } from "./text-entity.ts";
import { wrappingText } from "./wrap-text.ts";

export type { MimeFormat } from "../../organization/organization.ts";

/** Of a remote domain that nobody changed. */
export const DEFAULT_MIME_FORMAT: MimeFormat = mimeFormatOf(newRemoteDomain(DEFAULT_DOMAIN));

/** Same bytes and format, same result. */
export async function toMime(
  source: MimeMessage,
  found: Pick<BelongingTnef, "message" | "text">,
  format: MimeFormat,
): Promise<MimeMessage> {
  const writer = new MimeWriter(format, new Boundaries(boundaryRoot(source.headers)));
  const beside = found.text && { part: found.text, body: source.body };
  const { entity, hasAttachment } = await writer.write(found.message, beside);
  const headers = layOutMimeHeaders(source.headers, found.message, { content: entity.fields, hasAttachment });
  return { headers, body: Buffer.concat([BLANK_LINE, ...entity.content]) };
}

const BLANK_LINE = Buffer.from("\r\n");

/** As long as Exchange Online has them. */
const ROOT_LENGTH = 55;

function boundaryRoot(headers: HeaderBlock): string {
  const messageId = messageIdOf(headers);
  const id = messageId.replace(/[^A-Za-z0-9]/g, "");
  // A short one might stand in a text by chance.
  return (id.length < 20 ? id + digest("boundary", messageId).toString("hex") : id).slice(0, ROOT_LENGTH);
}

interface Written {
  readonly entity: Entity;
  readonly hasAttachment: boolean;
}

class MimeWriter {
  readonly #format: MimeFormat;
  readonly #boundaries: Boundaries;

  constructor(format: MimeFormat, boundaries: Boundaries) {
    this.#format = format;
    this.#boundaries = boundaries;
  }

  /** Exchange's nesting: mixed { related { alternative { plain, HTML }, images }, files }. */
  async write(message: MapiMessage, beside?: { part: MimePart; body: Buffer }): Promise<Written> {
    const bodies = await bodyTexts(message, beside);
    const cids = this.#format.contentType === "MimeText" ? NONE : cidsOf(bodies.html);
    const attachments: AttachmentEntity[] = [];
    for (const attachment of message.attachments) {
      const entity = await this.#attachment(attachment, cids);
      if (entity) attachments.push(entity);
    }
    const images = attachments.filter(({ isInline }) => isInline);
    const files = attachments.filter(({ isInline }) => !isInline);
    const text = await this.#text(bodies, attachments.length === 0);
    const shown = images.length === 0 ? text : multipart("related", [text, ...images], this.#boundaries);
    const entity = files.length === 0 ? shown : multipart("mixed", [shown, ...files], this.#boundaries);
    return { entity, hasAttachment: files.length > 0 };
  }

  async #text({ text, html, charset }: BodyTexts, isAlone: boolean): Promise<Entity> {
    const own = charset !== undefined && isWritable(charset) ? charset : undefined;
    const layout = { format: this.#format, charset: own, boundaries: this.#boundaries };
    const wrapped = await runInTurns(wrappingText(text, this.#format.lineWrapSize));
    const plain = (isWhole: boolean) => textEntity("plain", wrapped, isWhole, layout);
    switch (this.#format.contentType) {
      case "MimeText":
        return plain(isAlone);
      case "MimeHtml":
        return textEntity("html", html ?? htmlOfText(text), isAlone, layout);
      case "MimeHtmlText":
        return html === undefined
          ? plain(isAlone)
          : multipart(
              "alternative",
              [await plain(false), await textEntity("html", html, false, layout)],
              this.#boundaries,
            );
    }
  }

  async #attachment(attachment: MapiAttachment, cids: ReadonlySet<string>): Promise<AttachmentEntity | undefined> {
    const { embedded } = attachment;
    if (!embedded) return fileEntity(attachment, cids, this.#boundaries);
    const { entity, hasAttachment } = await this.write(embedded);
    const headers = headersOfEmbedded(embedded, { content: entity.fields, hasAttachment });
    return messageEntity(attachment, [headers.toBuffer(), BLANK_LINE, ...entity.content]);
  }
}

const NONE: ReadonlySet<string> = new Set();

/** In lower case. RFC 2392 §2 */
function cidsOf(html: string | undefined): ReadonlySet<string> {
  const cids = new Set<string>();
  for (const [, cid = ""] of (html ?? "").matchAll(/\bcid:([^"'<>\s)]{1,500})/gi)) {
    cids.add(cid.toLowerCase());
    cids.add(unescaped(cid).toLowerCase());
  }
  return cids;
}

function unescaped(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}
