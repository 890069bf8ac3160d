// The GUID of a transport rule (ImmutableId): made of the name it was given first, and the same under later names.
import { stableGuid } from "../stable-guid.ts";
import type { TransportRule } from "./transport-rule.ts";

interface RulesOfTenant {
  readonly tenantId: string;
  readonly transportRules: readonly TransportRule[];
}

type Identified = Pick<TransportRule, "name" | "immutableId">;

/** Lower case. */
export function ruleIdOf(rule: Identified, { tenantId }: Pick<RulesOfTenant, "tenantId">): string {
  return rule.immutableId ?? stableGuid(`${tenantId} transport rule ${rule.name.toLowerCase()}`);
}

/** Of the rule that has this name now. */
export function ruleIdNamed(name: string | undefined, organization: RulesOfTenant): string | undefined {
  const found = organization.transportRules.find((rule) => rule.name === name);
  return found && ruleIdOf(found, organization);
}

/** `rule` under the GUID `id`, which is written down where its name doesn't make it. */
export function withRuleId<R extends Identified>(rule: R, id: string, tenant: Pick<RulesOfTenant, "tenantId">): R {
  const { immutableId: _, ...rest } = rule;
  return (ruleIdOf({ name: rule.name }, tenant) === id ? rest : { ...rest, immutableId: id }) as R;
}

/** Of a new rule: another one where a rule of another name has that of this name. */
export function freeRuleId(rule: Pick<TransportRule, "name">, organization: RulesOfTenant): string {
  const taken = new Set(organization.transportRules.map((other) => ruleIdOf(other, organization)));
  let id = ruleIdOf(rule, organization);
  while (taken.has(id)) id = stableGuid(`after ${id}`);
  return id;
}
