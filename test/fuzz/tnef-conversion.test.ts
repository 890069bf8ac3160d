// Damaged winmail.dat goes through what the tenant does with it: it is written again, and becomes a mail that can be sent.
// TNEF_CONVERSIONS=N and TNEF_SEED=N for more and others.
import { describe, expect, it } from "vitest";
import { findTnef } from "../../src/content-conversion/find-tnef.ts";
import { DEFAULT_MIME_FORMAT, toMime } from "../../src/content-conversion/to-mime/to-mime.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { splitMessage } from "../../src/mime/message.ts";
import type { MapiMessage } from "../../src/tnef/message.ts";
import { TAG } from "../../src/tnef/property-tags.ts";
import { readMessage } from "../../src/tnef/read-message.ts";
import { decodeTnef, encodeTnef, isTnef } from "../../src/tnef/stream.ts";
import { TnefSyntaxError } from "../../src/tnef/tnef-error.ts";
import { writeMessage } from "../../src/tnef/write-message.ts";
import { changeValues, randomFrom, wholeStreams } from "../support/tnef-damage.ts";
import { mailWith } from "../support/winmail.ts";

const ROUNDS = Number(process.env.TNEF_CONVERSIONS ?? 3000);
const SEED = Number(process.env.TNEF_SEED ?? 20_261_127);
/** Long ones say no more, and take long. */
const LONGEST = 120_000;

const streams = wholeStreams().filter(({ length }) => length < LONGEST);

function read(bytes: Buffer): MapiMessage | undefined {
  try {
    return readMessage(decodeTnef(bytes)).message;
  } catch (error) {
    if (error instanceof TnefSyntaxError) return undefined;
    throw error;
  }
}

function* damaged(): Generator<{ round: number; bytes: Buffer; message: MapiMessage }> {
  const random = randomFrom(SEED);
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = changeValues(streams[random(streams.length)] as Buffer, random);
    const message = read(bytes);
    if (message) yield { round, bytes, message };
  }
}

const NAN = /NaN/;
const SIGNATURE = 4;
const PADDING_AND_CHECKSUM = 5;

describe("TNEF with damaged values", () => {
  it("is written again with the properties that were read, in both forms", () => {
    let count = 0;
    for (const { round, message } of damaged()) {
      const { list, codepage } = message.properties;
      if (list.some(({ value }) => NAN.test(String(value)))) continue;
      count += 1;
      const ids = new Set(list.map(({ id }) => id));
      for (const form of ["exchange", "outlook"] as const) {
        const again = read(encodeTnef(writeMessage(message, { key: 1, codepage, form })));
        // Attributes beside the list are properties, too.
        const written = again?.properties.list.filter(({ id }) => ids.has(id));
        expect(written, `round ${round} of seed ${SEED}, ${form}`).toEqual(list);
        expect(again?.recipients.length).toBe(message.recipients.length);
        expect(again?.attachments.length).toBe(message.attachments.length);
      }
    }
    expect(count).toBeGreaterThan(ROUNDS / 2);
  }, 60_000);

  it("becomes MIME whose header blocks hold header fields and nothing else", async () => {
    let count = 0;
    for (const { round, bytes, message } of damaged()) {
      const correlator = message.properties
        .binary(TAG.PidTagTnefCorrelationKey)
        ?.toString("latin1")
        .replace(/\0.*/s, "");
      const { headers, body } = splitMessage(mailWith(bytes, { correlator: correlator ?? "" }));
      const block = HeaderBlock.parse(headers);
      const found = await findTnef(block, body);
      if (found.kind !== "belongs") continue;
      count += 1;
      const mime = await toMime({ headers: block, body }, found, DEFAULT_MIME_FORMAT);
      const said = `round ${round} of seed ${SEED}`;
      for (const line of mime.headers.toBuffer().toString("latin1").split("\r\n")) {
        expect(line, said).toMatch(/^(?:[!-9;-~]+:|[ \t]|$)[\t -~]*$/);
        expect(line.length, said).toBeLessThan(999);
      }
      expect(mime.body.toString("latin1"), said).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
    }
    expect(count).toBeGreaterThan(ROUNDS / 4);
  }, 60_000);

  it("within a message leaves the message outside as it is", () => {
    const random = randomFrom(SEED);
    const outside = streams.find((bytes) =>
      (read(bytes)?.attachments ?? []).some(({ embedded }) => embedded),
    ) as Buffer;
    const nested = outside.indexOf(outside.subarray(0, SIGNATURE), SIGNATURE);
    expect(isTnef(outside.subarray(nested))).toBe(true);
    const subject = read(outside)?.properties.text(TAG.PidTagSubject);
    for (let round = 0; round < 300; round += 1) {
      const bytes = Buffer.from(outside);
      bytes[nested + random(outside.length - nested - PADDING_AND_CHECKSUM)] = random(256);
      const message = read(bytes);
      expect(message?.attachments.length, `round ${round} of seed ${SEED}`).toBe(1);
      expect(message?.properties.text(TAG.PidTagSubject)).toBe(subject);
    }
  });
});
