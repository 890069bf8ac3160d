// DeleteMessage: gone without a word to anybody.
import type { RuleAction } from "./rule-action.ts";

export const deleteMessage: RuleAction<boolean> = {
  parameter: "DeleteMessage",
  apply: () => ({ effect: "deleted", end: { kind: "deleted" } }),
};
