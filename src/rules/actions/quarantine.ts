// Quarantine: the message is set aside; no later rule sees it, and none when it is released.
import { ruleIdOf } from "../../organization/transport-rule/rule-id.ts";
import type { RuleAction } from "./rule-action.ts";

export const quarantine: RuleAction<boolean> = {
  parameter: "Quarantine",
  apply(_, { item, rule, context }) {
    if (isReleased(item.data.releasedFromRules, ruleIdOf(rule, context.organization)))
      return { effect: "nothing was done: it was released from quarantine before it left" };
    return { effect: "put into quarantine", end: { kind: "quarantined" } };
  },
};

/** As transport keeps it with a message that left after its release and came back. */
function isReleased(releasedFrom: string | undefined, rule: string): boolean {
  return releasedFrom !== undefined && (JSON.parse(releasedFrom) as string[]).includes(rule);
}
