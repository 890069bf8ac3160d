// What a rule that matched does to the message, action by action.
import type { RuleActions } from "../organization/organization.ts";
import { ACTIONS } from "./actions/index.ts";
import type { ActionEffect, RuleAction, RuleEnd } from "./actions/rule-action.ts";
import type { RuleInput } from "./predicate.ts";

export interface AppliedAction extends ActionEffect {
  /** As in the cmdlet. */
  readonly action: string;
}

export interface AppliedActions {
  readonly applied: readonly AppliedAction[];
  readonly end?: RuleEnd;
}

/** Edits `item`, whose recipients are those the rule matched for. What deletes or rejects is the last action. */
export function applyActions(input: RuleInput): AppliedActions {
  const applied: AppliedAction[] = [];
  for (const [action, value] of actionsOf(input.rule.actions)) {
    const effect = action.apply(value, input);
    applied.push({ action: action.parameter, ...effect });
    if (effect.end) return { applied, end: effect.end };
  }
  return { applied };
}

/** What the rule would do: for rules in a mode that only tests. */
export function actionNames(actions: RuleActions): string[] {
  return actionsOf(actions).map(([action]) => action.parameter);
}

function actionsOf(actions: RuleActions): [RuleAction<unknown>, unknown][] {
  return (Object.keys(ACTIONS) as (keyof RuleActions)[]).flatMap((name): [RuleAction<unknown>, unknown][] => {
    const value = actions[name];
    // $false is "not set". The table pairs each name with the action of its value's type.
    return value === undefined || value === false ? [] : [[ACTIONS[name] as RuleAction<unknown>, value]];
  });
}
