import { expect, test } from "vitest";
import type { Journey } from "../../../src/web/api/types.ts";
import { chosenEntry, entriesOf, tabsOf, timelineOf } from "../../../src/web/journey/timeline.ts";

const at = (ms: number) => new Date(Date.UTC(2026, 10, 27) + ms).toISOString();
const event = (id: number, pass: string, eventId: string, data: Record<string, unknown> = {}) => ({
  ...{ id, at: at(id * 10), networkMessageId: pass, eventId, source: "SMTP", context: "there" },
  ...{ recipients: ["bob@contoso.com"], detail: "in its own words", data },
});
const pass = (networkMessageId: string, entry: "submission" | "return", connector: string | null) => ({
  ...{ networkMessageId, entry, connector, receivedAt: at(0), authAs: "Internal" as const },
  attributedBy: connector === null ? null : ("certificate" as const),
});

const journey = {
  id: "one",
  startedAt: at(0),
  passes: [pass("one", "submission", null), pass("two", "return", "Back")],
  // Behind a cut-through host, the return is written down before the departure.
  events: [
    event(1, "one", "RECEIVE"),
    event(2, "one", "AGENTINFO", { rule: "Sign", effect: "routed over it" }),
    event(3, "two", "RECEIVE"),
    event(4, "one", "SENDEXTERNAL", { legId: 7, reply: "250 taken" }),
    event(5, "two", "FAIL"),
  ],
  legs: [{ id: 6, direction: "in", networkMessageId: "two" }],
  recalls: [],
} as unknown as Journey;

test("events stand by pass, in the words of message trace", () => {
  const groups = timelineOf(journey);
  expect(groups.map(({ title, about }) => [title, about])).toEqual([
    ["Pass 1", "by submission · Internal"],
    ["Pass 2", "by return, Back (told by certificate) · Internal"],
  ]);
  expect(entriesOf(groups).map(({ word, detail, legId, ms }) => [word, detail, legId, ms])).toEqual([
    ["Receive", "in its own words", null, 10],
    ["Transport rule", "routed over it", null, 20],
    ["Send external", "250 taken", 7, 40],
    ["Receive", "in its own words", 6, 30],
    ["Fail", "in its own words", null, 50],
  ]);
});

test("changes of a recall follow, each with its true reason", () => {
  const change = { at: at(99), address: "bob@contoso.com", trueReason: "notFound" as const };
  const recipients = [{ address: "bob@contoso.com", trueReason: "notFound", trueReasonText: "No copy was found." }];
  const changes = [
    { id: 3, status: "failed", ...change },
    { id: 4, status: "waiting", ...change, trueReason: "connectorDown" },
  ];
  const recalls = [{ mailbox: "alice@contoso.com", changes, recipients }];
  const last = timelineOf({ ...journey, recalls } as unknown as Journey).at(-1);
  expect(last?.title).toBe("Recall");
  expect(last?.entries).toMatchObject([
    { id: "recall-3", word: "Recall failed", tone: "failed", detail: "true reason: No copy was found.", ms: 99 },
    { id: "recall-4", word: "Recall waits", detail: "true reason: connectorDown" },
  ]);
});

test("an address chooses by event or leg; without one, what went wrong is looked at", () => {
  const entries = entriesOf(timelineOf(journey));
  expect(chosenEntry(entries, { event: "2" })?.id).toBe("2");
  expect(chosenEntry(entries, { leg: "7" })?.id).toBe("4");
  expect(chosenEntry(entries, {})?.id).toBe("5");
  expect(chosenEntry(entries.slice(0, 2), { event: "99" })?.id).toBe("1");
});

test("a crossing is first looked at as its dialog, a rule as its explanation, a delivery as the message", () => {
  const first = Object.fromEntries(entriesOf(timelineOf(journey)).map((entry) => [entry.id, tabsOf(entry)[0]]));
  expect(first).toEqual({ 1: "message", 2: "rules", 3: "transcript", 4: "transcript", 5: "event" });
});
