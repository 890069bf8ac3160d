// The way of a message at a glance: client, tenant, rules, smart host, tenant, mailbox, recall.
import type { TrackingRow } from "../trace/tracking-log.ts";
import { type Folded, type FoldedPass, isLeaving, isRuleHit, receivedFrom } from "./fold.ts";
import type { JourneyStop, RecallState, StopState, Verdict } from "./journey.ts";

export interface StripOf {
  readonly folded: Folded;
  readonly startedAt: number;
  readonly verdict: Verdict;
  readonly recall: RecallState;
  /** Milliseconds UTC; 0: there was none. */
  readonly recalledAt: number;
}

/** A loop shows its first and its last pass. */
const MOST_PASSES = 3;

export function stripOf({ folded, startedAt, verdict, recall, recalledAt }: StripOf): JourneyStop[] {
  const { passes } = folded;
  const shown = passes.length > MOST_PASSES ? [...passes.slice(0, 2), ...passes.slice(-1)] : passes;
  const skipped = passes.length - shown.length;
  const stops = shown.flatMap((pass, index) => [
    ...(skipped > 0 && index === shown.length - 1 ? [between(skipped)] : []),
    ...stopsOf(pass, index === 0, startedAt),
  ]);
  stops.push(...missing(folded, verdict));
  if (recall !== "none") stops.push(recalled(recall, recalledAt > 0 ? recalledAt - startedAt : null));
  return stops;
}

const between = (passes: number): JourneyStop => ({
  place: `${passes} more`,
  name: `${passes} passes more`,
  state: "ok",
  ms: null,
});

function stopsOf(pass: FoldedPass, isFirst: boolean, startedAt: number): JourneyStop[] {
  const stops = new Map<string, JourneyStop>();
  const stop = (place: string, name: string, state: StopState, at: number) => {
    const key = `${place} ${name}`;
    const ms = at - startedAt;
    // A later try decides: a deferred hop that took it in the end did take it.
    stops.set(key, { place, name, state, ms: stops.get(key)?.state === state ? (stops.get(key)?.ms ?? ms) : ms });
  };
  const { receipt } = pass;
  if (receipt && isFirst) stop("client", receivedFrom(receipt), "ok", receipt.at);
  if (receipt) stop("tenant", receivedFrom(receipt), "ok", receipt.at);
  const rules = pass.events.filter(isRuleHit);
  if (rules[0]) stop("rules", [...new Set(rules.map(({ context }) => context))].join(", "), "ok", rules[0].at);
  for (const event of pass.events) {
    const [place, name, state] = outcomeOf(event) ?? [];
    if (place !== undefined && name !== undefined && state) stop(place, name, state, event.at);
  }
  return [...stops.values()];
}

function outcomeOf(event: TrackingRow): [place: string, name: string, state: StopState] | undefined {
  const { eventId, source, context } = event;
  const hop = context === "internet" ? "internet" : "smart host";
  if (isLeaving(event)) return [hop, context, "ok"];
  if (source === "SMTP" && (eventId === "FAIL" || eventId === "DEFER"))
    return [hop, context, eventId === "FAIL" ? "failed" : "waiting"];
  if (eventId === "DROP" && context === "Transport Message Recall Agent")
    return ["recall agent", "did with the mailbox what the request asks, and dropped the request", "ok"];
  const end = ENDS[eventId];
  return end && [...end];
}

const ENDS: Readonly<Partial<Record<TrackingRow["eventId"], readonly [string, string, StopState]>>> = {
  DELIVER: ["mailbox", "mailbox", "ok"],
  DROP: ["dropped", "dropped by an agent or a rule", "ok"],
  DUPLICATEDELIVER: ["duplicate", "was delivered before", "ok"],
  FAIL: ["failed", "the sender got a non-delivery report", "failed"],
  POISONMESSAGE: ["poison", "set aside: it ended the process", "failed"],
  INITMESSAGECREATED: ["moderator", "waits for a moderator", "waiting"],
  MODERATORAPPROVE: ["moderator", "waits for a moderator", "ok"],
  MODERATORREJECT: ["moderator", "waits for a moderator", "failed"],
  MODERATIONEXPIRE: ["moderator", "waits for a moderator", "failed"],
  QUARANTINE: ["quarantine", "quarantine", "waiting"],
  QUARANTINERELEASE: ["quarantine", "quarantine", "ok"],
};

const WAY_BACK = "the way back";

/** What is expected next and has not come. */
function missing({ recipients }: Folded, verdict: Verdict): JourneyStop[] {
  if (!recipients.some(({ state }) => state === "away")) return [];
  return [{ place: "tenant", name: WAY_BACK, state: verdict === "lost" ? "failed" : "waiting", ms: null }];
}

function recalled(recall: Exclude<RecallState, "none">, ms: number | null): JourneyStop {
  const state = recall === "pending" ? "waiting" : recall === "failed" ? "failed" : "ok";
  return { place: "recall", name: recall, state, ms };
}

/** The same, once what is away counts as lost. */
export const lostStrip = (strip: readonly JourneyStop[]): JourneyStop[] =>
  strip.map((stop) => (stop.name === WAY_BACK ? { ...stop, state: "failed" } : stop));
