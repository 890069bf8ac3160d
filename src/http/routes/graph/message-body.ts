// What a reader sees of a message's body. Only the beginning is parsed, and nothing is converted: a hostile message
// must not hold the loop.
import { Readable } from "node:stream";
import { simpleParser } from "mailparser";
import type { BelongingTnef } from "../../../content-conversion/find-tnef.ts";
import { bodiesOf } from "../../../content-conversion/mapi-bodies.ts";
import type { StoredContent } from "../../../database/content-store.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";

export interface MessageBody {
  readonly contentType: "text" | "html";
  readonly content: string;
  /** First 255 characters of the text. Microsoft Graph: message resource type */
  readonly preview: string;
}

/** Text parts lie in front; what is behind this is attachments, bytes. */
const PARSED_BYTES = 512 * 1024;
const PIECE_BYTES = 16 * 1024;
const PREVIEW_LENGTH = 255;
/** Markup that is searched for the preview's text, characters. */
const PREVIEW_SOURCE = 8192;

/** Of TNEF its own text; where that has none, what stands beside it. */
export async function readMessageBody(
  content: StoredContent,
  prefersText: boolean,
  tnef?: BelongingTnef,
): Promise<MessageBody> {
  const bodies = tnef ? await bodiesOf(tnef.message) : {};
  const { html, text } =
    bodies.html === undefined && bodies.text === undefined ? await parse(content) : { text: "", ...bodies };
  const showsHtml = html !== undefined && !(prefersText && text !== "");
  return {
    contentType: showsHtml ? "html" : "text",
    content: showsHtml ? html : text,
    preview: previewOf(text || textOf(html ?? "")),
  };
}

interface Parsed {
  readonly html?: string | undefined;
  readonly text: string;
}

async function parse(content: StoredContent): Promise<Parsed> {
  try {
    const mail = await simpleParser(Readable.from(beginning(content)), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
    });
    const html = typeof mail.html === "string" ? mail.html : undefined;
    return { html, text: mail.text ?? "" };
  } catch {
    // More parts than the parser takes: the body is shown as it stands.
    for await (const chunk of content.body.chunks()) {
      return {
        html: undefined,
        text: chunk.subarray(0, PARSED_BYTES).toString("utf8").trimStart(),
      };
    }
    return { html: undefined, text: "" };
  }
}

/** In pieces with a turn of the loop between them; of the header block only what says how the body is to be read. */
async function* beginning(content: StoredContent): AsyncGenerator<Buffer> {
  const headers = HeaderBlock.parse(content.headers);
  headers.removeWhere(({ name }) => !/^(?:content-|mime-version$)/i.test(name));
  yield headers.toBuffer();
  let left = PARSED_BYTES;
  for await (const chunk of content.body.chunks()) {
    for (let at = 0; at < chunk.length && left > 0; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, Math.min(at + PIECE_BYTES, at + left));
      left -= piece.length;
      yield piece;
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (left <= 0) return;
  }
}

function previewOf(text: string): string {
  return text.slice(0, PREVIEW_SOURCE).replace(/\s+/g, " ").trim().slice(0, PREVIEW_LENGTH).toWellFormed();
}

/** Markup without its tags, style and scripts; entities that matter to a reader. */
function textOf(html: string): string {
  const source = html.slice(0, PREVIEW_SOURCE);
  let text = "";
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf("<", at);
    if (open < 0) return decodeEntities(text + source.slice(at));
    text += `${source.slice(at, open)} `;
    const hidden = /^<(style|script|title)\b/i.exec(source.slice(open, open + 8))?.[1];
    const end = hidden ? source.toLowerCase().indexOf(`</${hidden.toLowerCase()}`, open) : open;
    const close = end < 0 ? -1 : source.indexOf(">", end);
    if (close < 0) break;
    at = close + 1;
  }
  return decodeEntities(text);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
