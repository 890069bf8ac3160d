// What a rule that matched does to the message, action by action.
import type { MailItem } from "../agent-api/mail-item.ts";
import type { RuleActions } from "../organization/organization.ts";
import { ACTIONS } from "./actions/index.ts";
import type { ActionEffect, ActionInput, RuleAction, RuleEnd } from "./actions/rule-action.ts";

export interface AppliedAction extends ActionEffect {
  /** As in the cmdlet. */
  readonly action: string;
  /** Where it acted: the message before and after it. */
  readonly change?: { readonly before: MessageState; readonly after: MessageState };
}

/** What an action may change; blocks and bodies are replaced, never edited in place. */
export type MessageState = Readonly<Pick<MailItem, "headers" | "body" | "outboundConnector">> & {
  readonly recipients: readonly string[];
};

export interface AppliedActions {
  readonly applied: readonly AppliedAction[];
  readonly end?: RuleEnd;
}

/** Edits `item`, whose recipients are those the rule matched for. What deletes or rejects is the last action. */
export async function applyActions(input: ActionInput): Promise<AppliedActions> {
  const applied: AppliedAction[] = [];
  for (const [action, value] of actionsOf(input.rule.actions)) {
    const before = stateOf(input.item);
    const effect = await action.apply(value, input);
    applied.push({ action: action.parameter, ...effect, change: { before, after: stateOf(input.item) } });
    if (effect.end) return { applied, end: effect.end };
  }
  return { applied };
}

function stateOf({ headers, body, outboundConnector, recipients }: MailItem): MessageState {
  const connector = outboundConnector === undefined ? {} : { outboundConnector };
  return { headers, body, recipients: recipients.map(({ address }) => address), ...connector };
}

/** In a mode that only tests: nothing is changed; reports and notifications are made. New-TransportRule -Mode */
export async function testActions(input: ActionInput): Promise<readonly AppliedAction[]> {
  const tested: AppliedAction[] = [];
  for (const [action, value] of actionsOf(input.rule.actions)) {
    const effect = action.actsIn?.includes(input.rule.mode)
      ? await action.apply(value, input)
      : { effect: "not done: the rule only tests" };
    tested.push({ action: action.parameter, ...effect });
  }
  return tested;
}

function actionsOf(actions: RuleActions): [RuleAction<unknown>, unknown][] {
  return (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).flatMap((name): [RuleAction<unknown>, unknown][] => {
    const value = actions[name];
    // The table pairs each name with the action of its value's type.
    return value === undefined ? [] : [[ACTIONS[name] as RuleAction<unknown>, value]];
  });
}
