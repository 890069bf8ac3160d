// What a message that has TNEF says, as text: of its MIME part, its plain text, its HTML and its rich text. [MS-OXCMAIL] §2.2
import { runInTurns } from "../../mime/in-turns.ts";
import { toCrlf } from "../../mime/message.ts";
import type { MimePart } from "../../mime/structure.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { bodiesOf } from "../mapi-bodies.ts";
import { contentOf } from "../to-tnef/bodies.ts";
import { charsetOfCodepage } from "../to-tnef/code-pages.ts";
import { decodingText } from "../to-tnef/long-text.ts";

export interface BodyTexts {
  readonly text: string;
  readonly html?: string;
  /** Undefined where the message doesn't say. */
  readonly charset: string | undefined;
}

/** The text beside the TNEF comes before plain text within it (chosen): it is what a plain reader saw. */
export async function bodyTexts(message: MapiMessage, beside?: { part: MimePart; body: Buffer }): Promise<BodyTexts> {
  const { html, text } = await bodiesOf(message);
  const seen = beside && (await readPart(beside.part, beside.body));
  const own = message.properties.number(TAG.PidTagInternetCodepage);
  const plain = seen?.text.trim() ? seen.text : (text ?? seen?.text ?? "");
  const charset = (own === undefined ? undefined : charsetOfCodepage(own)) ?? seen?.charset;
  return { text: toCrlf(plain), charset, ...(html !== undefined && { html: toCrlf(html) }) };
}

async function readPart(part: MimePart, body: Buffer): Promise<{ text: string; charset: string | undefined }> {
  const bytes = await contentOf(part, body);
  const charset = part.contentType.parameters.get("charset");
  const text = await runInTurns(decodingText(bytes, charset ?? "us-ascii"));
  return { text: text ?? bytes.toString("latin1"), charset: charset?.toLowerCase() };
}
