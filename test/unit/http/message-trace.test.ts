import { expect, test } from "vitest";
import type { TrackingEventId } from "../../../src/trace/events.ts";
import { buildTraceRows, type MessageTraceRow } from "../../../src/trace/message-trace.ts";
import { searchTrace, type TraceSource } from "../../../src/trace/search-trace.ts";
import { traceDetail } from "../../../src/trace/trace-detail.ts";
import type { TrackingRow } from "../../../src/trace/tracking-log.ts";

const ID = "11111111-2222-3333-4444-555555555555";
const DROPPED =
  "Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:Success";
let nextId = 1;

function event(eventId: TrackingEventId, recipients: string[], parts: Partial<TrackingRow> = {}): TrackingRow {
  return {
    id: nextId++,
    at: 1000,
    eventId,
    source: "SMTP",
    networkMessageId: ID,
    journeyId: ID,
    messageId: "<1@contoso.com>",
    sender: "alice@contoso.com",
    recipients,
    subject: "Budget",
    size: 1234,
    detail: "",
    context: "",
    data: {},
    ...parts,
  };
}
const received = (...recipients: string[]) =>
  event("RECEIVE", recipients, {
    detail: "Message received by submission from ::ffff:10.0.0.9 (pc)",
    data: { entry: "submission", clientIp: "::ffff:10.0.0.9" },
  });
const aliases = (address: string) => (address === "al@contoso.com" ? "alice@contoso.com" : address);
const rowsOf = (...events: TrackingRow[]) => buildTraceRows(events, aliases);
const statuses = (rows: MessageTraceRow[]) => rows.map((row) => `${row.recipient}: ${row.status}`);

test("a message that was only received is being looked at", () => {
  expect(statuses(rowsOf(received("bob@contoso.com")))).toEqual(["bob@contoso.com: GettingStatus"]);
});

test.each<[TrackingEventId, string]>([
  ["DELIVER", "Delivered"],
  ["SENDEXTERNAL", "Delivered"],
  ["DROP", "Failed"],
  ["DUPLICATEDELIVER", "Failed"],
  ["FAIL", "Failed"],
  ["POISONMESSAGE", "Failed"],
  ["INITMESSAGECREATED", "Pending"],
  ["MODERATORAPPROVE", "Pending"],
  ["MODERATORREJECT", "Failed"],
  ["MODERATIONEXPIRE", "Failed"],
  ["DEFER", "Pending"],
  ["TRANSFER", "Pending"],
  ["AGENTINFO", "Pending"],
])("after %s it is %s", (eventId, status) => {
  expect(rowsOf(received("bob@contoso.com"), event(eventId, ["Bob@contoso.com"]))[0]?.status).toBe(status);
});

test("a row has what the cmdlet shows", () => {
  const sent = event("SENDEXTERNAL", ["bob@contoso.com"], { data: { peer: "127.0.0.1:2526" } });
  expect(rowsOf(received("bob@contoso.com"), sent)[0]).toMatchObject({
    messageTraceId: ID,
    messageId: "<1@contoso.com>",
    sender: "alice@contoso.com",
    subject: "Budget",
    size: 1234,
    receivedAt: 1000,
    fromIP: "10.0.0.9",
    toIP: "127.0.0.1",
  });
});

test("a group is Expanded and each member has a row", () => {
  const members = ["bob@contoso.com", "carol@contoso.com"];
  const rows = rowsOf(
    received("all@contoso.com"),
    event("EXPAND", members, { context: "all@contoso.com" }),
    event("DELIVER", ["bob@contoso.com"]),
    event("FAIL", ["carol@contoso.com"]),
  );
  expect(statuses(rows)).toEqual([
    "all@contoso.com: Expanded",
    "bob@contoso.com: Delivered",
    "carol@contoso.com: Failed",
  ]);
});

test("an alias is Resolved beside its mailbox", () => {
  const rows = rowsOf(received("al@contoso.com"), event("DELIVER", ["alice@contoso.com"]));
  expect(statuses(rows)).toEqual(["al@contoso.com: Resolved", "alice@contoso.com: Delivered"]);
});

test("who forwards all mail is Resolved; who keeps a copy has it Delivered", () => {
  const forward = event("REDIRECT", ["carol@contoso.com"], { context: "bob@contoso.com" });
  const away = rowsOf(received("bob@contoso.com"), forward, event("DELIVER", ["carol@contoso.com"]));
  expect(statuses(away)).toEqual(["bob@contoso.com: Resolved", "carol@contoso.com: Delivered"]);
  const both = rowsOf(received("bob@contoso.com"), forward, event("DELIVER", ["bob@contoso.com", "carol@contoso.com"]));
  expect(statuses(both)).toEqual(["bob@contoso.com: Delivered", "carol@contoso.com: Delivered"]);
});

test("a rule's redirection resolves who is replaced, its blind copy does not", () => {
  const rule = (action: string) => [
    event("AGENTINFO", ["bob@contoso.com"], {
      context: "R",
      detail: `Transport rule: 'R', action: ${action}`,
      data: { rule: "R", action, enforced: true },
    }),
    event("REDIRECT", ["carol@contoso.com"], { context: "R", data: { rule: "R", from: ["bob@contoso.com"] } }),
  ];
  const redirected = rowsOf(
    received("bob@contoso.com"),
    ...rule("RedirectMessageTo"),
    event("DELIVER", ["carol@contoso.com"]),
  );
  expect(statuses(redirected)).toEqual(["bob@contoso.com: Resolved", "carol@contoso.com: Delivered"]);
  const copied = rowsOf(received("bob@contoso.com"), ...rule("BlindCopyTo"));
  expect(statuses(copied)).toEqual(["bob@contoso.com: Pending", "carol@contoso.com: Pending"]);
});

test("each pass through the tenant has rows of its own", () => {
  const second = { networkMessageId: "2", at: 2000 };
  const rows = rowsOf(
    received("bob@contoso.com"),
    event("SENDEXTERNAL", ["bob@contoso.com"]),
    event("RECEIVE", ["bob@contoso.com"], second),
    event("DROP", ["bob@contoso.com"], { ...second, detail: DROPPED }),
  );
  expect(rows.map((row) => [row.messageTraceId, row.status])).toEqual([
    [ID, "Delivered"],
    ["2", "Failed"],
  ]);
});

test("detail is told in the trace's words, the recall's drop verbatim", () => {
  const [row] = rowsOf(
    received("bob@contoso.com"),
    event("AGENTINFO", ["bob@contoso.com"], {
      data: { rule: "Loop", action: "RouteMessageOutboundConnector" },
      detail: "x",
    }),
    event("AGENTINFO", ["bob@contoso.com"], { data: { rules: [] }, detail: "Transport rules that did nothing: 3" }),
    event("SENDEXTERNAL", ["bob@contoso.com"]),
    event("DEFER", ["bob@contoso.com"]),
    event("DUPLICATEDELIVER", ["bob@contoso.com"]),
    event("DROP", ["bob@contoso.com"], { detail: DROPPED }),
  );
  const details = row ? traceDetail(row) : [];
  expect(details.map(({ event, action }) => `${event} ${action}`.trim())).toEqual([
    "Receive",
    "Submit",
    "Transport rule RouteMessageOutboundConnector",
    "Send external",
    "Defer",
    "Drop",
    "Drop",
  ]);
  expect(details.at(-1)?.detail).toBe(DROPPED);
});

test("Data is XML that nothing breaks out of", () => {
  const data = { reply: 'a<b>&"\u0000', legId: 7, list: ["x"] };
  const [row] = rowsOf(event("SENDEXTERNAL", ["bob@contoso.com"], { data, context: "To the host" }));
  expect(row && traceDetail(row)[0]?.data).toBe(
    '<root><MEP Name="Source" String="SMTP"/><MEP Name="Context" String="To the host"/>' +
      '<MEP Name="Reply" String="a&lt;b&gt;&amp;&quot;\ufffd"/><MEP Name="LegId" Integer="7"/><MEP Name="List" String="[&quot;x&quot;]"/></root>',
  );
});

test("a search reads no more messages than it must, and keeps those of one instant together", async () => {
  const count = 450;
  const events = Array.from({ length: count }, (_, n) => {
    const message = { networkMessageId: `m${String(n).padStart(3, "0")}`, at: Math.floor(n / 150) };
    return [event("RECEIVE", [`r${n}@contoso.com`], message), event("DELIVER", [`r${n}@contoso.com`], message)];
  });
  const read: string[] = [];
  const source: TraceSource = {
    index: {
      async passes(_filter, limit, after) {
        const newestFirst = events.map(([receipt]) => receipt as TrackingRow).reverse();
        const from = after ? newestFirst.findIndex((row) => row.networkMessageId === after.networkMessageId) + 1 : 0;
        return newestFirst.slice(from, from + limit).map((row) => ({ ...row, receivedAt: row.at }));
      },
    },
    log: {
      async ofMessages(ids) {
        read.push(...ids);
        return events.flat().filter((row) => ids.includes(row.networkMessageId));
      },
    },
  };
  const search = { from: 0, to: 5, matches: () => true };
  const found = await searchTrace(source, { ...search, limit: 1000 }, aliases);
  expect(found.rows).toHaveLength(count);
  expect(found.next).toBeUndefined();
  expect(read.splice(0)).toHaveLength(count);

  const newest = await searchTrace(source, { ...search, limit: 1 }, aliases);
  // Of 150 rows of the last instant, the first by recipient.
  expect(newest.rows.map((row) => row.recipient)).toEqual(["r300@contoso.com"]);
  expect(newest.next?.recipient).toBe("r301@contoso.com");
  expect(read.length).toBeLessThan(count);
});

test("what becomes of an alias is told of its owner, a group's too", () => {
  const failed = event("FAIL", ["al@contoso.com"], { detail: "550 5.7.134 …" });
  expect(statuses(rowsOf(received("al@contoso.com"), failed))).toEqual([
    "al@contoso.com: Resolved",
    "alice@contoso.com: Failed",
  ]);
  const expanded = event("EXPAND", ["bob@contoso.com"], { context: "al@contoso.com" });
  expect(statuses(rowsOf(received("al@contoso.com"), expanded))).toEqual([
    "al@contoso.com: Resolved",
    "alice@contoso.com: Expanded",
    "bob@contoso.com: Pending",
  ]);
});
