// The text of a message as its TNEF has it: HTML, else what the rich text encapsulates, and plain text. [MS-OXBBODY] §2.1.3
import { runInTurns } from "../mime/in-turns.ts";
import { charsetOf, decodeCodePage } from "../tnef/code-page.ts";
import { decompressingRtf } from "../tnef/compressed-rtf.ts";
import type { MapiMessage } from "../tnef/message.ts";
import type { PropertyBag } from "../tnef/property-bag.ts";
import { TAG } from "../tnef/property-tags.ts";
import { type RtfBody, readingRtfBody } from "../tnef/rtf/rtf-to-body.ts";
import { TnefSyntaxError } from "../tnef/tnef-error.ts";
import { decodingText } from "./to-tnef/long-text.ts";
import { textingHtml } from "./to-tnef/text-of-html.ts";

export interface MapiBodies {
  readonly html?: string;
  readonly text?: string;
}

/** Neither is there where the text stands beside the TNEF only. */
export async function bodiesOf({ properties }: MapiMessage): Promise<MapiBodies> {
  const plain = properties.text(TAG.PidTagBody);
  const given = await htmlOf(properties);
  const rich = given === undefined ? await richTextOf(properties) : undefined;
  const html = given ?? (rich?.kind === "html" ? rich.text : undefined);
  const text = plain ?? (rich?.kind === "text" ? rich.text : undefined);
  if (html === undefined) return text === undefined ? {} : { text };
  return { html, text: text ?? (await runInTurns(textingHtml(html))) };
}

async function htmlOf(properties: PropertyBag): Promise<string | undefined> {
  const bytes = properties.binary(TAG.PidTagHtml);
  if (!bytes) return properties.text(TAG.PidTagBodyHtml);
  const codepage = properties.number(TAG.PidTagInternetCodepage) ?? 65001;
  return (await runInTurns(decodingText(bytes, charsetOf(codepage)))) ?? decodeCodePage(bytes, codepage);
}

/** Rich text that cannot be read is as good as none: the message has its text elsewhere, too. */
async function richTextOf(properties: PropertyBag): Promise<RtfBody | undefined> {
  const compressed = properties.binary(TAG.PidTagRtfCompressed);
  if (!compressed) return undefined;
  try {
    return await runInTurns(readingRtfBody(await runInTurns(decompressingRtf(compressed))));
  } catch (error) {
    if (error instanceof TnefSyntaxError) return undefined;
    throw error;
  }
}
