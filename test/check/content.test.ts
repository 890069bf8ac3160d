// What presets do to content: whoever changes none fails no case, and who writes mail anew fails those that say so.
import { expect, test } from "vitest";
import { check } from "./support.ts";

const ONLY = ["MIME", "PACK"];
/** Of the built-in signature. */
const MARKED = { kind: "signature", begin: "Contoso Ltd. |", end: "signature service" } as const;

async function failing(preset: string, more: Partial<Parameters<typeof check>[0]> = {}): Promise<string[]> {
  const { cases } = await check({ builtIn: { preset }, only: ONLY, ...more });
  expect(cases.length).toBeGreaterThanOrEqual(50);
  return cases.filter(({ outcome }) => outcome !== "OK").map(({ id, outcome }) => `${id} ${outcome}`);
}

test("who changes nothing fails nothing", async () => {
  expect(await failing("transparent")).toEqual([]);
});

test("a declared signature is expected, and DKIM is left to who signs behind it", async () => {
  expect(await failing("signature", { edits: [MARKED] })).toEqual(["MIME-31 SKIPPED"]);
});

test("a signature that nobody declared is told in every text, and nowhere else", async () => {
  const { cases } = await check({ builtIn: { preset: "transparent", behaviours: ["add-signature"] }, only: ONLY });
  const told = cases.filter(({ sentence }) => sentence.includes("that nobody declared"));
  expect(told.length).toBeGreaterThan(15);
  // Left alone by the product: signed, encrypted, automatic mail.
  const left = ["MIME-13", "MIME-14", "MIME-15", "MIME-16", "MIME-29", "PACK-01", "PACK-05", "PACK-06", "PACK-09"];
  expect(cases.filter(({ id, outcome }) => left.includes(id) && outcome !== "OK")).toEqual([]);
});

test("who writes mail anew breaks text files, signatures and the bytes of forwarded messages", async () => {
  expect(await failing("re-serialises")).toEqual(["MIME-09 FAILED", "MIME-14 FAILED", "MIME-18 NON-STRICT"]);
});

test("each of several messages is named", async () => {
  const [only] = (
    await check({ builtIn: { preset: "transparent", behaviours: ["edit-text=us-ascii"] }, only: ["MIME-21"] })
  ).cases;
  expect(only?.sentence).toMatch(/^In iso-8859-1: The text\/plain part came back with another text \("Größe/);
});
