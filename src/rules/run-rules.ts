// All rules against one message, in order of priority. Where a rule matches for some recipients only, the message forks:
// they get its actions and the later rules on a copy of their own.
import type { EnvelopeRecipient, MailItem } from "../agent-api/mail-item.ts";
import type { TransportRule } from "../organization/organization.ts";
import type { RuleEnd } from "./actions/rule-action.ts";
import { type AppliedAction, applyActions, testActions } from "./apply-actions.ts";
import { judgeRule, type RuleVerdict, verdictWithout } from "./evaluate-rule.ts";
import type { RuleExplanation } from "./explanation.ts";
import type { RuleContext } from "./rule-context.ts";
import { RuleError } from "./rule-error.ts";

/** A rule that matched. */
export interface RuleStep {
  readonly rule: TransportRule;
  readonly explanation: RuleExplanation;
  /** Whom it matched for, before its actions changed them. */
  readonly recipients: readonly string[];
  readonly applied: readonly AppliedAction[];
  /** False in the modes Audit and AuditAndNotify: nothing was done. */
  readonly enforced: boolean;
}

export interface RuleHost {
  /** Moves recipients to a copy of the item and returns it. */
  fork(item: MailItem, recipients: readonly EnvelopeRecipient[]): MailItem;
  matched(item: MailItem, step: RuleStep): void;
  /** No rule is left for the recipients of `item`. */
  finished(item: MailItem, others: readonly RuleVerdict[], end: RuleEnd | undefined): void;
}

export async function runRules(
  rules: readonly TransportRule[],
  item: MailItem,
  context: RuleContext,
  host: RuleHost,
): Promise<void> {
  await runFrom(0, inOrder(rules), item, context, host, []);
}

const ordered = new WeakMap<readonly TransportRule[], readonly TransportRule[]>();

/** Of a configuration once. */
function inOrder(rules: readonly TransportRule[]): readonly TransportRule[] {
  let sorted = ordered.get(rules);
  if (!sorted) {
    sorted = rules.toSorted((a, b) => a.priority - b.priority);
    ordered.set(rules, sorted);
  }
  return sorted;
}

async function runFrom(
  start: number,
  rules: readonly TransportRule[],
  item: MailItem,
  context: RuleContext,
  host: RuleHost,
  before: readonly RuleVerdict[],
): Promise<void> {
  /** Of the rules that did nothing for this item. */
  const others = [...before];
  for (const [index, rule] of rules.entries()) {
    if (index < start) continue;
    const evaluated = tryRule(rule, item, context);
    const verdict = evaluated instanceof Promise ? await evaluated : evaluated;
    const { matched, failure } = verdict;
    if (failure !== undefined && rule.ruleErrorAction === "Defer") {
      const end = { kind: "deferred", reason: failure } as const;
      host.finished(item, [...others, verdict, ...notReached(rules.slice(index + 1), rule)], end);
      return;
    }
    if (matched.length === 0) {
      others.push(verdict);
      continue;
    }
    const explanation = verdict.explain();
    const recipients = matched.map(({ address }) => address);
    if (rule.mode !== "Enforce") {
      const applied = await testActions({ rule, item, context, matched });
      host.matched(item, { rule, explanation, recipients, applied, enforced: false });
      continue;
    }
    const isFork = matched.length < item.recipients.length;
    const target = isFork ? host.fork(item, matched) : item;
    const { applied, end } = await applyActions({ rule, item: target, context, matched: [...target.recipients] });
    host.matched(target, { rule, explanation, recipients, applied, enforced: true });
    if (end) host.finished(target, [...others, ...notReached(rules.slice(index + 1), rule)], end);
    else if (isFork) await runFrom(index + 1, rules, target, context, host, others);
    if (isFork) others.push(verdict);
    else if (end) return;
  }
  host.finished(item, others, undefined);
}

interface Tried extends RuleVerdict {
  /** Why the rule could not be evaluated. */
  readonly failure?: string;
}

/** Only a rule that reads the body keeps its caller waiting. */
function tryRule(rule: TransportRule, item: MailItem, context: RuleContext): Tried | Promise<Tried> {
  const failed = (error: unknown): Tried => {
    if (!(error instanceof RuleError)) throw error;
    const sentence = `The rule could not be evaluated: ${error.message}`;
    return { ...verdictWithout(rule, "failed", sentence), failure: error.message };
  };
  try {
    const evaluated = judgeRule(rule, item, context);
    return evaluated instanceof Promise ? evaluated.catch(failed) : evaluated;
  } catch (error) {
    return failed(error);
  }
}

function notReached(rules: readonly TransportRule[], ended: TransportRule): RuleVerdict[] {
  return rules.map((rule) =>
    verdictWithout(rule, "notReached", `The rule was not reached: "${ended.name}" ended rule processing.`),
  );
}
