// Transport Rule Agent: applies the mail-flow rules once recipients are final, and says for each why.
import type { QueuedMessageEventSource, RoutingAgent } from "../agent-api/agents.ts";
import type { MailItem } from "../agent-api/mail-item.ts";
import type { ContentStore } from "../database/content-store.ts";
import type { Organization, TransportRule } from "../organization/organization.ts";
import { ruleIdOf } from "../organization/transport-rule/rule-id.ts";
import type { RuleEnd } from "../rules/actions/rule-action.ts";
import type { AppliedAction } from "../rules/apply-actions.ts";
import type { RuleVerdict } from "../rules/evaluate-rule.ts";
import { inBrief } from "../rules/explanation.ts";
import { ruleContextOf } from "../rules/rule-context.ts";
import { type RuleStep, runRules } from "../rules/run-rules.ts";
import { formatReply } from "../smtp/reply.ts";
import { exemptFromRules } from "./exempt-from-rules.ts";

/** RuleErrorAction Defer: the message is tried again after this time, milliseconds. */
const RETRY_AFTER_MS = 5 * 60_000;
/** With more rules than this, only their results are kept of those that did nothing. */
const FULL_EXPLANATIONS = 25;

export class TransportRuleAgent implements RoutingAgent {
  readonly name = "Transport Rule Agent";
  /** After the Transport Message Recall Routing Agent. */
  readonly priority = 20;
  readonly #contents: Pick<ContentStore, "store">;

  constructor(contents: Pick<ContentStore, "store">) {
    this.#contents = contents;
  }

  async onResolved(source: QueuedMessageEventSource, item: MailItem): Promise<void> {
    const { organization } = source;
    const { transportRules } = organization;
    if (transportRules.length === 0) return;
    if (exemptFromRules(item, source.organization) !== undefined) return;
    const last = new Map<MailItem, RuleStep>();
    const storeBody = (bytes: Buffer) => this.#contents.store(bytes);
    const context = ruleContextOf(organization, source.now, storeBody);
    await runRules(rulesFor(item, transportRules, organization), item, context, {
      fork: (from, recipients) => source.fork(from, recipients),
      matched(target, step) {
        last.set(target, step);
        for (const applied of step.applied) {
          trackAction(source, target, step, applied);
          for (const message of applied.messages ?? []) source.submit(message);
        }
      },
      finished: (target, others, end) => {
        trackOthers(source, target, others, this.name);
        finish(source, target, last.get(target), end);
      },
    });
  }
}

/** Behind the rule that held the message, where a moderator let it pass. */
function rulesFor(
  { data }: MailItem,
  rules: readonly TransportRule[],
  organization: Organization,
): readonly TransportRule[] {
  const id = data.rulesResumeAfter;
  // By its name: what an older version held.
  const held = rules.find((rule) => id !== undefined && (ruleIdOf(rule, organization) === id || rule.name === id));
  return held === undefined ? rules : rules.filter(({ priority }) => priority > held.priority);
}

/** One event for each rule and action, in the modes that only test too. Get-MessageTraceDetail */
function trackAction(source: QueuedMessageEventSource, item: MailItem, step: RuleStep, applied: AppliedAction): void {
  const { rule, explanation, enforced, recipients } = step;
  const { action, effect, redirect } = applied;
  source.track(item, {
    eventId: "AGENTINFO",
    source: "AGENT",
    recipients,
    context: rule.name,
    detail: `Transport rule: '${rule.name}', action: ${action}`,
    data: { ...explanation, action, effect, enforced },
  });
  if (!redirect) return;
  source.track(item, {
    eventId: "REDIRECT",
    source: "AGENT",
    recipients: redirect.to,
    context: rule.name,
    detail: `Transport rule: '${rule.name}', ${effect}`,
    data: { rule: rule.name, action, from: redirect.from, to: redirect.to },
  });
}

/** So that "why did this rule not match" has an answer later. */
function trackOthers(
  source: QueuedMessageEventSource,
  item: MailItem,
  others: readonly RuleVerdict[],
  agent: string,
): void {
  if (others.length === 0) return;
  source.track(item, {
    eventId: "AGENTINFO",
    source: "AGENT",
    recipients: item.recipients.map(({ address }) => address),
    context: agent,
    detail: `Transport rules that did nothing: ${others.length}`,
    data:
      others.length > FULL_EXPLANATIONS
        ? { rules: [], brief: inBrief(others) }
        : { rules: others.map((verdict) => verdict.explain()) },
  });
}

function finish(
  source: QueuedMessageEventSource,
  item: MailItem,
  step: RuleStep | undefined,
  end: RuleEnd | undefined,
): void {
  if (end?.kind === "deferred") source.defer(end.reason, source.now + RETRY_AFTER_MS);
  const recipients = [...item.recipients];
  const name = step?.rule.name ?? "";
  if (end?.kind === "deleted") source.drop(item, recipients, `Transport rule: '${name}', action: DeleteMessage`);
  if (end?.kind === "quarantined") source.quarantine(item, recipients, name);
  if (end?.kind === "held") source.hold(item, recipients, { rule: name, moderators: end.moderators });
  if (end?.kind !== "rejected") return;
  source.track(item, {
    eventId: "FAIL",
    source: "AGENT",
    recipients: recipients.map(({ address }) => address),
    context: name,
    detail: formatReply(end.reply),
  });
  source.fail(item, recipients, end.reply);
}
