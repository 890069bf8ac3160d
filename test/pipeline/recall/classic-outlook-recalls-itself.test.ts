// Cloud recall off: the request is an item, and Outlook for Windows at the recipient's handles it. R20, scenarios 4 and 5
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { recallByOutlook, submitByOutlook, winmailMessage } from "../../support/outlook.ts";
import {
  deliverFromOutside,
  HOUR,
  items,
  person,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  tenant,
} from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { change } from "../../support/two-tenants.ts";

const OFF = { organizationConfig: { messageRecallEnabled: false } };
const BOB = "bob@contoso.com";
const RECALL = "Recall: Budget";

function classicTenant(parts: Record<string, unknown> = OFF, bob: Record<string, unknown> = {}) {
  return tenant({
    mailboxes: [person("alice"), person("bob", { outlookClient: "Classic", ...bob }), person("carol")],
    ...parts,
  });
}

async function setRead(on: Sandbox): Promise<void> {
  const [copy] = await items(on, "bob");
  await on.mailboxes.setRead(BOB, copy?.id ?? 0, true, on.clock.now());
}

async function moveTo(on: Sandbox, folder: string): Promise<void> {
  const [copy] = await items(on, "bob");
  const target = on.mailboxes.folders.wellKnown(BOB, folder);
  if (copy && target) await on.mailboxes.move(BOB, copy.id, target, on.clock.now());
}

/** Class and text of the newest report in Alice's Inbox. */
async function answer(on: Sandbox): Promise<{ messageClass: string; subject: string; text: string } | undefined> {
  const [item] = await items(on, "alice");
  const bytes = item && (await on.mailboxes.bytes(item));
  if (!item || !bytes) return undefined;
  const body = bytes.toString("latin1").split("\r\n\r\n")[1] ?? "";
  const { messageClass, subject } = item;
  return { messageClass, subject, text: Buffer.from(body, "base64").toString() };
}

it("an unread original in the Inbox is deleted, the request stays to tell of it, and the sender gets an answer", async () => {
  const on = await sandbox({ config: classicTenant() });
  const original = await submitByOutlook(on);
  const request = await recallByOutlook(on, original);

  expect((await items(on, "bob")).map(({ subject, messageClass }) => [subject, messageClass])).toEqual([
    [RECALL, "IPM.Outlook.Recall"],
  ]);
  expect(await answer(on)).toEqual({
    messageClass: "IPM.Recall.Report.Success",
    subject: "Message Recall Success: Budget",
    text: "Your message\r\n\r\n   To: bob@contoso.com\r\n   Subject:   Budget\r\n   Sent:   11/20/2026 12:00 PM\r\n\r\nwas recalled successfully on 11/20/2026 12:00 PM.\r\n",
  });
  expect(await on.recalls.find(undefined, request)).toBeUndefined();
  expect(await subjects(on, "alice")).toEqual(["Message Recall Success: Budget"]);
});

it("a read original stays, and the sender is told of the failure", async () => {
  const on = await sandbox({ config: classicTenant() });
  const original = await submitByOutlook(on);
  await setRead(on);
  await recallByOutlook(on, original);

  expect(await subjects(on, "bob")).toEqual([RECALL, "Budget"]);
  expect(await answer(on)).toMatchObject({
    messageClass: "IPM.Recall.Report.Failure",
    subject: "Message Recall Failure: Budget",
    text: expect.stringContaining("could not be recalled on 11/20/2026"),
  });
});

it("so does one that was moved", async () => {
  const on = await sandbox({ config: classicTenant() });
  const original = await submitByOutlook(on);
  await moveTo(on, "deleteditems");
  await recallByOutlook(on, original);
  expect(await subjects(on, "bob", "deleteditems")).toEqual(["Budget"]);
  expect((await answer(on))?.messageClass).toBe("IPM.Recall.Report.Failure");
});

it("a sender who wants no report gets none", async () => {
  const on = await sandbox({ config: classicTenant() });
  const original = await submitByOutlook(on);
  await recallByOutlook(on, original, { wantsReport: false });
  expect(await subjects(on, "bob")).toEqual([RECALL]);
  expect(await items(on, "alice")).toEqual([]);
});

it("new Outlook does nothing with the request: both are in the Inbox", async () => {
  const on = await sandbox({ config: tenant(OFF) });
  await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob")).toEqual([RECALL, "Budget"]);
  expect(await items(on, "alice")).toEqual([]);
});

it("a request that came first waits in the Inbox, over a restart too, and takes the original when it comes", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-test-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const before = await sandbox({ config: classicTenant(), data });
  const key = "00112233445566778899AABBCCDDEEFF";
  const request = winmailMessage({
    messageId: "<request@contoso.com>",
    subject: RECALL,
    messageClass: "IPM.Outlook.Recall",
    properties: (bag) => bag.set(TAG.RecallSearchKey, Buffer.from(key, "hex")).set(TAG.SendRecallReport, true),
  });
  await submit(before, { raw: request });
  expect(await subjects(before, "bob")).toEqual([RECALL]);
  expect(await items(before, "alice")).toEqual([]);
  await before.stop();

  const on = await sandbox({ config: classicTenant(), data });
  const original = winmailMessage({
    messageId: "<late@contoso.com>",
    properties: (bag) => bag.set(TAG.PidTagSearchKey, Buffer.from(key, "hex")),
  });
  await submit(on, { raw: original });
  expect(await subjects(on, "bob")).toEqual([RECALL]);
  expect((await answer(on))?.messageClass).toBe("IPM.Recall.Report.Success");
});

it("a request that was moved out of the Inbox before its original came no longer works", async () => {
  const on = await sandbox({ config: classicTenant(OFF) });
  const key = "00112233445566778899AABBCCDDEEFF";
  await submit(on, {
    raw: winmailMessage({
      messageId: "<request@contoso.com>",
      subject: RECALL,
      messageClass: "IPM.Outlook.Recall",
      properties: (bag) => bag.set(TAG.RecallSearchKey, Buffer.from(key, "hex")),
    }),
  });
  await moveTo(on, "deleteditems");
  await submit(on, {
    raw: winmailMessage({
      messageId: "<late@contoso.com>",
      properties: (bag) => bag.set(TAG.PidTagSearchKey, Buffer.from(key, "hex")),
    }),
  });
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
});

it.each([
  [true, [RECALL], "IPM.Recall.Report.Success"],
  [false, [RECALL, "Budget"], undefined],
] as const)(
  "behind a smart host it works where mail travels as rich text (%s) and keys survive",
  async (tnefEnabled, inbox, report) => {
    const on = await sandbox({
      config: classicTenant({
        ...OFF,
        ...roundTrip("builtin"),
        smartHost: { preset: "signature" },
        remoteDomains: [{ name: "Ours", domainName: "contoso.com", tnefEnabled }],
      }),
    });
    await recallByOutlook(on, await submitByOutlook(on));
    expect(await subjects(on, "bob")).toEqual(inbox);
    expect((await items(on, "alice"))[0]?.messageClass).toBe(report);
  },
);

it("a hold keeps what Outlook deleted", async () => {
  const on = await sandbox({ config: classicTenant(OFF, { litigationHoldEnabled: true }) });
  await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob", "recoverableitemspurges")).toEqual(["Budget"]);
});

// R18
it("a forwarding mailbox asks for silence: the one it forwards to handles the request and answers nothing", async () => {
  const on = await sandbox({
    config: tenant({
      ...OFF,
      mailboxes: [
        person("alice"),
        person("bob", { forwardingAddress: "carol@contoso.com", deliverToMailboxAndForward: true }),
        person("carol", { outlookClient: "Classic" }),
      ],
    }),
  });
  await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "carol")).toEqual([RECALL]);
  expect(await items(on, "alice")).toEqual([]);
});

// R19
it("answers to a group are absorbed: its members get nothing, and nobody is told", async () => {
  const on = await sandbox({
    config: classicTenant({
      groups: [
        { address: "team@contoso.com", displayName: "Team", members: ["alice@contoso.com", "carol@contoso.com"] },
      ],
    }),
  });
  await submit(on, {
    from: BOB,
    to: "team@contoso.com",
    raw: winmailMessage({
      from: BOB,
      to: "team@contoso.com",
      subject: "Message Recall Failure: Budget",
      messageId: "<answer@contoso.com>",
      messageClass: "IPM.Recall.Report.Failure",
    }),
  });
  for (const name of ["alice", "bob", "carol"]) expect(await items(on, name)).toEqual([]);
  const [dropped] = (await on.tracking.find({ messageId: "<answer@contoso.com>" })).filter(
    ({ eventId }) => eventId === "DROP",
  );
  expect(dropped?.detail).toMatch(/^250 2\.1\.5 RESOLVER\.GRP\.BlockedMessage;/);
});

it("somebody else's request takes nothing away, from inside or outside", async () => {
  const on = await sandbox({ config: classicTenant() });
  const original = await submitByOutlook(on);
  const [sent] = await on.submitted.find(original);
  const forged = (from: string, messageId: string) =>
    winmailMessage({
      from,
      subject: RECALL,
      messageId,
      messageClass: "IPM.Outlook.Recall",
      properties: (bag) =>
        bag.set(TAG.RecallSearchKey, Buffer.from(sent?.searchKey ?? "", "hex")).set(TAG.SendRecallReport, true),
    });
  await submit(on, { from: "carol@contoso.com", raw: forged("carol@contoso.com", "<a@contoso.com>") });
  await deliverFromOutside(on, { from: "alice@contoso.com", raw: forged("alice@contoso.com", "<b@evil.example>") });
  await on.idle();
  expect(await subjects(on, "bob")).toEqual([RECALL, RECALL, "Budget"]);
  expect(await items(on, "alice")).toEqual([]);
});

it("with cloud recall on the service is first: Outlook sees no request", async () => {
  const on = await sandbox({ config: classicTenant({}) });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "alice")).not.toContain("Message Recall Success: Budget");
});

// R24
it("the old experience returns when the propagation delay has passed, not before", async () => {
  const on = await sandbox({ config: classicTenant({ service: { propagationDelay: "1h" } }) });
  await change(on, ({ organizationConfig }) => ({
    organizationConfig: { ...organizationConfig, messageRecallEnabled: false },
  }));
  await on.advance(HOUR / 2);
  const early = await submitByOutlook(on);
  expect(await report(on, await recallByOutlook(on, early))).toEqual(["bob@contoso.com: recalled"]);

  await on.advance(HOUR / 2);
  const late = await submitByOutlook(on);
  expect(await report(on, await recallByOutlook(on, late))).toEqual([]);
  expect(await subjects(on, "bob")).toEqual([RECALL]);
  await expect(recall(on, late)).rejects.toThrow(/turned off for this organization/);
});
