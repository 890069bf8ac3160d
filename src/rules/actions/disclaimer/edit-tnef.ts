// Writes a disclaimer into the bodies that TNEF has: HTML, rich text, plain text. Other properties keep their bytes.
// [MS-OXTNEF] §2.1.3, [MS-OXBBODY] §2.1.3
import type { BelongingTnef } from "../../../content-conversion/find-tnef.ts";
import { isAsciiCompatible } from "../../../mime/charset.ts";
import { replaceField } from "../../../mime/editing/edit-headers.ts";
import type { PartContent } from "../../../mime/editing/edits.ts";
import type { Addition, Places } from "../../../mime/editing/insert-into-part.ts";
import { fittingHtml } from "../../../mime/editing/text-content.ts";
import { runInTurns } from "../../../mime/in-turns.ts";
import { encoding, transferEncodingOf } from "../../../mime/transfer-encoding.ts";
import { ATTRIBUTE } from "../../../tnef/attributes.ts";
import { charsetOf } from "../../../tnef/code-page.ts";
import { compressRtf, decompressingRtf } from "../../../tnef/compressed-rtf.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import { encapsulatingHtml, encapsulatingText } from "../../../tnef/rtf/body-to-rtf.ts";
import { readingRtfBody } from "../../../tnef/rtf/rtf-to-body.ts";
import { encodeTnef, type TnefStream } from "../../../tnef/stream.ts";
import { TnefSyntaxError } from "../../../tnef/tnef-error.ts";
import { withProperty } from "../../../tnef/with-property.ts";

type Written = Pick<TnefStream, "key" | "attributes">;

/** The part that holds the TNEF, written anew; a string says why it can't be. */
export async function editedTnef(
  { stream, message, part }: BelongingTnef,
  addition: Addition,
  places: Places,
): Promise<PartContent | string> {
  try {
    let written: Written = stream;
    for (const edit of [editHtml, editText, editRtf])
      written = await edit(written, message.properties, addition, places);
    const bytes = encodeTnef(written);
    const given = transferEncodingOf(part.headers);
    const chosen = given === "binary" ? given : "base64";
    const headers = given === chosen ? part.headers : replaceField(part.headers, "Content-Transfer-Encoding", chosen);
    return { headers, body: await runInTurns(encoding(bytes, chosen)), encoding: chosen };
  } catch (error) {
    if (error instanceof TnefSyntaxError) return `its TNEF cannot be edited: ${error.message}`;
    throw error;
  }
}

type Properties = BelongingTnef["message"]["properties"];

async function editHtml(tnef: Written, properties: Properties, { html }: Addition, places: Places): Promise<Written> {
  const bytes = properties.binary(TAG.PidTagHtml);
  if (!bytes) return tnef;
  const charset = charsetOf(properties.number(TAG.PidTagInternetCodepage) ?? 65001);
  if (!isAsciiCompatible(charset)) throw new TnefSyntaxError("HTML", 0, `its code page is ${charset}`);
  const at = await runInTurns(places.html(bytes.toString("latin1")));
  const inserted = fittingHtml(`\r\n${html}\r\n`, charset);
  return withProperty(tnef, TAG.PidTagHtml, Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]));
}

async function editText(tnef: Written, properties: Properties, { text }: Addition, places: Places): Promise<Written> {
  const body = properties.text(TAG.PidTagBody);
  if (body === undefined) return tnef;
  const edited = await withInsertion(body, text, places);
  const attributes = tnef.attributes.filter(({ level, id }) => level !== "message" || id !== ATTRIBUTE.attBody);
  return withProperty({ ...tnef, attributes }, TAG.PidTagBody, edited);
}

async function editRtf(tnef: Written, properties: Properties, addition: Addition, places: Places): Promise<Written> {
  const compressed = properties.binary(TAG.PidTagRtfCompressed);
  if (!compressed) return tnef;
  const rtf = await runInTurns(decompressingRtf(compressed));
  return withProperty(tnef, TAG.PidTagRtfCompressed, compressRtf(await editedRtf(rtf, addition, places)));
}

/** What encapsulates HTML or text is written anew; in other rich text a paragraph goes to the end or the beginning. */
async function editedRtf(rtf: Buffer, addition: Addition, places: Places): Promise<Buffer> {
  const { kind, text } = await runInTurns(readingRtfBody(rtf));
  if (kind === "html") {
    const at = await runInTurns(places.html(text));
    const html = `${text.slice(0, at)}\r\n${addition.html}\r\n${text.slice(at)}`;
    return runInTurns(encapsulatingHtml(html));
  }
  if (/^.{0,80}\\fromtext/s.test(rtf.toString("latin1", 0, 100))) {
    return runInTurns(encapsulatingText(await withInsertion(text, addition.text, places)));
  }
  const isAbove = (await runInTurns(places.text("x", false))).at === 0;
  const at = isAbove ? rtf.indexOf("\\pard") : rtf.lastIndexOf("}");
  if (at < 0) throw new TnefSyntaxError("RTF", 0, "it has no paragraph");
  const paragraph = `${isAbove ? "" : "\\par"}\\pard\\plain ${rtfOf(addition.text)}\\par\r\n`;
  return Buffer.concat([rtf.subarray(0, at), Buffer.from(paragraph, "latin1"), rtf.subarray(at)]);
}

async function withInsertion(text: string, inserted: string, places: Places): Promise<string> {
  const { at, before, after } = await runInTurns(places.text(text, false));
  return text.slice(0, at) + before + inserted + after + text.slice(at);
}

const rtfOf = (text: string): string =>
  text.replace(/\r\n|[^ -[\]^-z|~]/g, (sign) => {
    if (sign === "\r\n") return "\\par\r\n";
    const code = sign.charCodeAt(0);
    return `\\uc1\\u${code > 0x7fff ? code - 0x10000 : code}?`;
  });
