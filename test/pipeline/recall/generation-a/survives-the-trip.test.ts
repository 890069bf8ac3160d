// Generation A through a smart host, at the level where nothing but the search key names the original. R11, R12, R22
import { expect, it } from "vitest";
import { recallByOutlook, submitByOutlook } from "../../../support/outlook.ts";
import { HOUR, report, sandbox, subjects, tenant } from "../../../support/sandbox.ts";
import { roundTrip } from "../../../support/smart-host.ts";

const ALWAYS = { remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }] };
const OLD = { service: { level: "2023-04" } };

const through = (more: Record<string, unknown> = {}) =>
  tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" }, ...more });

const exempting = (config: Record<string, unknown>) => ({
  ...config,
  transportRules: (config.transportRules as Record<string, unknown>[]).map((rule) => ({
    ...rule,
    exceptIfHeaderMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
    exceptIfHeaderMatchesPatterns: ["true", "false"],
  })),
});

it("without a smart host the copy is found by its search key", async () => {
  const on = await sandbox({ config: tenant(OLD) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual([]);
});

it("rich text by default: class and search key are lost, the original stays", async () => {
  const on = await sandbox({ config: through(OLD) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: outside (notRecognised)"]);
});

it("rich text always: recalled, and the report says outside all the same", async () => {
  const on = await sandbox({ config: through({ ...OLD, ...ALWAYS }) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: outside (recalledAllTheSame)"]);
  await on.advance(25 * HOUR);
  expect(await report(on, request)).toEqual(["bob@contoso.com: outside (recalledAllTheSame)"]);
});

it("rich text always and an exemption: recalled, and the report is right", async () => {
  const on = await sandbox({ config: exempting(through({ ...OLD, ...ALWAYS })) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
});

it("an exemption alone: the original lost its search key on its own trip", async () => {
  const on = await sandbox({ config: exempting(through(OLD)) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: pending (notFound)"]);
  await on.advance(25 * HOUR);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notFound)"]);
});

it.each(["2024-08", "2026-09"])("at level %s the Message-ID and the recall header are enough", async (level) => {
  const on = await sandbox({ config: through({ service: { level } }) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
});
