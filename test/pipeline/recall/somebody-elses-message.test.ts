// Whoever submits a message under the Message-ID or search key of somebody else's can recall the own one only. R6, R10
import { expect, it } from "vitest";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { recallByOutlook, submitByOutlook, winmailMessage } from "../../support/outlook.ts";
import { items, recall, report, sandbox, submit, tenant } from "../../support/sandbox.ts";

const CAROL = "carol@contoso.com";

it("a copied Message-ID takes nobody else's message", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on, { messageId: "<plan@contoso.com>" });
  const raw = `From: <${CAROL}>\r\nTo: <bob@contoso.com>\r\nSubject: Copied\r\nDate: Fri, 20 Nov 2026 13:00:00 +0000\r\nMessage-ID: ${original}\r\n\r\nHello\r\n`;
  await submit(on, { from: CAROL, raw });
  expect(await items(on, "bob")).toHaveLength(2);

  const request = await recall(on, original, CAROL);

  expect((await items(on, "bob")).map(({ subject }) => subject)).toEqual(["Budget"]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
});

it("nor does a copied Message-ID with the search key", async () => {
  const on = await sandbox({ config: tenant({ service: { level: "2023-04" } }) });
  const original = await submitByOutlook(on);
  const [sent] = await on.submitted.find(original);
  const raw = winmailMessage({
    from: CAROL,
    subject: "Copied",
    messageId: original,
    properties: (bag) => bag.set(TAG.PidTagSearchKey, Buffer.from(sent?.searchKey ?? "", "hex")),
  }).replace("12:00:00", "13:00:00");
  await submit(on, { from: CAROL, raw });
  expect(await items(on, "bob")).toHaveLength(2);

  await recallByOutlook(on, original, {}, CAROL);

  expect((await items(on, "bob")).map(({ subject }) => subject)).toEqual(["Budget"]);
});
