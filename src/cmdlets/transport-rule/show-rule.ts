// A rule as Get-TransportRule and New-TransportRule answer it.
import type { TransportRule } from "../../organization/organization.ts";
import { ruleIdOf } from "../../organization/transport-rule/rule-id.ts";
import { type CmdletObject, type CmdletServices, guid } from "../cmdlet.ts";
import { directoryProperties } from "../directory-object.ts";
import { describeRule } from "../transport-rule-description.ts";
import { classNames, ruleDetails, UNSET_DETAILS } from "../transport-rule-properties.ts";

export const stateOf = ({ enabled }: TransportRule): "Enabled" | "Disabled" => (enabled ? "Enabled" : "Disabled");
const instant = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

export function showRule(rule: TransportRule, services: CmdletServices): CmdletObject {
  return {
    ...showRuleBriefly(rule, services),
    Description: describeRule(rule),
    Conditions: classNames(rule.conditions, "Predicate"),
    Exceptions: classNames(rule.exceptions, "Predicate"),
    Actions: classNames(rule.actions, "Action", rule.setAuditSeverity === undefined ? [] : ["SetAuditSeverity"]),
    ...ruleDetails(rule),
  };
}

/** Without conditions and actions. Get-TransportRule -ExcludeConditionActionDetails */
export function showRuleBriefly(rule: TransportRule, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const id = ruleIdOf(rule, organization);
  return {
    Priority: rule.priority,
    DlpPolicy: null,
    Comments: rule.comments ?? null,
    CreatedBy: organization.name,
    LastModifiedBy: organization.name,
    ManuallyModified: false,
    ActivationDate: instant(rule.activationDate),
    ExpiryDate: instant(rule.expiryDate),
    Description: "",
    RuleVersion: "14.0.0.0",
    Conditions: null,
    Exceptions: null,
    Actions: null,
    State: stateOf(rule),
    Mode: rule.mode,
    RuleErrorAction: rule.ruleErrorAction ?? "Ignore",
    SenderAddressLocation: rule.senderAddressLocation,
    RecipientAddressType: rule.recipientAddressType ?? "Resolved",
    SetAuditSeverity: rule.setAuditSeverity ?? null,
    RuleSubType: rule.ruleSubType ?? "None",
    UseLegacyRegex: rule.useLegacyRegex ?? false,
    ...UNSET_DETAILS,
    ImmutableId: guid(id),
    ...directoryProperties(
      { kind: "transport rule", name: rule.name, id, objectClass: "msExchTransportRule" },
      services,
    ),
  };
}
