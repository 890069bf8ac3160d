// Transport rules of a file: limits over all of them, and each by itself.
import type { Draft, Entry } from "../draft.ts";
import { at } from "../located.ts";
import type { FlatRule } from "../schema/transport-rule.ts";
import { MAX_PATTERN_BYTES, MAX_RULES, patternBytes } from "../transport-rule/limits.ts";
import { type Check, type Report, refuseTwice } from "./check.ts";
import { isAccepted, recipientsOf } from "./recipients.ts";
import { checkTransportRule, type RuleSurroundings } from "./transport-rule.ts";

export const checkTransportRules: Check = (draft, report) => {
  const rules = draft.transportRules;
  if (rules.length > MAX_RULES) report(["transportRules"], `must be at most ${MAX_RULES} rules, are ${rules.length}`);
  refuseTwice(rules, "name", report);
  refuseSharedPriorities(rules, report);
  // One that was refused whole has its place, too.
  if (draft.refused.size === 0) refuseFarPriorities(rules, report);
  refuseManyPatterns(rules, report);
  const around = surroundingsOf(draft);
  for (const { path, value } of rules) checkTransportRule(value, path, at(draft.tree, path), around, report);
};

function surroundingsOf(draft: Draft): RuleSurroundings {
  return {
    recipients: recipientsOf(draft),
    outboundConnectors: draft.outboundConnectors.map((entry) => entry.value.name),
    isAccepted: (address) => isAccepted(draft, address),
    isExcused: (name) => draft.refused.has(name),
  };
}

function refuseManyPatterns(rules: readonly Entry<FlatRule>[], report: Report): void {
  const bytes = rules.reduce((sum, { value }) => sum + patternBytes(value), 0);
  if (bytes <= MAX_PATTERN_BYTES) return;
  report(["transportRules"], `must have at most ${MAX_PATTERN_BYTES} bytes of patterns together, have ${bytes}`);
}

function refuseSharedPriorities(rules: readonly Entry<FlatRule>[], report: Report): void {
  const first = new Map<number, string>();
  for (const { path, value } of rules) {
    if (value.priority === undefined) continue;
    const before = first.get(value.priority);
    if (before === undefined) first.set(value.priority, value.name);
    else
      report(
        [...path, "priority"],
        `${value.priority} is the priority of \`${before}\` already; leave it out to keep the order of the file`,
      );
  }
}

/** As New-TransportRule -Priority: a place among the rules that there are. */
function refuseFarPriorities(rules: readonly Entry<FlatRule>[], report: Report): void {
  const last = rules.length - 1;
  for (const { path, value } of rules) {
    if (value.priority === undefined || value.priority <= last) continue;
    report([...path, "priority"], `must be at most ${last}, the last place of ${rules.length} rules`);
  }
}
