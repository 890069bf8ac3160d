// What the built-in smart hosts do to mail, as a comparison sees it.
import { describe, expect, it } from "vitest";
import type { DifferenceClass } from "../../../../src/journey/compare/comparison.ts";
import { learnEdits } from "../../../../src/journey/compare/learn-edits.ts";
import { PRESET_NAMES, type PresetName } from "../../../../src/smart-host/presets.ts";
import { tnefMail } from "../../../support/tnef-mail.ts";
import { compare, listed, mail, PLAIN, RICH, throughPreset } from "./support.ts";

const CLASSES: Readonly<Record<PresetName, readonly [plain: DifferenceClass, tnef: DifferenceClass]>> = {
  transparent: ["expected", "expected"],
  signature: ["expected", "expected"],
  "rewrites-message-id": ["fatal", "fatal"],
  "strips-exchange-headers": ["risky", "expected"],
  "re-serialises": ["harmless", "harmless"],
  "keep-tnef": ["expected", "expected"],
  "strip-tnef": ["expected", "fatal"],
  "unpack-tnef": ["expected", "fatal"],
  "stamp-text-part-only": ["expected", "expected"],
  "re-encode-winmail": ["expected", "harmless"],
  "rename-winmail": ["expected", "harmless"],
  "rewrite-correlator": ["expected", "fatal"],
  "drops-loop-header": ["expected", "expected"],
};

const signature = await learnEdits(mail(RICH), await throughPreset(mail(RICH), "signature"));

describe.each(PRESET_NAMES)("through %s, its signature declared", (preset) => {
  const [plain, tnef] = CLASSES[preset];

  it(`plain text is ${plain}`, async () => {
    expect((await compare(mail(PLAIN), await throughPreset(mail(PLAIN), preset), signature)).class).toBe(plain);
  });

  it(`rich text is ${tnef}`, async () => {
    const left = await tnefMail();
    expect((await compare(left, await throughPreset(left, preset), signature)).class).toBe(tnef);
  });
});

describe("learnEdits()", () => {
  it("finds the block in text and in HTML, above the quote, and the marker", () => {
    expect(signature.headers).toEqual(["x-sandbox-signature"]);
    expect(signature.signature?.text).toMatch(/^-- |\S/);
    expect(signature.signature?.text).not.toContain("budget");
    expect(signature.signature?.html).toMatch(/^</);
    expect(signature.signature?.html).not.toContain("budget");
  });

  it("learns nothing of a host that changes nothing", async () => {
    expect(await learnEdits(mail(RICH), mail(RICH))).toEqual({});
  });

  it("never takes another Message-ID for a declared edit", async () => {
    const back = await throughPreset(mail(PLAIN), "rewrites-message-id");
    expect(await learnEdits(mail(PLAIN), back)).toEqual({ headers: ["x-sandbox-signature"] });
  });
});

describe("a signature that nobody declared", () => {
  it("is shown as a block, and harmless: recall does not look at text", async () => {
    const found = await compare(mail(RICH), await throughPreset(mail(RICH), "signature"));
    expect(found.class).toBe("harmless");
    expect(found.inserted.map(({ path, type }) => `${path} ${type}`)).toEqual(["1.1 text/plain", "1.2 text/html"]);
    expect(listed(found)).toContain("harmless body added part 1.2 text/html");
  });
});

describe("bytes outside declared edits", () => {
  it("are all unchanged where a signature is all that was added", async () => {
    const { unchanged } = await compare(mail(RICH), await throughPreset(mail(RICH), "signature"), signature);
    expect(unchanged).toEqual({ percent: 100, bytes: mail(RICH).length, of: mail(RICH).length });
  });

  it("are fewer where lines of base64 were cut otherwise", async () => {
    const left = await tnefMail();
    const { unchanged } = await compare(left, await throughPreset(left, "re-encode-winmail"));
    expect(unchanged.percent).toBeGreaterThan(10);
    expect(unchanged.percent).toBeLessThan(60);
  });
});
