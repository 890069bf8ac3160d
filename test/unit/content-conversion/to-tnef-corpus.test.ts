// Real messages, broken ones among them, become TNEF and lose nothing: each leaf of their MIME is there byte for byte.
// RECALL_SANDBOX_CORPUS=DIR, or ../shared/corpus/mime where there is one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findTnef } from "../../../src/content-conversion/find-tnef.ts";
import { canBecomeTnef } from "../../../src/content-conversion/to-tnef/can-become-tnef.ts";
import { decodeText } from "../../../src/mime/charset.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { runNow } from "../../../src/mime/in-turns.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { parsingStructure, walkParts } from "../../../src/mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../../src/mime/transfer-encoding.ts";
import { charsetOf } from "../../../src/tnef/code-page.ts";
import type { MapiMessage } from "../../../src/tnef/message.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { read, toTnef } from "./to-tnef-support.ts";

const FOLDER =
  process.env.RECALL_SANDBOX_CORPUS ?? join(import.meta.dirname, "../../../..", "shared", "corpus", "mime");
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file !== "MANIFEST") : [];
if (FILES.length === 0) process.stdout.write(`Skipped: there is no corpus of messages in ${FOLDER}.\n`);

describe.skipIf(FILES.length === 0)("the corpus of messages as TNEF", () => {
  test.each(FILES)("%s", async (file) => {
    const mail = readFileSync(join(FOLDER, file), "latin1").replace(/\r?\n/g, "\n");
    const { headers, body } = read(mail);
    const convertible = await canBecomeTnef(headers, body);
    if (!convertible.can) {
      expect(convertible.reason).toMatch(/^It has /);
      return;
    }
    const { laidOut } = await toTnef(mail);
    const found = await findTnef(laidOut.headers, laidOut.body);
    if (found.kind !== "belongs") throw new Error(found.kind);
    expect(found.flaws).toEqual([]);
    expect(missing(headers, body, found.message)).toEqual([]);
    const kept = laidOut.headers.fields.map(({ raw }) => raw);
    const others = headers.fields.filter(({ name }) => !/^(content-|x-ms-has-attach|x-ms-tnef)/i.test(name));
    expect(others.filter(({ raw }) => !kept.includes(raw.endsWith("\n") ? raw : `${raw}\r\n`))).toEqual([]);
  });
});

/** Leaves of the MIME that are neither body nor the next attachment. */
function missing(headers: HeaderBlock, body: Buffer, { properties, attachments }: MapiMessage): string[] {
  const bodies = [properties.text(TAG.PidTagBody), properties.binary(TAG.PidTagHtml)?.toString("latin1")];
  const waiting = [...attachments];
  const lost: string[] = [];
  for (const part of walkParts(runNow(parsingStructure(body, {}, headers)))) {
    if (part.parts.length > 0) continue;
    const content = decodeTransferEncoding(body.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers));
    const { type, mediaType, parameters } = part.contentType;
    const charset = properties.number(TAG.PidTagInternetCodepage) ?? 0;
    const forms = [parameters.get("charset") ?? "utf-8", charsetOf(charset)].map((name) => decodeText(content, name));
    const at = bodies.findIndex((one) => one !== undefined && [...forms, content.toString("latin1")].includes(one));
    if (type === "text" && at >= 0) {
      bodies.splice(at, 1);
      continue;
    }
    const next = waiting.shift();
    if (next?.embedded) {
      const inner = splitMessage(content);
      lost.push(...missing(HeaderBlock.parse(inner.headers), inner.body, next.embedded));
    } else if (!next?.properties.binary(TAG.PidTagAttachDataBinary)?.equals(content)) lost.push(mediaType);
  }
  return [...lost, ...bodies.filter((one) => one !== undefined), ...waiting.map(() => "attachment too many")];
}
