// The rules that one pass was shown to, and what they did to it.
import type { Journey } from "../api/types.ts";

type Explained = Journey["ruleExplanations"][number];
export type Explanation = Explained["explanations"][number];

export interface RuleSet extends Explained {
  /** What the rules that matched did, a sentence each; "Stopped here" among them. */
  readonly effects: readonly string[];
}

export function rulesOfPass(journey: Journey, networkMessageId: string): RuleSet[] {
  return journey.ruleExplanations
    .filter((set) => set.networkMessageId === networkMessageId)
    .map((set) => ({ ...set, effects: effectsOf(journey, set) }));
}

function effectsOf({ events }: Journey, { networkMessageId, recipients }: Explained): string[] {
  const theirs = new Set(recipients);
  return events
    .filter((event) => event.networkMessageId === networkMessageId && event.eventId === "AGENTINFO")
    .filter((event) => event.recipients.some((address) => theirs.has(address)))
    .flatMap(({ data: { rule, action, effect } }) => {
      if (typeof rule !== "string" || typeof action !== "string") return [];
      if (action === "StopRuleProcessing") return [`Stopped here: after “${rule}” no later rule is applied.`];
      return [`“${rule}” did ${action}${typeof effect === "string" ? `: ${effect}` : ""}.`];
    });
}
