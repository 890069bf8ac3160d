import { describe, expect, it } from "vitest";
import {
  headersOf,
  items,
  person,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  submitWithoutWaiting,
  tenant,
} from "../../support/sandbox.ts";

const sales = (settings: Record<string, unknown> = {}) =>
  tenant({
    mailboxes: [
      person("alice"),
      person("bob"),
      person("carol"),
      {
        address: "sales@contoso.com",
        displayName: "Sales",
        type: "Shared",
        fullAccess: ["alice@contoso.com"],
        sendAs: ["alice@contoso.com"],
        grantSendOnBehalfTo: ["deputies@contoso.com"],
        ...settings,
      },
    ],
    groups: [
      { address: "deputies@contoso.com", members: ["carol@contoso.com"] },
      {
        address: "team@contoso.com",
        displayName: "Team",
        members: ["bob@contoso.com", "carol@contoso.com"],
        sendAs: ["alice@contoso.com"],
        grantSendOnBehalfTo: ["carol@contoso.com"],
      },
    ],
  });

type Running = Awaited<ReturnType<typeof sandbox>>;

async function sendAs(on: Running, as: string, from: string, to = "bob@contoso.com"): Promise<string> {
  const id = await submitWithoutWaiting(on, { as, from, to });
  await on.idle();
  return id;
}

/** P1 is the delegate's own address, as a client that knows of delegation has it. */
async function sendOnBehalf(on: Running, as: string, from: string, to = "bob@contoso.com"): Promise<string> {
  const raw = `From: ${from}\r\nTo: ${to}\r\nSubject: Budget\r\nMessage-ID: <behalf@contoso.com>\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\n\r\nHello\r\n`;
  return submit(on, { from: as, to, raw });
}

describe("a shared mailbox", () => {
  it("that is sent as keeps a copy where MessageCopyForSentAsEnabled says so", async () => {
    const on = await sandbox({ config: sales({ messageCopyForSentAsEnabled: true }) });
    const id = await sendAs(on, "alice@contoso.com", "sales@contoso.com");
    expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget"]);
    expect(await subjects(on, "sales", "sentitems")).toEqual(["Budget"]);
    const [own, shared] = [(await items(on, "alice", "sentitems"))[0], (await items(on, "sales", "sentitems"))[0]];
    expect(shared?.messageId).toBe(id);
    expect(shared?.searchKey).toBe(own?.searchKey);
    expect(shared?.isRead).toBe(true);
  });

  it("keeps none otherwise, nor of what was sent on its behalf", async () => {
    const on = await sandbox({ config: sales() });
    await sendAs(on, "alice@contoso.com", "sales@contoso.com");
    expect(await subjects(on, "sales", "sentitems")).toEqual([]);
    const other = await sandbox({ config: sales({ messageCopyForSentAsEnabled: true }) });
    await sendOnBehalf(other, "carol@contoso.com", "sales@contoso.com");
    expect(await subjects(other, "sales", "sentitems")).toEqual([]);
  });

  it("that is sent on behalf of: Sender names the delegate, and MessageCopyForSendOnBehalfEnabled keeps a copy", async () => {
    const on = await sandbox({ config: sales({ messageCopyForSendOnBehalfEnabled: true }) });
    await sendOnBehalf(on, "carol@contoso.com", "sales@contoso.com");
    const header = await headersOf(on, "bob");
    expect([header.get("From"), header.get("Sender")]).toEqual(["sales@contoso.com", "carol@contoso.com"]);
    expect(await subjects(on, "sales", "sentitems")).toEqual(["Budget"]);
  });

  it("is sent for by nobody else", async () => {
    const on = await sandbox({ config: sales() });
    await expect(sendAs(on, "bob@contoso.com", "sales@contoso.com")).rejects.toThrow("5.7.60");
    await expect(sendOnBehalf(on, "bob@contoso.com", "sales@contoso.com")).rejects.toThrow("5.7.60");
  });

  // Scenario 14; R19.
  it("recalls from its own Sent Items; the report is the mailbox's", async () => {
    const on = await sandbox({ config: sales({ messageCopyForSentAsEnabled: true }) });
    const original = await sendAs(on, "alice@contoso.com", "sales@contoso.com");
    const request = await recall(on, original, "sales@contoso.com");
    expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
    expect(await subjects(on, "sales")).toEqual(["Message Recall Report: Budget"]);
    expect(await subjects(on, "alice")).toEqual([]);
    expect((await on.recalls.list({}, 1))[0]?.mailbox).toBe("sales@contoso.com");
  });

  it("recalls for the delegate who sent on its behalf", async () => {
    const on = await sandbox({ config: sales() });
    const request = await recall(
      on,
      await sendOnBehalf(on, "carol@contoso.com", "sales@contoso.com"),
      "carol@contoso.com",
    );
    expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  });
});

describe("a group", () => {
  it("is sent as and on behalf of by its delegates", async () => {
    const on = await sandbox({ config: sales() });
    await sendAs(on, "alice@contoso.com", "team@contoso.com");
    expect((await headersOf(on, "bob")).get("From")).toBe("team@contoso.com");
    await expect(sendAs(on, "carol@contoso.com", "team@contoso.com")).rejects.toThrow("5.7.60");
  });

  // Scenario 13; R19.
  it("that was sent on behalf of: the recall works, and the report goes to all its members", async () => {
    const on = await sandbox({ config: sales() });
    const original = await sendOnBehalf(on, "carol@contoso.com", "team@contoso.com", "alice@contoso.com");
    const request = await recall(on, original, "carol@contoso.com");
    expect(await report(on, request)).toEqual(["alice@contoso.com: recalled"]);
    for (const member of ["bob", "carol"])
      expect(await subjects(on, member)).toEqual(["Message Recall Report: Budget"]);
    expect(await subjects(on, "alice")).toEqual([]);
    expect((await on.recalls.list({}, 1))[0]?.mailbox).toBe("team@contoso.com");
  });
});

// R19; a report of classic Outlook's would reach everybody.
describe("a report of a classic recall", () => {
  const ofReport = (to: string) =>
    `From: alice@contoso.com\r\nTo: ${to}\r\nSubject: Recall Success: Budget\r\nMessage-ID: <report@contoso.com>\r\nContent-Class: urn:content-classes:recallreport\r\n\r\nDone\r\n`;

  it("is absorbed by a group: nobody gets it, nobody hears of it", async () => {
    const on = await sandbox({ config: sales() });
    await submit(on, { to: "team@contoso.com", raw: ofReport("team@contoso.com") });
    expect(await subjects(on, "bob")).toEqual([]);
    expect(await subjects(on, "alice")).toEqual([]);
    const events = await on.tracking.find({ messageId: "<report@contoso.com>" });
    expect(events.map(({ eventId, detail }) => [eventId, detail]).at(-1)).toEqual([
      "DROP",
      "250 2.1.5 RESOLVER.GRP.BlockedMessage; messages of this type are not delivered to groups",
    ]);
  });

  it("reaches a person", async () => {
    const on = await sandbox({ config: sales() });
    await submit(on, { to: "bob@contoso.com", raw: ofReport("bob@contoso.com") });
    expect(await subjects(on, "bob")).toEqual(["Recall Success: Budget"]);
  });
});
