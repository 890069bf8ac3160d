// TNEF of the class IPM.Outlook.Recall that a client submits over SMTP is a request, and nothing else is. R3, R7
import { expect, it } from "vitest";
import type { Sandbox } from "../../../../src/sandbox.ts";
import { TYPE } from "../../../../src/tnef/property.ts";
import type { PropertyBag } from "../../../../src/tnef/property-bag.ts";
import { NAMED, TAG } from "../../../../src/tnef/property-tags.ts";
import { submitByOutlook, type WinmailMail, winmailMessage } from "../../../support/outlook.ts";
import { deliverFromOutside, items, report, sandbox, subjects, submit, tenant } from "../../../support/sandbox.ts";

const REQUEST = "<request@contoso.com>";

async function keyOf(on: Sandbox, original: string): Promise<Buffer> {
  const [sent] = await on.submitted.find(original);
  return Buffer.from(sent?.searchKey ?? "", "hex");
}

const recallMail = (properties: (bag: PropertyBag) => unknown, more: Partial<WinmailMail> = {}) =>
  winmailMessage({
    messageId: REQUEST,
    subject: "Recall: Budget",
    messageClass: "IPM.Outlook.Recall",
    properties,
    ...more,
  });

it("with the original's key in 0x6800 it recalls", async () => {
  const on = await sandbox({ config: tenant() });
  const key = await keyOf(on, await submitByOutlook(on));
  await submit(on, {
    raw: recallMail((bag) =>
      bag
        .set(TAG.RecallSearchKey, key)
        .set(TAG.PidTagVoiceMessageDuration, 1)
        .set(TAG.PidTagSenderTelephoneNumber, "IPM.Note")
        .set(TAG.SendRecallReport, true)
        .set(TAG.PidTagFaxNumberOfPages, 0)
        .setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, 1),
    ),
  });
  expect(await report(on, REQUEST)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual([]);
});

it("the four properties beside the key may be missing", async () => {
  const on = await sandbox({ config: tenant() });
  const key = await keyOf(on, await submitByOutlook(on));
  await submit(on, { raw: recallMail((bag) => bag.set(TAG.RecallSearchKey, key)) });
  expect(await report(on, REQUEST)).toEqual(["bob@contoso.com: recalled"]);
});

it("a message that was sent in plain MIME is recalled by its key as well", async () => {
  const on = await sandbox({ config: tenant() });
  const key = await keyOf(on, await submit(on));
  await submit(on, { raw: recallMail((bag) => bag.set(TAG.RecallSearchKey, key)) });
  expect(await report(on, REQUEST)).toEqual(["bob@contoso.com: recalled"]);
});

it("it is kept in Purges, not in Sent Items", async () => {
  const on = await sandbox({ config: tenant() });
  const key = await keyOf(on, await submitByOutlook(on));
  await submit(on, { raw: recallMail((bag) => bag.set(TAG.RecallSearchKey, key)) });
  expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget"]);
  expect(await subjects(on, "alice", "recoverableitemspurges")).toEqual(["Recall: Budget"]);
});

it("a key of four bytes names nothing: the message is delivered as what it is", async () => {
  const on = await sandbox({ config: tenant() });
  await submitByOutlook(on);
  await submit(on, { raw: recallMail((bag) => bag.set(TAG.RecallSearchKey, Buffer.from("1e000000", "hex"))) });
  expect(await on.recalls.list()).toEqual([]);
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
  expect((await items(on, "bob"))[0]?.messageClass).toBe("IPM.Outlook.Recall");
});

it("the key of a message that somebody else sent is none of one's own", async () => {
  const on = await sandbox({ config: tenant() });
  const key = await keyOf(on, await submitByOutlook(on));
  await submit(on, {
    from: "carol@contoso.com",
    raw: recallMail((bag) => bag.set(TAG.RecallSearchKey, key), { from: "carol@contoso.com" }),
  });
  expect(await on.recalls.list()).toEqual([]);
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
});

it("TNEF that belongs to another message makes no request", async () => {
  const on = await sandbox({ config: tenant() });
  const key = await keyOf(on, await submitByOutlook(on));
  const raw = recallMail((bag) => bag.set(TAG.RecallSearchKey, key), { correlationKey: "another" });
  await submit(on, { raw });
  expect(await on.recalls.list()).toEqual([]);
  expect((await items(on, "bob"))[0]?.messageClass).toBe("IPM.Note");
});

it("the same message from outside makes no request", async () => {
  const on = await sandbox({ config: tenant() });
  const key = await keyOf(on, await submitByOutlook(on));
  await deliverFromOutside(on, {
    from: "alice@contoso.com",
    raw: recallMail((bag) => bag.set(TAG.RecallSearchKey, key)),
  });
  await on.idle();
  expect(await on.recalls.list()).toEqual([]);
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
});

it("with cloud recall switched off it is delivered as a request that Outlook would handle", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { messageRecallEnabled: false } }) });
  const key = await keyOf(on, await submitByOutlook(on));
  await submit(on, { raw: recallMail((bag) => bag.set(TAG.RecallSearchKey, key)) });
  expect(await on.recalls.list()).toEqual([]);
  expect((await items(on, "bob")).map(({ messageClass }) => messageClass)).toEqual(["IPM.Outlook.Recall", "IPM.Note"]);
});
