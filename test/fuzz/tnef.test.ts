// Damaged winmail.dat, from the golden cases and the corpus where there is one: it is read, or refused with its place.
// TNEF_MUTATIONS=N and TNEF_SEED=N for more and others.
import { describe, expect, it } from "vitest";
import { readAttributeValue } from "../../src/tnef/attribute-codec.ts";
import { readMessage } from "../../src/tnef/read-message.ts";
import { decodeTnef } from "../../src/tnef/stream.ts";
import { TnefSyntaxError } from "../../src/tnef/tnef-error.ts";
import { mutate, randomFrom, wholeStreams } from "../support/tnef-damage.ts";

const MUTATIONS = Number(process.env.TNEF_MUTATIONS ?? 10_000);
const SEED = Number(process.env.TNEF_SEED ?? 20_261_126);
/** A single stream may take this long, milliseconds of processor time: a hang would take for ever. */
const SLOWEST_MS = 2000;
const MOST_MB = 400;

const streams = wholeStreams();

/** @returns what it was refused with, if it was. */
function read(bytes: Buffer): TnefSyntaxError | undefined {
  try {
    const stream = decodeTnef(bytes);
    for (const attribute of stream.attributes) readAttributeValue(attribute, []);
    readMessage(stream);
    return undefined;
  } catch (error) {
    if (error instanceof TnefSyntaxError) return error;
    throw error;
  }
}

describe("damaged TNEF", () => {
  it("cut at every attribute boundary, and within each attribute, it is read or refused with its place", () => {
    let refused = 0;
    for (const bytes of streams) {
      for (const { offset, data } of decodeTnef(bytes).attributes) {
        for (const end of [offset, offset + 5, offset + 9 + (data.length >> 1), offset + 10 + data.length]) {
          const error = read(bytes.subarray(0, end));
          if (error === undefined) continue;
          refused += 1;
          expect(error.offset).toBeLessThanOrEqual(end);
          expect(error.message).toMatch(/^Cannot read .+ at offset 0x[0-9a-f]+: /);
        }
      }
    }
    expect(refused).toBeGreaterThan(streams.length);
  });

  it(`${MUTATIONS} seeded mutations neither crash nor hang nor fill the memory`, () => {
    const random = randomFrom(SEED);
    const before = process.memoryUsage().rss;
    let refused = 0;
    for (let round = 0; round < MUTATIONS; round += 1) {
      const bytes = mutate(streams[random(streams.length)] as Buffer, random);
      const start = process.cpuUsage();
      if (read(bytes)) refused += 1;
      const { user } = process.cpuUsage(start);
      expect(user / 1000, `round ${round} of seed ${SEED}`).toBeLessThan(SLOWEST_MS);
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 100);
    expect((process.memoryUsage().rss - before) / 1_048_576).toBeLessThan(MOST_MB);
  }, 60_000);
});
