import { expect, test } from "vitest";
import type { TrackingEventId } from "../../../src/trace/events.ts";
import { buildTraceRows, type MessageTraceRow } from "../../../src/trace/message-trace.ts";
import { searchTrace } from "../../../src/trace/search-trace.ts";
import { traceDetail } from "../../../src/trace/trace-detail.ts";
import type { TrackingFilter, TrackingRow } from "../../../src/trace/tracking-log.ts";

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
    event("AGENTINFO", ["bob@contoso.com"], { context: "R", data: { rule: "R", action, enforced: true } }),
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

test("a search reads no further back than it must, and keeps what belongs to a message together", async () => {
  const DAY = 86_400_000;
  const events: TrackingRow[] = [];
  for (let day = 0; day < 10; day += 1) {
    const message = { networkMessageId: `m${day}`, at: day * DAY };
    events.push(event("RECEIVE", [`r${day}@contoso.com`], message));
    events.push(event("DELIVER", [`r${day}@contoso.com`], { ...message, at: day * DAY + 5 * DAY }));
  }
  const asked: TrackingFilter[] = [];
  const log = {
    async find(filter: TrackingFilter) {
      asked.push(filter);
      return events.filter(({ at }) => at >= (filter.from ?? 0) && at <= (filter.to ?? 0));
    },
  };
  const search = { from: 0, to: 15 * DAY, now: 15 * DAY, matches: () => true };
  const found = await searchTrace(log, { ...search, limit: 100 }, aliases);
  expect(statuses([...found.rows])).toEqual(
    [...Array(10).keys()].reverse().map((day) => `r${day}@contoso.com: Delivered`),
  );
  expect(found.next).toBeUndefined();

  const all = asked.splice(0).length;
  const newest = await searchTrace(log, { ...search, limit: 1 }, aliases);
  expect(newest.rows.map((row) => row.recipient)).toEqual(["r9@contoso.com"]);
  expect(newest.next?.recipient).toBe("r8@contoso.com");
  expect(asked.length).toBeLessThan(all);
  for (const [index, { to }] of asked.entries()) if (index > 0) expect(to).toBe((asked[index - 1]?.from ?? 0) - 1);
});
