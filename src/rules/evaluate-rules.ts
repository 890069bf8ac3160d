// What the rules would make of a message: the same run as in transport, on copies. For explanations and tests.
import type { EnvelopeRecipient, MailItem } from "../agent-api/mail-item.ts";
import type { TransportRule } from "../organization/organization.ts";
import type { RuleEnd } from "./actions/rule-action.ts";
import type { RuleExplanation } from "./explanation.ts";
import type { RuleContext } from "./rule-context.ts";
import { type RuleStep, runRules } from "./run-rules.ts";

export interface RulesOutcome {
  /** The copy as the rules left it, with the recipients that share it. */
  readonly item: MailItem;
  /** Rules that matched, in order. */
  readonly steps: readonly RuleStep[];
  /** Why the other rules did nothing. */
  readonly others: readonly RuleExplanation[];
  readonly end: RuleEnd | undefined;
}

/** One outcome for each set of recipients that the rules treat alike; `item` itself is not changed. */
export async function evaluateRules(
  rules: readonly TransportRule[],
  item: MailItem,
  context: RuleContext,
): Promise<RulesOutcome[]> {
  const steps = new Map<MailItem, RuleStep[]>();
  const outcomes: RulesOutcome[] = [];
  const whole = copyOf(item, item.recipients);
  steps.set(whole, []);
  await runRules(rules, whole, context, {
    fork(from, recipients) {
      const moving = new Set(recipients);
      const fork = copyOf(from, recipients);
      from.recipients = from.recipients.filter((recipient) => !moving.has(recipient));
      steps.set(fork, [...(steps.get(from) ?? [])]);
      return fork;
    },
    matched: (of, step) => steps.get(of)?.push(step),
    finished: (of, verdicts, end) => {
      const others = verdicts.map((verdict) => verdict.explain());
      outcomes.push({ item: of, steps: steps.get(of) ?? [], others, end });
    },
  });
  return outcomes;
}

function copyOf(item: MailItem, recipients: readonly EnvelopeRecipient[]): MailItem {
  const copies = recipients.map((recipient) => ({ ...recipient }));
  return { ...item, headers: item.headers.clone(), recipients: copies, data: { ...item.data } };
}
