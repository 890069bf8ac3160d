import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  decodeRecallMessageId,
  newGuid,
  newMessageId,
  newNetworkMessageId,
  newRecallMessageId,
  newSearchKey,
} from "../../../src/runtime/ids.ts";

describe("newRecallMessageId()", () => {
  it("has the form of a service-made recall", () => {
    const id = newRecallMessageId(
      Date.UTC(2024, 3, 5, 9, 19, 51),
      "SE1P216MB0000.KORP216.PROD.OUTLOOK.COM",
      2n ** 64n - 1n,
    );
    expect(id).toMatch(/^<[0-9A-Z]{12}\.[0-9A-Z]{13}@se1p216mb0000>$/);
    // Ticks of the 2020s begin with 4U in base 36, so that the reversed digits end with U4.
    expect(id).toMatch(/^<.{9}.U4\./);
  });

  it("decodes to the time, the random number and the server", () => {
    const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(instants, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (instant, random) => {
        const id = newRecallMessageId(instant, "mail.contoso.com", random);
        expect(decodeRecallMessageId(id)).toEqual({ instant, random, server: "mail" });
        expect(decodeRecallMessageId(id.slice(1, -1))?.instant).toBe(instant);
      }),
      { seed: 7 },
    );
  });

  it("is new each time", () => {
    expect(newRecallMessageId(0, "mail")).not.toBe(newRecallMessageId(0, "mail"));
  });

  it("tells other Message-IDs apart", () => {
    for (const id of ["", "<>", newMessageId("mail.contoso.com"), "<a.b@c>", "<ABCDEFGHIJU4.X@mail.contoso.com>"]) {
      expect(decodeRecallMessageId(id)).toBeUndefined();
    }
  });
});

describe("other ids", () => {
  it("have the field's forms", () => {
    expect(newGuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newSearchKey()).toMatch(/^[0-9A-F]{32}$/);
    expect(newMessageId("Mail.Contoso.com")).toMatch(/^<[0-9A-F]{32}@mail\.contoso\.com>$/);
  });
});

describe("newNetworkMessageId()", () => {
  it("gives GUIDs that lie in the order of their time", async () => {
    const first = newNetworkMessageId();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = newNetworkMessageId();
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second > first).toBe(true);
  });
});

describe("newSearchKey()", () => {
  it("gives keys of their own that lie in the order of their time", () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 12) });
    onTestFinished(() => void vi.useRealTimers());
    const [first, second] = [newSearchKey(), newSearchKey()];
    vi.advanceTimersByTime(1);
    const third = newSearchKey();
    expect(first).toMatch(/^01A1F8D3EA00[0-9A-F]{20}$/);
    expect(second).not.toBe(first);
    expect(third > first && third > second).toBe(true);
  });
});
