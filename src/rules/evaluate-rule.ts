// One rule against one message: conditions are joined by AND, their values by OR; any exception vetoes.
import type { EnvelopeRecipient, MailItem } from "../agent-api/mail-item.ts";
import type { RuleConditions, TransportRule } from "../organization/organization.ts";
import { parameterName } from "../organization/transport-rule/parameter.ts";
import {
  describeList,
  explain,
  type Finding,
  findingSentence,
  type RuleExplanation,
  shortened,
} from "./explanation.ts";
import type { Answer, Predicate, PredicateInput, RecipientPredicate, RuleInput } from "./predicate.ts";
import { PREDICATES } from "./predicates/index.ts";
import type { RuleContext } from "./rule-context.ts";

export interface RuleEvaluation {
  /** Recipients for whom the rule acts; others go on unchanged. */
  readonly matched: readonly EnvelopeRecipient[];
  readonly explanation: RuleExplanation;
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
  const inactive = whyInactive(rule, context.now);
  if (inactive !== undefined) return { matched: [], explanation: explain(rule, "notActive", inactive) };
  const input = { rule, item, context };
  const asked = [
    ...findAll("condition", rule.conditions, input),
    ...findAll("exception", rule.exceptions, input),
  ] as const;
  return asked.some((one) => one instanceof Promise)
    ? Promise.all(asked).then((answered) => conclude(input, answered))
    : conclude(input, asked as readonly Asked[]);
}

function conclude(input: RuleInput, asked: readonly Asked[]): RuleEvaluation {
  const { item } = input;
  const conditions = asked.filter(({ finding }) => finding.kind === "condition");
  const exceptions = asked.filter(({ finding }) => finding.kind === "exception");
  const matched = item.recipients.filter(
    (recipient) =>
      conditions.every(({ holdsFor }) => holdsFor(recipient)) &&
      !exceptions.some(({ holdsFor }) => holdsFor(recipient)),
  );
  return { matched, explanation: explainResult(input, matched, conditions, exceptions) };
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

interface Asked {
  readonly finding: Finding;
  readonly holdsFor: (recipient: EnvelopeRecipient) => boolean;
}

function findAll(
  kind: Finding["kind"],
  among: RuleConditions,
  { item, rule, context }: RuleInput,
): (Asked | Promise<Asked>)[] {
  const input = { item, rule, context, among };
  return (Object.keys(PREDICATES) as (keyof typeof PREDICATES)[]).flatMap((name) => {
    const value = among[name];
    // The table pairs each name with the predicate of its value's type; a union of both loses that.
    return value === undefined ? [] : [ask(kind, name, PREDICATES[name] as Predicate<typeof value>, value, input)];
  });
}

function ask<V>(
  kind: Finding["kind"],
  name: string,
  predicate: Predicate<V>,
  value: V,
  input: PredicateInput,
): Asked | Promise<Asked> {
  const base = {
    kind,
    parameter: parameterName(name, kind === "exception" ? "ExceptIf" : ""),
    wanted: predicate.wanted(value, input.among),
  };
  if (predicate.scope === "recipient") return askEach(base, predicate, value, input);
  const answered = (answer: Answer): Asked => ({
    finding: withSentence({ ...base, ...answer }),
    holdsFor: () => answer.held,
  });
  const answer = predicate.ask(value, input);
  return answer instanceof Promise ? answer.then(answered) : answered(answer);
}

function askEach<V>(
  base: Pick<Finding, "kind" | "parameter" | "wanted">,
  predicate: RecipientPredicate<V>,
  value: V,
  input: PredicateInput,
): Asked {
  const held = new Set<EnvelopeRecipient>();
  const notHeld = new Set<EnvelopeRecipient>();
  const seen: string[] = [];
  for (const recipient of input.item.recipients) {
    const answer = predicate.ask(value, recipient, input);
    (answer.held ? held : notHeld).add(recipient);
    seen.push(answer.seen);
  }
  const recipients = { held: listOf(held), notHeld: listOf(notHeld) };
  const isSplit = held.size > 0 && notHeld.size > 0;
  const text = isSplit
    ? `for ${describeList(recipients.held)}; not for ${describeList(recipients.notHeld)}`
    : describeList(shortened(seen)) || "there are no recipients";
  const finding = withSentence({ ...base, held: held.size > 0, seen: text, recipients });
  return { finding, holdsFor: (recipient) => held.has(recipient) };
}

const listOf = (recipients: Iterable<EnvelopeRecipient>) => shortened([...recipients].map(({ address }) => address));

function withSentence(finding: Omit<Finding, "sentence">): Finding {
  return { ...finding, sentence: findingSentence(finding) };
}

function explainResult(
  { rule, item }: RuleInput,
  matched: readonly EnvelopeRecipient[],
  conditions: readonly Asked[],
  exceptions: readonly Asked[],
): RuleExplanation {
  const findings = [...conditions, ...exceptions].map(({ finding }) => finding);
  const all = item.recipients.length;
  if (matched.length === all && all > 0) {
    const what = conditions.length === 0 ? "it has no conditions" : "every condition held";
    const but = exceptions.length === 0 ? "" : ", no exception did";
    return explain(rule, "matched", `The rule matched: ${what}${but}.`, findings);
  }
  // What kept recipients out: a condition that failed, or else an exception that held, for one of them at least.
  const kept = new Set(matched);
  const left = item.recipients.filter((recipient) => !kept.has(recipient));
  const failed = conditions.find(({ holdsFor }) => left.some((recipient) => !holdsFor(recipient)));
  const vetoed = exceptions.find(({ holdsFor }) => left.some(holdsFor));
  const reason = (failed ?? vetoed)?.finding.sentence ?? "The message has no recipients.";
  if (matched.length === 0) return explain(rule, "notMatched", `The rule did not match. ${reason}`, findings);
  return explain(
    rule,
    "matchedSome",
    `The rule matched for ${matched.length} of ${all} recipients. ${reason}`,
    findings,
  );
}
