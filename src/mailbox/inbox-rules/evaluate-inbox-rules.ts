// The rules of one mailbox against one message, in their order: what is to be done, before anything is.
import { type InboxRule, type InboxRuleActions, neverMatches } from "../../organization/inbox-rule.ts";
import { answers, asksForContent } from "./predicates.ts";
import type { RuleMessage, RuleOwner } from "./rule-message.ts";

export interface MatchedRule {
  readonly name: string;
  readonly actions: InboxRuleActions;
}

/** Whether the body has to be read before these rules can be evaluated. */
export function needsContent(rules: readonly InboxRule[]): boolean {
  return rules.some(
    ({ enabled, conditions, exceptions }) => enabled && (asksForContent(conditions) || asksForContent(exceptions)),
  );
}

/** Rules that act on the message, in their order. What deletes it ends the list, as StopProcessingRules does. */
export function evaluateInboxRules(
  rules: readonly InboxRule[],
  message: RuleMessage,
  owner: RuleOwner,
): readonly MatchedRule[] {
  const matched: MatchedRule[] = [];
  for (const rule of rules) {
    if (!rule.enabled || neverMatches(rule) || !matches(rule, message, owner)) continue;
    matched.push({ name: rule.name, actions: rule.actions });
    if (rule.stopProcessingRules || deletes(rule.actions)) break;
  }
  return matched;
}

function matches(rule: InboxRule, message: RuleMessage, owner: RuleOwner): boolean {
  return (
    answers(rule.conditions, message, owner).every(Boolean) && !answers(rule.exceptions, message, owner).some(Boolean)
  );
}

export function deletes({ deleteMessage, softDeleteMessage, permanentDelete }: InboxRuleActions): boolean {
  return deleteMessage === true || softDeleteMessage === true || permanentDelete === true;
}
