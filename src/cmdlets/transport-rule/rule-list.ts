// The rules of an organization as a list that is edited: names are unique, priorities are places, limits hold over all.
import type { Organization, TransportRule } from "../../organization/organization.ts";
import { fromTransportRule } from "../../organization/schema/transport-rule.ts";
import { MAX_PATTERN_BYTES, MAX_RULES, patternBytes } from "../../organization/transport-rule/limits.ts";
import { freeRuleId, ruleIdOf, withRuleId } from "../../organization/transport-rule/rule-id.ts";
import { argumentError } from "../cmdlet-error.ts";
import { findOne } from "../identity.ts";

export const namesIn =
  (organization: Organization) =>
  (rule: TransportRule): readonly string[] => [rule.name, ruleIdOf(rule, organization)];

/** @throws CmdletError */
export const oneRule = (organization: Organization, identity: string): TransportRule =>
  findOne(organization.transportRules, identity, namesIn(organization), organization);

/** At the end, or at `priority`, where it shifts the others. New-TransportRule -Priority @throws CmdletError */
export function withNewRule(organization: Organization, rule: TransportRule, priority?: number): Organization {
  const rules = organization.transportRules;
  if (rules.length >= MAX_RULES)
    throw argumentError(`The organization has ${MAX_RULES} transport rules already, which is the limit.`);
  const added = withRuleId(rule, freeRuleId(rule, organization), organization);
  return withRules(organization, inserted(rules, added, priority ?? rules.length));
}

/** In the place of `before` and with its GUID, or at `priority` among the others. @throws CmdletError */
export function withChangedRule(
  organization: Organization,
  before: TransportRule,
  rule: TransportRule,
  priority = before.priority,
): Organization {
  const others = organization.transportRules.filter((other) => other !== before);
  const changed = withRuleId(rule, ruleIdOf(before, organization), organization);
  return withRules(organization, inserted(others, changed, priority));
}

export function withoutRule(organization: Organization, rule: TransportRule): Organization {
  return withRules(
    organization,
    organization.transportRules.filter((other) => other !== rule),
  );
}

/** @throws CmdletError where names or patterns don't fit together. */
export function withRules(organization: Organization, rules: readonly TransportRule[]): Organization {
  refuseTwice(rules);
  const bytes = rules.reduce((sum, rule) => sum + patternBytes(fromTransportRule(rule)), 0);
  if (bytes > MAX_PATTERN_BYTES) {
    throw argumentError(
      `The patterns of all transport rules must have at most ${MAX_PATTERN_BYTES} bytes together; they would have ${bytes}.`,
    );
  }
  const transportRules = rules.map((rule, priority) => (rule.priority === priority ? rule : { ...rule, priority }));
  return { ...organization, transportRules };
}

function inserted(others: readonly TransportRule[], rule: TransportRule, at: number): TransportRule[] {
  if (at < 0 || at > others.length) throw argumentError("The specified rule priority is invalid.");
  return others.toSpliced(at, 0, rule);
}

function refuseTwice(rules: readonly TransportRule[]): void {
  const names = new Set<string>();
  for (const { name } of rules) {
    if (names.has(name.toLowerCase()))
      throw argumentError(`A transport rule with the name '${name}' exists already. Specify another name.`);
    names.add(name.toLowerCase());
  }
}
