// Rich text always: message and request go through the same host as TNEF, generation A unless said. R10, R11, R12, R22
import { expect, it } from "vitest";
import { PRESET_NAMES } from "../../../src/smart-host/presets.ts";
import { recallByOutlook, submitByOutlook } from "../../support/outlook.ts";
import { HOUR, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

const RICH_TEXT_ALWAYS = { remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }] };

const configOf = (preset: string, level: string, more: Record<string, unknown> = {}) =>
  tenant({ ...roundTrip("builtin"), smartHost: { preset }, service: { level }, ...RICH_TEXT_ALWAYS, ...more });

async function recallThrough(preset: string, level: string, more = {}) {
  const on = await sandbox({ config: configOf(preset, level, more) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  await on.advance(25 * HOUR);
  return { inbox: await subjects(on, "bob"), report: await report(on, request) };
}

const RECALLED: string[] = [];
const BOTH_STAY = ["Recall: Budget", "Budget"];

/** By preset: what is in the Inbox at 2023-04 and at 2026-09, and why. */
const OUTCOMES: Readonly<Record<string, readonly [at2023: string[], at2026: string[], why: string]>> = {
  transparent: [RECALLED, RECALLED, "nothing changed"],
  signature: [RECALLED, RECALLED, "TNEF is left alone"],
  "re-serialises": [RECALLED, RECALLED, "the bytes inside are the same"],
  "keep-tnef": [RECALLED, RECALLED, "TNEF is left alone"],
  "stamp-text-part-only": [RECALLED, RECALLED, "the text beside it says nothing; a recall is no mail to stamp"],
  "re-encode-winmail": [RECALLED, RECALLED, "the bytes inside are the same"],
  "rename-winmail": [RECALLED, RECALLED, "the media type tells TNEF, not the name"],
  "strips-exchange-headers": [RECALLED, RECALLED, "the class is in the TNEF, no header is needed: R11"],
  "strip-tnef": [
    BOTH_STAY,
    RECALLED,
    "class and search key are gone; from 2024-08 Message-ID and header are enough: R11, R12",
  ],
  "unpack-tnef": [BOTH_STAY, RECALLED, "class and search key have no place in MIME; from 2024-08 as strip-tnef"],
  "rewrite-correlator": [
    BOTH_STAY,
    RECALLED,
    "the key inside differs, so all TNEF is ignored: R11; from 2024-08 as strip-tnef",
  ],
  "rewrites-message-id": [BOTH_STAY, BOTH_STAY, "the class is recognised, but no such request is registered: R10 (a)"],
};

it("every preset that lets mail return has its outcome here", () => {
  expect([...Object.keys(OUTCOMES), "drops-loop-header"].sort()).toEqual([...PRESET_NAMES].sort());
});

it.each(Object.entries(OUTCOMES))("2023-04, %s", async (preset, [inbox, , why]) => {
  const outcome = await recallThrough(preset, "2023-04");
  expect(outcome.inbox, why).toEqual(inbox);
  // R22: the request left, so the page says outside whatever happened.
  expect(outcome.report[0], why).toMatch(/^bob@contoso\.com: outside \(/);
});

it.each(Object.entries(OUTCOMES))("2026-09, %s", async (preset, [, inbox, why]) => {
  const outcome = await recallThrough(preset, "2026-09");
  expect(outcome.inbox, why).toEqual(inbox);
  expect(outcome.report, why).toEqual([`bob@contoso.com: ${inbox === RECALLED ? "recalled" : "failed (notReturned)"}`]);
});

// R2: rich text always makes TNEF of a request by the service as well.
it.each(Object.entries(OUTCOMES))("2026-09, generation B, %s", async (preset, [, inbox, why]) => {
  const on = await sandbox({ config: configOf(preset, "2026-09") });
  await recall(on, await submit(on));
  expect(await subjects(on, "bob"), why).toEqual(inbox);
});

const [routing] = roundTrip("builtin").transportRules as [Record<string, unknown>];
const EXEMPTED = {
  transportRules: [
    {
      ...routing,
      exceptIfHeaderMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
      exceptIfHeaderMatchesPatterns: ["true", "false"],
    },
  ],
};

// R12: either identifier finds the original. R22: the request never left.
it.each(["2023-04", "2026-09"])("%s, rewrites-message-id and an exemption: the search key finds it", async (level) => {
  const outcome = await recallThrough("rewrites-message-id", level, EXEMPTED);
  expect(outcome).toEqual({ inbox: [], report: ["bob@contoso.com: recalled"] });
});

it.each([
  ["2023-04", ["Budget"], "failed (notFound)"],
  ["2026-09", RECALLED, "recalled"],
])("%s, strip-tnef and an exemption: the original lost its key, not its Message-ID", async (level, inbox, status) => {
  expect(await recallThrough("strip-tnef", level, EXEMPTED)).toEqual({ inbox, report: [`bob@contoso.com: ${status}`] });
});
