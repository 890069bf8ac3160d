// StopRuleProcessing: no later rule for these recipients.
import type { RuleAction } from "./rule-action.ts";

export const stopRuleProcessing: RuleAction<boolean> = {
  parameter: "StopRuleProcessing",
  apply: () => ({ effect: "no later rule is applied", end: { kind: "stopped" } }),
};
