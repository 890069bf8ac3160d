// `recall identify` judges the sandbox's own requests as it judges real ones.
import { expect, it } from "vitest";
import { identifyRecall } from "../../../src/agents/recall/wire/identify.ts";
import type { RecallLanguage } from "../../../src/agents/recall/wire/texts.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { legBytes, recallByOutlook, submitByOutlook } from "../../support/outlook.ts";
import { recall, sandbox, tenant } from "../../support/sandbox.ts";
import { blackHole, roundTrip } from "../../support/smart-host.ts";

/** What leaves over the connector, in TNEF or in plain MIME. */
async function leaving(tnefEnabled: boolean): Promise<Sandbox> {
  const remoteDomains = [{ domainName: "contoso.com", tnefEnabled }];
  return sandbox({ config: tenant({ ...roundTrip((await blackHole()).address), remoteDomains }) });
}

async function identify(on: Sandbox, messageId: string) {
  const { headers, body } = splitMessage(await legBytes(on, messageId));
  return identifyRecall(HeaderBlock.parse(headers), body);
}

it("generation B names the original by Message-ID", async () => {
  const on = await leaving(false);
  const original = await submitByOutlook(on);
  expect(await identify(on, await recall(on, original))).toMatchObject({
    isRecallRequest: true,
    generation: "B",
    hosted: "exo",
    original: { namedBy: "messageId", messageId: original, subject: "Budget" },
  });
});

it("generation B in TNEF names it by search key, too", async () => {
  const on = await leaving(true);
  const original = await submitByOutlook(on);
  const [sent] = await on.submitted.find(original);
  expect(await identify(on, await recall(on, original))).toMatchObject({
    generation: "B",
    original: { namedBy: "messageId", messageId: original, searchKey: sent?.searchKey },
    signals: [{ kind: "messageClass" }, { kind: "trafficType" }, { kind: "recallReportGenerated" }, { kind: "text" }],
  });
});

it("generation A in TNEF names it by search key", async () => {
  const on = await leaving(true);
  const original = await submitByOutlook(on);
  const [sent] = await on.submitted.find(original);
  expect(await identify(on, await recallByOutlook(on, original))).toMatchObject({
    generation: "A",
    hosted: "exo",
    original: { namedBy: "searchKey", searchKey: sent?.searchKey, subject: "Budget" },
  });
});

it.each<readonly [RecallLanguage, string]>([
  ["en", "Q3 numbers"],
  ["zh-CN", "预算 Q3"],
  ["zh-TW", "預算 Q3"],
  ["ko", "예산 Q3"],
])("generation A as plain MIME in %s has nothing but the subject", async (language, subject) => {
  const on = await leaving(false);
  const original = await submitByOutlook(on, { subject });
  const found = await identify(on, await recallByOutlook(on, original, { language }));
  expect(found).toMatchObject({ generation: "A", hosted: "exo", language, original: { namedBy: "subject", subject } });
  expect(found.signals.map(({ kind }) => kind)).toEqual([
    "trafficType",
    "recallReportGenerated",
    "callingTelephoneNumber",
    "text",
  ]);
});

it("an original is none", async () => {
  for (const tnefEnabled of [true, false]) {
    const on = await leaving(tnefEnabled);
    expect(await identify(on, await submitByOutlook(on))).toMatchObject({ isRecallRequest: false, notes: [] });
  }
});
