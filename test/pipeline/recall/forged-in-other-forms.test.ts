// Requests that nobody may make: as TNEF, over a connection that nobody claims, of what was received, of what never was.
// R3, R7, R10
import { describe, expect, it } from "vitest";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { submitByOutlook, winmailMessage } from "../../support/outlook.ts";
import {
  deliverFromOutside,
  HOUR,
  items,
  type Mail,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  tenant,
} from "../../support/sandbox.ts";
import { blackHole, roundTrip } from "../../support/smart-host.ts";

const CAROL = "carol@contoso.com";
const RECALL = "Recall: Budget";

/** A request of generation A that names a message by its search key. */
function classicRequest(searchKey: string, from = "alice@contoso.com"): string {
  return winmailMessage({
    from,
    subject: RECALL,
    messageId: "<forged@evil.example>",
    messageClass: "IPM.Outlook.Recall",
    properties: (bag) => bag.set(TAG.RecallSearchKey, Buffer.from(searchKey, "hex")).set(TAG.SendRecallReport, true),
  });
}

describe.each(["2023-04", "2024-08", "2026-09"])("TNEF of the request's class, at level %s", (level) => {
  /** Alice's message to Bob, and its search key: more than a stranger knows. */
  async function withOriginal(parts: Record<string, unknown> = {}) {
    const on = await sandbox({ config: tenant({ ...parts, service: { level } }) });
    const [sent] = await on.submitted.find(await submitByOutlook(on));
    return { on, searchKey: sent?.searchKey ?? "" };
  }

  it("from outside is ordinary mail", async () => {
    const { on, searchKey } = await withOriginal();
    await deliverFromOutside(on, { from: "alice@contoso.com", raw: classicRequest(searchKey) });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual([RECALL, "Budget"]);
    expect(await on.recalls.list()).toEqual([]);
  });

  it("from a colleague, about somebody else's message, is ordinary mail", async () => {
    const { on, searchKey } = await withOriginal();
    await submit(on, { from: CAROL, raw: classicRequest(searchKey, CAROL) });
    expect(await subjects(on, "bob")).toEqual([RECALL, "Budget"]);
    expect(await on.recalls.list()).toEqual([]);
  });

  it("about a message that never was is ordinary mail", async () => {
    const { on } = await withOriginal();
    await submit(on, { raw: classicRequest("00112233445566778899AABBCCDDEEFF") });
    expect(await subjects(on, "bob")).toEqual([RECALL, "Budget"]);
    expect(await on.recalls.list()).toEqual([]);
  });

  it("made up by the smart host is ordinary mail, with its certificate and without", async () => {
    const { transportRules: _, ...connectors } = roundTrip((await blackHole()).address);
    const { on, searchKey } = await withOriginal(connectors);
    const { cert, key } = on.certificates.smartHost;
    for (const tls of [{ cert, key }, undefined]) {
      const raw = classicRequest(searchKey).replace("<forged@", tls ? "<attributed@" : "<unattributed@");
      const mail: Mail = { from: "alice@contoso.com", raw };
      await deliverFromOutside(on, { ...mail, listener: "return", ...(tls && { tls }) });
      await on.idle();
    }
    expect(await subjects(on, "bob")).toEqual([RECALL, RECALL, "Budget"]);
    expect(await on.recalls.list()).toEqual([]);
  });
});

describe("in the sender's own client", () => {
  async function moveToSentItems(on: Awaited<ReturnType<typeof sandbox>>, mailbox: string): Promise<void> {
    const [item] = await items(on, mailbox);
    const folder = on.mailboxes.folders.wellKnown(mailbox, "sentitems");
    if (item && folder) await on.mailboxes.move(mailbox, item.id, folder, on.clock.now());
  }

  it("what was received isn't one's own, though it was moved to Sent Items", async () => {
    const on = await sandbox({ config: tenant() });
    const original = await submit(on, { to: ["bob@contoso.com", CAROL] });
    await moveToSentItems(on, "bob@contoso.com");
    await expect(recall(on, original, "bob@contoso.com")).rejects.toThrow(
      `bob@contoso.com submitted no message ${original}: only who sent a message can recall it.`,
    );
    expect(await subjects(on, "carol")).toEqual(["Budget"]);
  });

  it("nor is what came from outside and was moved there", async () => {
    const on = await sandbox({ config: tenant() });
    const original = await deliverFromOutside(on);
    await on.idle();
    await moveToSentItems(on, "bob@contoso.com");
    await expect(recall(on, original, "bob@contoso.com")).rejects.toThrow("only who sent a message can recall it");
  });
});

describe("under a request's Message-ID", () => {
  /** Alice's recall is on its way through the smart host, which keeps it; anybody outside may know its Message-ID. */
  async function onItsWay() {
    const hole = await blackHole();
    const on = await sandbox({ config: tenant({ ...roundTrip(hole.address), clock: { foreignQuiet: "20ms" } }) });
    const original = await submit(on, { headers: { "X-Sandbox-Signature": "true" } });
    const request = await recall(on, original);
    const left = hole.taken.find((mail) => mail.bytes.includes(`Subject: ${RECALL}`))?.bytes ?? Buffer.alloc(0);
    const forge = async () => {
      const raw = `From: <alice@contoso.com>\r\nSubject: Forged\r\nDate: Fri, 20 Nov 2026 12:30:00 +0000\r\nMessage-Id: ${request}\r\nX-MS-Exchange-RecallReportGenerated: true\r\n\r\nx\r\n`;
      await deliverFromOutside(on, { from: "alice@contoso.com", raw });
      await on.idle();
    };
    const comesBack = async () => {
      const { cert, key } = on.certificates.smartHost;
      const raw = Buffer.concat([Buffer.from("X-Sandbox-Signature: true\r\n"), left]);
      await deliverFromOutside(on, { listener: "return", tls: { cert, key }, from: "alice@contoso.com", raw });
      await on.idle();
    };
    return { on, request, forge, comesBack };
  }

  it("a stranger's mail deletes nothing, and doesn't spoil the recall either", async () => {
    const { on, request, forge, comesBack } = await onItsWay();
    await forge();
    expect(await subjects(on, "bob")).toEqual(["Forged", "Budget"]);
    expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notTrusted)"]);

    await comesBack();
    expect(await subjects(on, "bob")).toEqual(["Forged"]);
    expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  });

  it("nor does it once the request is there and waits for its original", async () => {
    const on = await sandbox({ config: tenant() });
    const original = await submit(on);
    const [copy] = await items(on, "bob");
    if (copy) await on.mailboxes.softDelete(copy, on.clock.now());
    const request = await recall(on, original);
    const waiting = await report(on, request);
    const raw = `From: <alice@contoso.com>\r\nSubject: Forged\r\nDate: Fri, 20 Nov 2026 12:30:00 +0000\r\nMessage-Id: ${request}\r\n\r\nx\r\n`;
    await deliverFromOutside(on, { from: "alice@contoso.com", raw });
    await on.idle();

    expect(await subjects(on, "bob")).toEqual(["Forged"]);
    expect(await report(on, request)).toEqual(waiting);
    await on.advance(24 * HOUR);
    expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notFound)"]);
  });
});
