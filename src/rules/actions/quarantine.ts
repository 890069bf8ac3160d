// Quarantine: the message is set aside; no later rule sees it, and none when it is released.
import type { RuleAction } from "./rule-action.ts";

export const quarantine: RuleAction<boolean> = {
  parameter: "Quarantine",
  apply: () => ({ effect: "put into quarantine", end: { kind: "quarantined" } }),
};
