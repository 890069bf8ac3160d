// The way of a message for showing to a room: each stop with a sentence of what happens there.
import type { Journey } from "../../api/types.ts";
import { isAnotherCopy, reachedAfter } from "../../journeys/strip.ts";
import { visibleText } from "../../parts/visible-text.ts";
import { summaryOf } from "../recall-summary.ts";
import type { JourneyEvent } from "../timeline.ts";

type Stop = Journey["strip"][number];

export interface Step extends Stop {
  readonly sentence: string;
  /** Milliseconds until the message was there; `ms` is when the stop had done its part. */
  readonly reached: number | null;
  /** No line leads here from the step before. */
  readonly isAnotherCopy: boolean;
}

export const stepsOf = (journey: Journey): Step[] =>
  journey.strip.map((stop, index) => ({
    ...stop,
    sentence: sentenceOf(stop, index, journey),
    reached: reachedAfter(journey.strip, index),
    isAnotherCopy: isAnotherCopy(journey.strip, index),
  }));

function sentenceOf(stop: Stop, index: number, journey: Journey): string {
  const { place, name, state } = stop;
  switch (place) {
    case "client":
      return `${journey.from === "" ? "The tenant itself" : journey.from} sends “${visibleText(journey.subject) || "(no subject)"}”.`;
    case "tenant":
      return index <= 1 ? `The tenant takes it in by ${name}.` : comesBack(stop, index, journey);
    case "rules":
      return whatRulesDid(name, journey);
    case "smart host":
    case "internet":
      return leaves(stop, journey);
    case "mailbox":
      return `It is delivered to ${delivered(journey)}.`;
    case "recall agent":
      return "The recall agent does with the mailbox what the request asks, and drops the request.";
    case "recall":
      return whatRecallDid(state, journey);
    default:
      return `${place}: ${name}.`;
  }
}

function comesBack({ name, state }: Stop, index: number, { passes, strip }: Journey): string {
  const it = isAnotherCopy(strip, index) ? "Another copy" : "It";
  if (state === "waiting") return `${it} is expected back, and has not come yet.`;
  if (state === "failed") return `${it} never came back.`;
  const pass = passes.find(({ connector }) => connector === name);
  const belief = pass?.authAs === "Internal" ? "and is believed to be from inside" : "and counts as from outside";
  const told = pass?.attributedBy ? `, told by its ${pass.attributedBy},` : "";
  return `${it} comes back over “${name}”${told} ${belief}: a new pass begins.`;
}

function whatRulesDid(name: string, { events }: Journey): string {
  const effects = events
    .filter(({ eventId, context, data }) => eventId === "AGENTINFO" && name.includes(context) && data.effect)
    .map(({ data }) => String(data.effect));
  const did = [...new Set(effects)].join("; ");
  return `The rule “${name}” matches${did === "" ? "" : `: ${did}`}.`;
}

function leaves({ name, place, state, ms }: Stop, { events, startedAt }: Journey): string {
  const at = Date.parse(startedAt) + (ms ?? 0);
  const event = events.find((one) => one.context === name && Date.parse(one.at) === at && one.source === "SMTP");
  const reply = replyOf(event);
  const where = place === "internet" ? "It leaves for the internet" : `It leaves over “${name}”`;
  if (state === "ok") return `${where}; the answer is ${reply || "250"}.`;
  return `${where} and is ${state === "failed" ? "refused" : "put off"}${reply === "" ? "" : `: ${reply}`}.`;
}

/** Without its text, a success says enough to a room. */
function replyOf(event: JourneyEvent | undefined): string {
  const reply = String(event?.data.reply ?? "");
  return reply.startsWith("2") ? reply.slice(0, "250 2.6.0".length).trim() : reply;
}

function delivered({ recipients }: Journey): string {
  const names = recipients.filter(({ state }) => state === "delivered").map(({ address }) => address);
  if (names.length === 0) return "a mailbox";
  return names.length <= 3 ? names.join(", ") : `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

function whatRecallDid(state: Stop["state"], { recalls }: Journey): string {
  const last = recalls.at(-1);
  if (!last) return state === "waiting" ? "A recall is under way." : "It was recalled.";
  const reasons = last.recipients.flatMap(({ status, trueReasonText }) =>
    status === "failed" && trueReasonText ? [trueReasonText] : [],
  );
  const why = reasons.length === 0 ? "" : ` Why: ${reasons[0]}`;
  return `${last.mailbox} asks for it back: ${summaryOf(last.totals)}.${why}`;
}
