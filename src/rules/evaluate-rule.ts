// One rule against one message: conditions are joined by AND, their values by OR; any exception vetoes.
import type { EnvelopeRecipient, MailItem } from "../agent-api/mail-item.ts";
import type { TransportRule } from "../organization/organization.ts";
import { explainRule, resultOf } from "./explain-rule.ts";
import { explain, type RuleExplanation, type RuleResult } from "./explanation.ts";
import type { RuleInput } from "./predicate.ts";
import { type Asked, askAll, holdsFor } from "./questions.ts";
import type { RuleContext } from "./rule-context.ts";

export interface RuleEvaluation {
  /** Recipients for whom the rule acts; others go on unchanged. */
  readonly matched: readonly EnvelopeRecipient[];
  readonly explanation: RuleExplanation;
}

/** An evaluation whose words are not made yet: of a hundred rules that do nothing hardly any are asked for. */
export interface RuleVerdict extends Pick<RuleEvaluation, "matched"> {
  readonly rule: TransportRule;
  readonly result: RuleResult;
  explain(): RuleExplanation;
}

/**
 * Reads only: neither the rule nor the item is changed. A promise where the body must be read first.
 * @throws RuleError
 */
export function evaluateRule(
  rule: TransportRule,
  item: MailItem,
  context: RuleContext,
): RuleEvaluation | Promise<RuleEvaluation> {
  const inWords = ({ matched, explain }: RuleVerdict): RuleEvaluation => ({ matched, explanation: explain() });
  const verdict = judgeRule(rule, item, context);
  return verdict instanceof Promise ? verdict.then(inWords) : inWords(verdict);
}

/** @throws RuleError */
export function judgeRule(
  rule: TransportRule,
  item: MailItem,
  context: RuleContext,
): RuleVerdict | Promise<RuleVerdict> {
  const inactive = whyInactive(rule, context.now);
  if (inactive !== undefined) return verdictWithout(rule, "notActive", inactive);
  const input = { rule, item, context };
  const asked = [...askAll("condition", rule.conditions, input), ...askAll("exception", rule.exceptions, input)];
  return asked.some((one) => one instanceof Promise)
    ? Promise.all(asked).then((answered) => conclude(input, answered))
    : conclude(input, asked as readonly Asked[]);
}

/** Of a rule that was not asked. */
export function verdictWithout(rule: TransportRule, result: RuleResult, sentence: string): RuleVerdict {
  return { rule, matched: [], result, explain: () => explain(rule, result, sentence) };
}

function conclude({ rule, item }: RuleInput, asked: readonly Asked[]): RuleVerdict {
  const conditions = asked.filter(({ question }) => question.base.kind === "condition");
  const exceptions = asked.filter(({ question }) => question.base.kind === "exception");
  // Actions put other lists of recipients in place of this one, and other addresses into none of its members.
  const { recipients } = item;
  const matched = recipients.filter(
    (recipient) =>
      conditions.every((one) => holdsFor(one, recipient)) && !exceptions.some((one) => holdsFor(one, recipient)),
  );
  const answered = { rule, recipients, matched, conditions, exceptions };
  return { rule, matched, result: resultOf(answered), explain: () => explainRule(answered) };
}

function whyInactive(rule: TransportRule, now: number): string | undefined {
  if (!rule.enabled) return "The rule is disabled.";
  if (rule.activationDate !== undefined && now < rule.activationDate) {
    return `The rule acts only from ${new Date(rule.activationDate).toISOString()} on.`;
  }
  if (rule.expiryDate !== undefined && now >= rule.expiryDate) {
    return `The rule expired at ${new Date(rule.expiryDate).toISOString()}.`;
  }
  return undefined;
}
