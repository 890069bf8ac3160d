// One journey in full: passes, timeline, events, legs, why each rule did what, and its recalls.
import type { AuthAs, Entry } from "../agent-api/mail-item.ts";
import { viewRecall } from "../agents/recall/recall-view.ts";
import type { RecallRegister } from "../agents/recall/register.ts";
import { type BriefExplanations, fromBrief, type RuleExplanation } from "../rules/explanation.ts";
import type { Leg, Legs } from "../trace/legs.ts";
import type { TrackingRow } from "../trace/tracking-log.ts";
import { type Folded, type FoldedPass, isLeaving, isRuleHit, receivedFrom } from "./fold.ts";
import type {
  Journey,
  JourneyEvent,
  JourneyHop,
  JourneyLeg,
  JourneyPass,
  PassExplanations,
  RelatedJourney,
} from "./journey.ts";
import { type JourneyRow, summaryOf } from "./journey-row.ts";

export interface DetailOptions {
  readonly row: JourneyRow;
  readonly folded: Folded;
  readonly legs: Pick<Legs, "list">;
  readonly recalls: RecallRegister;
  readonly related: readonly RelatedJourney[];
}

const iso = (at: number) => new Date(at).toISOString();

export async function describeJourney({ row, folded, legs, recalls, related }: DetailOptions): Promise<Journey> {
  const crossed = await legs.list({ journeyId: row.id });
  const events = folded.passes.flatMap((pass) => pass.events).sort((a, b) => a.id - b.id);
  return {
    ...summaryOf(row),
    recipients: folded.recipients.map(({ address, state, at, detail }) => ({
      address,
      // What was away too long is marked on the journey; here it shows whose copy that is.
      state: state === "away" && row.verdict === "lost" ? "lost" : state,
      at: iso(at),
      detail,
    })),
    passes: folded.passes.flatMap((pass) => (pass.receipt ? [describePass(pass, pass.receipt)] : [])),
    timeline: timelineOf(folded.passes, crossed, row.startedAt),
    events: events.map(describeEvent),
    legs: crossed.map(describeLeg),
    ruleExplanations: folded.passes.flatMap(explanationsOf),
    recalls: row.recall === "none" ? [] : await recallsOf(recalls, row.messageId),
    related,
  };
}

async function recallsOf(register: RecallRegister, originalMessageId: string) {
  const views = [];
  for (const { requestMessageId } of await register.ofOriginal(originalMessageId)) {
    const view = await viewRecall(register, requestMessageId);
    if (view) views.push(view);
  }
  return views;
}

function describePass(pass: FoldedPass, receipt: TrackingRow): JourneyPass {
  const { entry, authAs, attribution } = receipt.data as {
    entry: Entry;
    authAs: AuthAs;
    attribution?: { connector: string; by: "certificate" | "address" };
  };
  return {
    networkMessageId: pass.networkMessageId,
    receivedAt: iso(receipt.at),
    entry,
    authAs,
    connector: attribution?.connector ?? null,
    attributedBy: attribution?.by ?? null,
  };
}

function describeEvent(event: TrackingRow): JourneyEvent {
  const { id, at, networkMessageId, eventId, source, context, recipients, detail, data } = event;
  return { id, at: iso(at), networkMessageId, eventId, source, context, recipients, detail, data };
}

function describeLeg(leg: Leg): JourneyLeg {
  const { contentId: _, transcript: __, transcriptTimes: ____, journeyId: ___, at, sender, recipients, ...rest } = leg;
  return { ...rest, at: iso(at), envelope: { from: sender, to: recipients } };
}

/**
 * Pass by pass: behind a cut-through host, which answers once the message is back, leaving is written down after the
 * return.
 */
function timelineOf(passes: readonly FoldedPass[], legs: readonly Leg[], startedAt: number): JourneyHop[] {
  return passes.flatMap((pass, index) =>
    pass.events.flatMap((event): JourneyHop[] => {
      const hop = hopOf(event, index > 0);
      if (!hop) return [];
      const legId = event.eventId === "RECEIVE" ? inLeg(pass, legs) : Number(event.data.legId ?? 0) || null;
      const { at, recipients, detail } = event;
      return [{ ...hop, at: iso(at), ms: at - startedAt, recipients, detail, legId }];
    }),
  );
}

function hopOf(event: TrackingRow, isReturn: boolean): Pick<JourneyHop, "kind" | "name" | "ok"> | undefined {
  if (event.eventId === "RECEIVE")
    return { kind: isReturn ? "returned" : "received", name: receivedFrom(event), ok: true };
  if (isLeaving(event)) return { kind: "left", name: event.context, ok: true };
  if (event.eventId === "DELIVER") return { kind: "delivered", name: "mailbox", ok: true };
  // A next hop that did not take it.
  if (event.source === "SMTP" && (event.eventId === "FAIL" || event.eventId === "DEFER"))
    return { kind: "left", name: event.context, ok: false };
  return ENDS.has(event.eventId) ? { kind: "ended", name: event.eventId, ok: event.eventId === "DROP" } : undefined;
}

const ENDS: ReadonlySet<string> = new Set([
  "DROP",
  "DUPLICATEDELIVER",
  "FAIL",
  "POISONMESSAGE",
  "MODERATORREJECT",
  "MODERATIONEXPIRE",
]);

function inLeg(pass: FoldedPass, legs: readonly Leg[]): number | null {
  return legs.find((leg) => leg.direction === "in" && leg.networkMessageId === pass.networkMessageId)?.id ?? null;
}

/** Rules that did something have an event each, with their explanation; the others share one. */
function explanationsOf({ networkMessageId, events }: FoldedPass): PassExplanations[] {
  const groups = new Map<string, { recipients: readonly string[]; explanations: Map<string, RuleExplanation> }>();
  for (const event of events) {
    if (event.eventId !== "AGENTINFO") continue;
    const found: RuleExplanation[] = isRuleHit(event)
      ? [explanationIn(event)]
      : Array.isArray(event.data.rules)
        ? [...(event.data.rules as RuleExplanation[]), ...fromBrief((event.data.brief ?? {}) as BriefExplanations)]
        : [];
    if (found.length === 0) continue;
    const key = event.recipients.join("\n").toLowerCase();
    const group = groups.get(key) ?? { recipients: event.recipients, explanations: new Map() };
    groups.set(key, group);
    for (const explanation of found) group.explanations.set(explanation.rule, explanation);
  }
  return [...groups.values()].map(({ recipients, explanations }) => ({
    networkMessageId,
    recipients,
    explanations: [...explanations.values()].sort((a, b) => a.priority - b.priority),
  }));
}

function explanationIn({ data }: TrackingRow): RuleExplanation {
  const { rule, priority, mode, result, sentence, findings } = data as unknown as RuleExplanation;
  return { rule, priority, mode, result, sentence, findings: findings ?? [] };
}
