// Which mail-flow rules would match a message, what they would see and do: receive, recipient resolution and the rules
// as in transport, on a copy. Nothing is sent, nothing is stored.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { exemptFromRules } from "../../agents/exempt-from-rules.ts";
import { headerText } from "../../mime/header-text.ts";
import type { Organization } from "../../organization/organization.ts";
import { evaluateRules, type RulesOutcome } from "../../rules/evaluate-rules.ts";
import { shortened } from "../../rules/explanation.ts";
import { ruleContextOf } from "../../rules/rule-context.ts";
import type { RuleStep } from "../../rules/run-rules.ts";
import { formatReply } from "../../smtp/reply.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import { CategorizerRun } from "../../transport/categorizer/categorizer-run.ts";
import { resolveRecipients } from "../../transport/categorizer/resolve.ts";
import { sizeOf } from "../../transport/sender.ts";
import { explainAction } from "./explain-action.ts";
import type { ExplainedEnd, ExplainedOutcome, ExplainedRule, MessageExplanation, Unresolved } from "./explanation.ts";
import { type MessageToExplain, receivedMessage } from "./received-message.ts";

/** @param at milliseconds UTC: `organization` is what is in force then. @throws ExplainError */
export async function explainMessage(
  message: MessageToExplain,
  { organization, at }: { readonly organization: Organization; readonly at: number },
): Promise<MessageExplanation> {
  const item = receivedMessage(message, organization, at);
  const exempt = exemptFromRules(item, organization);
  const run = categorization(item, organization, at);
  await resolveRecipients(run);
  const rules = exempt === undefined ? organization.transportRules : [];
  const context = ruleContextOf(organization, at);
  const outcomes: ExplainedOutcome[] = [];
  for (const resolved of run.items.filter(({ recipients }) => recipients.length > 0)) {
    for (const outcome of await evaluateRules(rules, resolved, context)) outcomes.push(await explainOutcome(outcome));
  }
  return {
    at: new Date(at).toISOString(),
    message: {
      messageId: messageIdOf(item),
      subject: headerText(item.headers, "Subject"),
      sender: item.sender,
      entry: item.entry,
      authAs: item.authAs,
      size: sizeOf(item),
    },
    exempt: exempt ?? null,
    unresolved: unresolvedIn(run),
    outcomes,
  };
}

/** As if the item were taken from the submission queue. */
function categorization(item: MailItem, organization: Organization, now: number): CategorizerRun {
  const row = { id: 0, queue: "submission", nextHop: "", attempts: 0, delayNotified: false, contentId: 0 } as const;
  return new CategorizerRun({ ...row, dueAt: now, queuedAt: now, item }, { organization, now });
}

function unresolvedIn({ failures, held }: CategorizerRun): Unresolved[] {
  const addresses = (recipients: MailItem["recipients"]) => shortened(recipients.map(({ address }) => address));
  return [
    ...failures.map(({ recipients, reply }) => ({
      recipients: addresses([...recipients]),
      reason: formatReply(reply),
    })),
    ...held.map(({ item, moderated }) => ({
      recipients: addresses(item.recipients),
      reason: `waits for a moderator of ${moderated}`,
    })),
  ];
}

async function explainOutcome({ item, steps, others, end }: RulesOutcome): Promise<ExplainedOutcome> {
  const none = { recipients: shortened([]), enforced: false, actions: [] };
  const rules: ExplainedRule[] = others.map((explanation) => ({ ...explanation, ...none }));
  for (const step of steps) rules.push(await explainStep(step));
  return {
    recipients: shortened(item.recipients.map(({ address }) => address)),
    rules: rules.sort((a, b) => a.priority - b.priority),
    end: explainEnd(end, endingRule({ steps, others })),
  };
}

async function explainStep({ explanation, recipients, enforced, applied }: RuleStep): Promise<ExplainedRule> {
  const actions = [];
  for (const action of applied) actions.push(await explainAction(action));
  return { ...explanation, recipients: shortened(recipients), enforced, actions };
}

/** The last that matched, or the one that could not be evaluated. */
function endingRule({ steps, others }: Pick<RulesOutcome, "steps" | "others">): string {
  const failed = others.findLast(({ result }) => result === "failed")?.rule;
  return steps.findLast(({ applied }) => applied.some(({ end }) => end))?.rule.name ?? failed ?? "";
}

function explainEnd(end: RulesOutcome["end"], rule: string): ExplainedEnd {
  if (!end)
    return { kind: "passed", rule: null, sentence: "Every rule was asked; the message goes on to be delivered." };
  return { kind: end.kind, rule, sentence: `The rule "${rule}" ${whatItEnds(end)}` };
}

function whatItEnds(end: NonNullable<RulesOutcome["end"]>): string {
  switch (end.kind) {
    case "stopped":
      return "ended rule processing; the message goes on to be delivered.";
    case "deleted":
      return "deletes the message; nobody is told.";
    case "quarantined":
      return "puts the message into quarantine.";
    case "held":
      return `holds the message until one of its moderators decides: ${end.moderators.join(", ")}.`;
    case "deferred":
      return `can't be evaluated, and the message waits: ${end.reason}`;
    case "rejected":
      return `rejects the message with ${formatReply(end.reply)}.`;
  }
}
