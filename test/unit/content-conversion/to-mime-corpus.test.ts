// Every winmail.dat of others becomes MIME that reads back with its files and its text. RECALL_SANDBOX_TNEF_CORPUS=DIR, or
// ../shared/corpus/tnef where there is one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bodiesOf } from "../../../src/content-conversion/mapi-bodies.ts";
import { DEFAULT_MIME_FORMAT, toMime } from "../../../src/content-conversion/to-mime/to-mime.ts";
import { decodeText } from "../../../src/mime/charset.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { toCrlf } from "../../../src/mime/message.ts";
import { parseStructure, walkParts } from "../../../src/mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../../src/mime/transfer-encoding.ts";
import type { MapiMessage } from "../../../src/tnef/message.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { readMessage } from "../../../src/tnef/read-message.ts";
import { decodeTnef } from "../../../src/tnef/stream.ts";

const FOLDER =
  process.env.RECALL_SANDBOX_TNEF_CORPUS ?? join(import.meta.dirname, "../../../..", "shared", "corpus", "tnef");
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".tnef")) : [];
if (FILES.length === 0) process.stdout.write(`Skipped: there is no corpus of TNEF in ${FOLDER}.\n`);

describe.skipIf(FILES.length === 0)("the corpus of TNEF as MIME", () => {
  test.each(FILES)("%s", async (file) => {
    const { message } = readMessage(decodeTnef(readFileSync(join(FOLDER, file))));
    const source = { headers: HeaderBlock.parse(Buffer.from("Message-ID: <a@x>\r\n")), body: Buffer.alloc(0) };
    const { headers, body } = await toMime(source, { message }, DEFAULT_MIME_FORMAT);
    const mail = Buffer.concat([headers.toBuffer(), body]);
    expect(mail.toString("latin1").replaceAll("\r\n", "")).toMatch(/^[\t -~]*$/);
    const leaves = [...walkParts(parseStructure(mail, { entersMessages: true }))].filter(
      ({ parts }) => parts.length === 0,
    );
    const contents = leaves.map((part) => ({
      charset: part.contentType.parameters.get("charset") ?? "",
      bytes: decodeTransferEncoding(mail.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers)),
    }));
    for (const data of filesOf(message)) expect(contents.some(({ bytes }) => bytes.equals(data))).toBe(true);
    const { text = "" } = await bodiesOf(message);
    expect(contents.map(({ charset, bytes }) => decodeText(bytes, charset))).toContain(toCrlf(text));
  });
});

function filesOf({ attachments }: MapiMessage): Buffer[] {
  return attachments.flatMap(({ properties, embedded }) => {
    if (embedded) return filesOf(embedded);
    const data = properties.binary(TAG.PidTagAttachDataBinary);
    return data ? [data] : [];
  });
}
