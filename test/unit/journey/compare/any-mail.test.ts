// Whatever comes back, a comparison says something. FUZZ_SEED=N for others.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareMessages } from "../../../../src/journey/compare/compare.ts";
import { compare, PLAIN, RICH } from "./support.ts";

const SEED = Number(process.env.FUZZ_SEED ?? 5);
const some = { seed: SEED, numRuns: 150 };
const message = fc.constantFrom(PLAIN, RICH);

/** Bytes cut out, put in or changed at a place. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(200),
  put: fc.uint8Array({ maxLength: 60 }),
});

describe("compareMessages()", () => {
  it("of a message with itself finds nothing", async () => {
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        expect(await compare(text, text)).toMatchObject({
          class: "identical",
          differences: [],
          unchanged: { percent: 100 },
        });
      }),
      { ...some, numRuns: 4 },
    );
  });

  it("reads whatever came back, however broken", async () => {
    await fc.assert(
      fc.asyncProperty(message, fc.array(damage, { minLength: 1, maxLength: 4 }), async (text, damages) => {
        const left = Buffer.from(text.replace(/\n/g, "\r\n"));
        let right = left;
        for (const { at, cut, put } of damages) {
          const place = Math.floor(at * right.length);
          right = Buffer.concat([right.subarray(0, place), put, right.subarray(place + cut)]);
        }
        const { unchanged, sentence } = await compareMessages(left, right);
        expect(sentence).not.toBe("");
        expect(unchanged.percent).toBeGreaterThanOrEqual(0);
        expect(unchanged.percent).toBeLessThanOrEqual(100);
      }),
      some,
    );
  });

  it("reads bytes that are no message at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), async (left, right) => {
        expect((await compareMessages(Buffer.from(left), Buffer.from(right))).sentence).not.toBe("");
      }),
      some,
    );
  });
});
