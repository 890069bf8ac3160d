// What happened to a message, pass by pass, in the words of message trace.
import type { Journey } from "../api/types.ts";

export type JourneyEvent = Journey["events"][number];
export type JourneyLeg = Journey["legs"][number];
type Pass = Journey["passes"][number];
type RecallChange = Journey["recalls"][number]["changes"][number];

export type EntryTone = "ok" | "failed" | "waiting" | "note";

export interface Entry {
  /** The tracking event's; "recall-12" of a change of a recall. */
  readonly id: string;
  readonly at: string;
  /** Since the journey began, virtual milliseconds. */
  readonly ms: number;
  /** "Receive", "Transport rule" */
  readonly word: string;
  readonly tone: EntryTone;
  /** Rule, connector, listener, recipient. */
  readonly place: string;
  readonly detail: string;
  readonly recipients: readonly string[];
  readonly networkMessageId: string;
  readonly legId: number | null;
  readonly event?: JourneyEvent;
}

export interface Group {
  readonly title: string;
  readonly about: string;
  readonly entries: readonly Entry[];
}

const WORDS: Readonly<Record<string, string>> = {
  SENDEXTERNAL: "Send external",
  AGENTINFO: "Transport rule",
  DUPLICATEDELIVER: "Duplicate deliver",
  DSN: "Non-delivery report",
  POISONMESSAGE: "Poison message",
  HAREDIRECT: "Shadow redundancy",
  INITMESSAGECREATED: "Approval requested",
  MODERATORAPPROVE: "Approved",
  MODERATORREJECT: "Rejected",
  MODERATIONEXPIRE: "Approval expired",
  QUARANTINERELEASE: "Released from quarantine",
};
const FAILED: ReadonlySet<string> = new Set(["FAIL", "POISONMESSAGE", "MODERATORREJECT", "MODERATIONEXPIRE", "DSN"]);
const WAITING: ReadonlySet<string> = new Set(["DEFER", "QUARANTINE", "INITMESSAGECREATED"]);
const NOTES: ReadonlySet<string> = new Set(["AGENTINFO", "TRANSFER", "EXPAND", "RESOLVE", "REDIRECT", "DROP"]);

export function timelineOf(journey: Journey): Group[] {
  const begun = Date.parse(journey.startedAt);
  const legOf = incomingLegs(journey.legs);
  const order = new Map(journey.passes.map((pass, index) => [pass.networkMessageId, index]));
  const byPass = Map.groupBy(journey.events, (event) => order.get(event.networkMessageId) ?? -1);
  const groups = [...byPass]
    .sort(([one], [other]) => one - other)
    .map(([index, events]): Group => {
      const pass = journey.passes[index];
      return {
        title: pass ? `Pass ${index + 1}` : "Before it was received",
        about: pass ? aboutPass(pass) : "",
        entries: events.map((event) => entryOf(event, begun, legOf)),
      };
    });
  const changes = journey.recalls.flatMap((recall) =>
    recall.changes.map((change) => entryOfRecall(change, reasonOf(change, recall), begun)),
  );
  return changes.length === 0
    ? groups
    : [...groups, { title: "Recall", about: aboutRecalls(journey), entries: changes }];
}

export const entriesOf = (groups: readonly Group[]): Entry[] => groups.flatMap(({ entries }) => entries);

function aboutPass({ entry, authAs, connector, attributedBy }: Pass): string {
  const by = connector === null ? `by ${entry}` : `by ${entry}, ${connector}`;
  return `${by}${attributedBy === null ? "" : ` (told by ${attributedBy})`} · ${authAs}`;
}

const aboutRecalls = ({ recalls }: Journey): string =>
  recalls.length === 1 ? `asked for by ${recalls[0]?.mailbox}` : `${recalls.length} of them`;

/** What came in over a connector is a leg of the pass it began. */
const incomingLegs = (legs: readonly JourneyLeg[]): ReadonlyMap<string, number> =>
  new Map(legs.filter(({ direction }) => direction === "in").map((leg) => [leg.networkMessageId, leg.id]));

function entryOf(event: JourneyEvent, begun: number, legOf: ReadonlyMap<string, number>): Entry {
  const { id, at, eventId, context, recipients, networkMessageId, data } = event;
  const legId = eventId === "RECEIVE" ? legOf.get(networkMessageId) : Number(data.legId ?? 0);
  return {
    ...{ id: String(id), at, ms: Date.parse(at) - begun, word: wordOf(event), tone: toneOf(eventId) },
    ...{ place: context, detail: shortDetail(event), recipients, networkMessageId, legId: legId || null, event },
  };
}

/** What a rule did, what a next hop answered: the event's own words stand in its facts. */
function shortDetail({ detail, data: { effect, reply } }: JourneyEvent): string {
  const short = effect ?? reply;
  return typeof short === "string" && short !== "" ? short : detail;
}

function wordOf({ eventId, data }: JourneyEvent): string {
  if (eventId === "AGENTINFO" && data.rule === undefined) return "Transport rules";
  return WORDS[eventId] ?? eventId.charAt(0) + eventId.slice(1).toLowerCase();
}

function toneOf(eventId: string): EntryTone {
  if (FAILED.has(eventId)) return "failed";
  if (WAITING.has(eventId)) return "waiting";
  return NOTES.has(eventId) ? "note" : "ok";
}

const CHANGES: Readonly<Record<RecallChange["status"], readonly [string, EntryTone]>> = {
  requested: ["Recall requested", "note"],
  waiting: ["Recall waits", "waiting"],
  pending: ["Recall pending", "waiting"],
  recalled: ["Recalled", "ok"],
  recalledRead: ["Recalled, was read", "ok"],
  outside: ["Outside, not recalled", "failed"],
  failed: ["Recall failed", "failed"],
  final: ["Recall final", "note"],
};

/** As the report page says it, where it is still the reason. */
function reasonOf({ address, trueReason }: RecallChange, { recipients }: Journey["recalls"][number]): string {
  if (trueReason === null) return "";
  const now = recipients.find((one) => one.address === address && one.trueReason === trueReason);
  return `true reason: ${now?.trueReasonText ?? trueReason}`;
}

function entryOfRecall({ id, at, address, status }: RecallChange, detail: string, begun: number): Entry {
  const [word, tone] = CHANGES[status];
  return {
    ...{ id: `recall-${id}`, at, ms: Date.parse(at) - begun, word, tone },
    ...{ place: address ?? "", detail },
    ...{ recipients: address === null ? [] : [address], networkMessageId: "", legId: null },
  };
}

/** The entry that an address names by ?event= or ?leg=, else the first that went wrong, else the first. */
export function chosenEntry(
  entries: readonly Entry[],
  { event, leg }: { readonly event?: string | undefined; readonly leg?: string | undefined },
): Entry | undefined {
  return (
    entries.find(({ id }) => id === event) ??
    (leg === undefined ? undefined : entries.find(({ legId }) => String(legId) === leg)) ??
    entries.find(({ tone }) => tone === "failed") ??
    entries[0]
  );
}

export const TABS = ["event", "transcript", "rules", "message", "bytes"] as const;
export type Tab = (typeof TABS)[number];

/** What an entry can be looked at as; the first is shown unless another is asked for. */
export function tabsOf({ event, legId }: Entry): readonly Tab[] {
  if (!event) return ["event"];
  if (event.eventId === "AGENTINFO") return ["rules", "event", "message", "bytes"];
  if (legId !== null) return ["transcript", "event", "rules", "message", "bytes"];
  return event.eventId === "RECEIVE" || event.eventId === "DELIVER"
    ? ["message", "event", "rules", "bytes"]
    : ["event", "rules", "message", "bytes"];
}
