import { describe, expect, it } from "vitest";
import { parseEvents, type ServerEvent } from "../../../src/cli/api/event-source.ts";
import { styleFor } from "../../../src/cli/style.ts";
import { eventLine } from "../../../src/cli/tail.ts";

const plain = styleFor({ env: {}, isInteractive: false });
const tracking = (data: object): ServerEvent => ({
  id: "1.0.0",
  type: "tracking",
  data: {
    at: "2026-11-20T12:00:01.250Z",
    eventId: "DELIVER",
    context: "",
    detail: "The message was delivered to the folder: Inbox",
    sender: "alice@contoso.com",
    recipients: ["bob@contoso.com"],
    recipientCount: 1,
    subject: "Q3 numbers",
    ...data,
  },
});

describe("eventLine()", () => {
  it("is time, event, who, what", () => {
    expect(eventLine(tracking({}), plain)).toBe(
      "12:00:01.250 DELIVER          alice@contoso.com → bob@contoso.com  Q3 numbers  The message was delivered to the folder: Inbox",
    );
  });

  it("names three of many recipients, and the null sender", () => {
    const recipients = ["a@x", "b@x", "c@x", "d@x"];
    expect(eventLine(tracking({ sender: "", recipients, recipientCount: 40 }), plain)).toContain(
      "<> → a@x, b@x, c@x and 37 more",
    );
  });

  it("of a mailbox says where and what", () => {
    const data = { mailbox: "bob@contoso.com", folder: "Inbox", item: 17, what: "updated" };
    expect(eventLine({ id: "1.0.0", type: "mailbox", data }, plain).trim()).toMatch(
      /^mailbox +bob@contoso\.com {2}Inbox {2}item 17 {2}updated$/,
    );
  });

  it("a subject moves no cursor", () => {
    expect(eventLine(tracking({ subject: "\x1b[2J\r\nX" }), plain)).not.toMatch(/[\x00-\x1f]/);
  });

  it("tells of recalls, of journeys, of checks and of what was missed", () => {
    const at = "2026-11-20T12:00:00.000Z";
    const change = { at, requestMessageId: "<r@x>", address: "bob@x", status: "failed", trueReason: "notFound" };
    expect(eventLine({ id: "", type: "recall", data: change }, plain)).toContain("bob@x failed (notFound)  <r@x>");
    const journey = {
      changedAt: at,
      from: "a@x",
      to: ["b@x"],
      recipientCount: 1,
      subject: "S",
      hops: ["submission", "Out"],
    };
    expect(
      eventLine({ id: "", type: "journey", data: { ...journey, verdict: "lost", recall: "pending" } }, plain),
    ).toMatch(/a@x → b@x {2}S {2}submission › Out {2}lost, recall pending$/);
    const run = { at, checkId: "20261126T201500Z-3f2a", state: "running", trials: 1 };
    expect(eventLine({ id: "", type: "check", data: run }, plain)).toContain("20261126T201500Z-3f2a running, 1 trials");
    const trial = { caseId: "ID-01", outcome: "OK", sentence: "It holds.", tenant: "default", serviceLevel: "2026-09" };
    expect(eventLine({ id: "", type: "check", data: { ...run, trial } }, plain)).toMatch(
      /^12:00:00.000 ID-01 +OK {2}It holds\. {2}default, 2026-09$/,
    );
    expect(eventLine({ id: "", type: "gap", data: { reason: "Older events are gone." } }, plain)).toContain("are gone");
  });
});

describe("parseEvents()", () => {
  async function* chunks(text: string, size: number) {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const stream = `retry: 1000\n\n: \n\nid: 1.0.0\nevent: tracking\ndata: {"subject":"Grüße ☃"}\n\nid: 2.0.0\nevent: gap\ndata: {"a":1}\n\n`;

  it.each([1, 2, 3, 7, 1000])("reads events whatever %d bytes a chunk has", async (size) => {
    const events: ServerEvent[] = [];
    for await (const event of parseEvents(chunks(stream, size))) events.push(event);
    expect(events).toEqual([
      { id: "1.0.0", type: "tracking", data: { subject: "Grüße ☃" } },
      { id: "2.0.0", type: "gap", data: { a: 1 } },
    ]);
  });
});
