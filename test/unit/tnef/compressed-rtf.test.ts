import { decompressRTF } from "@kenjiuno/decompressrtf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compressRtf, decompressRtf, storeRtf } from "../../../src/tnef/compressed-rtf.ts";
import { type TnefFlaw, TnefSyntaxError } from "../../../src/tnef/tnef-error.ts";

/** [MS-OXRTFCP] §4: RTF and its compressed form. */
const EXAMPLES = [
  [
    "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0",
  ],
  ["{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"],
] as const;

const HELLO = Buffer.from(EXAMPLES[0][1], "hex");

/** Text that RTF is like, runs that overlap themselves, and anything. */
const rtf = fc
  .array(
    fc.oneof(
      fc.constantFrom("{\\rtf1\\ansi", "\\par\r\n", "\\htmlrtf0 ", "{\\*\\htmltag64 <p>}", "}", "\\'e4"),
      fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.nat(80)).map(([text, times]) => text.repeat(times)),
      fc.string({ maxLength: 60 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.from(parts.join("")));
const anything = fc.oneof(
  rtf,
  fc.uint8Array({ maxLength: 9000 }).map((bytes) => Buffer.from(bytes)),
);

const read = (bytes: Buffer, limit?: number) => {
  const flaws: TnefFlaw[] = [];
  const text = decompressRtf(bytes, limit === undefined ? { flaws } : { flaws, limit });
  return { text: text.toString("latin1"), flaws };
};
const changed = (bytes: Buffer, change: (copy: Buffer) => void): Buffer => {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
};

describe("LZFu", () => {
  test.each(EXAMPLES)("%j is the standard's example both ways", (text, hex) => {
    expect(compressRtf(Buffer.from(text)).toString("hex")).toBe(hex);
    expect(read(Buffer.from(hex, "hex"))).toEqual({ text, flaws: [] });
  });

  test("what is compressed is read again, by another reader too", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const bytes = compressRtf(text);
        expect(read(bytes)).toEqual({ text: text.toString("latin1"), flaws: [] });
        expect(Buffer.from(decompressRTF([...bytes]))).toEqual(text);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test("a text longer than the ring refers to what is 4095 bytes back and no farther", () => {
    const words = Array.from({ length: 4000 }, (_, at) => `${(at * 7919) % 1009} `).join("");
    for (const gap of [4070, 4091, 4092, 4093, 4094, 4095, 4096, 4097]) {
      const text = Buffer.from(`UNIQUE${words.slice(0, gap)}UNIQUE${words}`);
      expect(Buffer.from(decompressRTF([...compressRtf(text)]))).toEqual(text);
      expect(decompressRtf(compressRtf(text))).toEqual(text);
    }
  });

  test("it compresses what repeats", () => {
    expect(compressRtf(Buffer.from("{\\*\\htmltag64 <p class=MsoNormal>}\\par\r\n".repeat(1000))).length).toBeLessThan(
      6000,
    );
  });
});

describe("MELA", () => {
  test("what is stored is read again, by another reader too", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const bytes = storeRtf(text);
        expect(read(bytes)).toEqual({ text: text.toString("latin1"), flaws: [] });
        expect(Buffer.from(decompressRTF([...bytes]))).toEqual(text);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test("its header has no CRC", () => {
    expect(storeRtf(Buffer.from("{\\rtf1}")).toString("latin1")).toBe("\x13\0\0\0\x07\0\0\0MELA\0\0\0\0{\\rtf1}");
  });
});

describe("tolerated, with a flaw", () => {
  const text = EXAMPLES[0][0];
  const stored = storeRtf(Buffer.from(text));

  test.each([
    ["a wrong CRC", changed(HELLO, (bytes) => bytes.writeUInt32LE(1, 12)), 12],
    ["bytes behind it", Buffer.concat([HELLO, Buffer.alloc(3)]), 0],
    ["a size that is too large", changed(HELLO, (bytes) => bytes.writeUInt32LE(99, 0)), 0],
    ["a raw size that is too large", changed(HELLO, (bytes) => bytes.writeUInt32LE(99, 4)), 4],
    ["a CRC of MELA", changed(stored, (bytes) => bytes.writeUInt32LE(1, 12)), 12],
    ["bytes behind MELA", Buffer.concat([stored, Buffer.alloc(3)]), 0],
  ])("%s", (_, bytes, offset) => {
    const found = read(bytes);
    expect(found.text).toBe(text);
    expect(found.flaws[0]).toMatchObject({ kind: "badRtf", offset });
  });

  test("an end that is not marked, where the size is reached", () => {
    const bytes = changed(HELLO.subarray(0, -2), (copy) => copy.writeUInt32LE(copy.length - 4, 0));
    const found = read(bytes);
    expect(found.text).toBe(text);
    expect(found.flaws.map(({ detail }) => detail)).toContain("its end is not marked");
  });

  test("what is beyond the raw size is not given out", () => {
    const found = read(changed(HELLO, (bytes) => bytes.writeUInt32LE(10, 4)));
    expect(found.text).toBe(text.slice(0, 10));
    expect(found.flaws.map(({ detail }) => detail)).toContain("it goes on beyond 10 bytes");
  });
});

describe("not read", () => {
  test.each([
    ["nothing", Buffer.alloc(0), 0, "its header takes 16 bytes, 0 remain"],
    ["another type", changed(HELLO, (bytes) => bytes.write("LZFv", 8)), 8, "neither LZFu nor MELA"],
    ["a size below the header's", changed(HELLO, (bytes) => bytes.writeUInt32LE(3, 0)), 0, "size is 3"],
    ["a text cut off", HELLO.subarray(0, 30), 29, "it ends after 23 of 43 bytes"],
    ["MELA cut off", storeRtf(Buffer.from("{\\rtf1}")).subarray(0, 20), 4, "raw size is 7, 4 bytes remain"],
    ["a place not yet filled", Buffer.concat([header(2, 99), Buffer.from("01fff0", "hex")]), 17, "not there yet"],
  ])("%s", (_, bytes, offset, why) => {
    expect(() => decompressRtf(bytes)).toThrow(why);
    expect(() => decompressRtf(bytes)).toThrow(expect.objectContaining({ name: "TnefSyntaxError", offset }));
  });

  test("more than the limit", () => {
    const bomb = compressRtf(Buffer.alloc(1_000_000, 0x61));
    expect(bomb.length).toBeLessThan(130_000);
    expect(() => decompressRtf(bomb, { limit: 999_999 })).toThrow("more than the 999999 bytes allowed");
    expect(decompressRtf(bomb, { limit: 1_000_000 })).toHaveLength(1_000_000);
    expect(() => decompressRtf(storeRtf(Buffer.alloc(9)), { limit: 8 })).toThrow("raw size is 9, 8 are allowed");
  });

  test("a raw size of 4 GB takes no memory that the bytes cannot fill", () => {
    const before = process.memoryUsage().arrayBuffers;
    const found = read(changed(HELLO, (bytes) => bytes.writeUInt32LE(0xffffffff, 4)));
    expect(found.text).toBe(EXAMPLES[0][0]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });
});

test("damaged bytes give text or a TnefSyntaxError, and no more than the raw size says", () => {
  fc.assert(
    fc.property(rtf, fc.boolean(), fc.array(fc.tuple(fc.nat(), fc.nat(255))), fc.nat(), (text, store, edits, cut) => {
      const whole = store ? storeRtf(text) : compressRtf(text);
      const bytes = Buffer.from(whole.subarray(0, cut % 3 === 0 ? whole.length : cut % whole.length));
      for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
      try {
        expect(decompressRtf(bytes, { limit: 100_000 }).length).toBeLessThanOrEqual(
          Math.min(bytes.readUInt32LE(4), 100_000),
        );
      } catch (error) {
        if (!(error instanceof TnefSyntaxError)) throw error;
        expect(error.offset).toBeLessThanOrEqual(bytes.length);
      }
    }),
    { seed: 4, numRuns: 3000 },
  );
});

function header(size: number, rawSize: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(size + 12 + 1, 0);
  bytes.writeUInt32LE(rawSize, 4);
  bytes.write("LZFu", 8);
  return bytes;
}
