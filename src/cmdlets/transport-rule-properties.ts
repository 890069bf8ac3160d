// A rule as Get-TransportRule shows it: every predicate, exception and action there is, null or False where it isn't set.
import type { RuleActions, RuleConditions, TransportRule } from "../organization/organization.ts";
import { ACTIONS } from "../organization/transport-rule/actions.ts";
import { CONDITIONS } from "../organization/transport-rule/conditions.ts";
import { parameterName, type RuleParameter } from "../organization/transport-rule/parameter.ts";
import { formatByteSize } from "./byte-size.ts";
import type { CmdletObject, CmdletValue } from "./cmdlet.ts";
import { CLASS_NAMES } from "./transport-rule/class-names.ts";
import { RULE_BINDINGS } from "./transport-rule/parameters.ts";

const PROPERTIES = `Name Priority Enabled Mode ActivationDate ExpiryDate Comments RuleErrorAction SenderAddressLocation
  RecipientAddressType SetAuditSeverity RuleSubType UseLegacyRegex DlpPolicy IncidentReportOriginalMail`.split(/\s+/);

/** $false says that a flag isn't set. */
export const UNSET_DETAILS: CmdletObject = Object.fromEntries(
  RULE_BINDINGS.filter(({ parameter }) => !PROPERTIES.includes(parameter))
    .map(({ parameter, declaration }) => [parameter, declaration.type === "boolean" ? false : null] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1)),
);

export function ruleDetails(rule: TransportRule): CmdletObject {
  return {
    ...UNSET_DETAILS,
    ...named(rule.conditions, ""),
    ...named(rule.exceptions, "ExceptIf"),
    ...named(rule.actions, ""),
  };
}

const PARAMETERS: Readonly<Record<string, RuleParameter>> = { ...CONDITIONS, ...ACTIONS };

function named(given: RuleConditions | RuleActions, prefix: "" | "ExceptIf"): CmdletObject {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [parameterName(name, prefix), asShown(name, value)]),
  );
}

function asShown(name: string, value: unknown): CmdletValue {
  return PARAMETERS[name]?.type === "size" ? formatByteSize(value as number) : (value as CmdletValue);
}

const TASKS = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks";

/** "Microsoft.Exchange.MessagingPolicies.Rules.Tasks.FromScopePredicate"; null where there are none. */
export function classNames(
  parts: RuleConditions | RuleActions,
  kind: "Predicate" | "Action",
  others: readonly string[] = [],
): readonly string[] | null {
  const leads = Object.keys(parts).filter((name) => PARAMETERS[name]?.with === undefined);
  const names = [...leads.map((name) => CLASS_NAMES[name] ?? parameterName(name)), ...others];
  return names.length === 0 ? null : names.map((name) => `${TASKS}.${name}${kind}`);
}
