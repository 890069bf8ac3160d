// Get-TransportRule: the mail-flow rules, in the order of their priority.
import type { TransportRule } from "../organization/organization.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet, guid } from "./cmdlet.ts";
import { directoryProperties, guidOf } from "./directory-object.ts";
import { parseFilter } from "./filter.ts";
import { findByIdentity } from "./identity.ts";
import { limited } from "./result-size.ts";
import { describeRule } from "./transport-rule-description.ts";
import { classNames, ruleDetails, UNSET_DETAILS } from "./transport-rule-properties.ts";

const KIND = "transport rule";

export const getTransportRule = defineCmdlet({
  name: "Get-TransportRule",
  parameters: {
    Identity: { type: "identity", dotNetType: "RuleIdParameter" },
    DlpPolicy: { type: "string" },
    ExcludeConditionActionDetails: { type: "boolean" },
    Filter: { type: "string" },
    ResultSize: { type: "resultSize" },
    State: { type: "string", values: ["Enabled", "Disabled"] },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const names = ({ name }: TransportRule) => [name, guidOf({ kind: KIND, name }, organization)];
    // Description is the only property that the service filters by.
    const matches = given.Filter === undefined ? () => true : parseFilter(given.Filter, ["Description"]);
    const found = findByIdentity(organization.transportRules, given.Identity, names, organization).filter(
      (rule) =>
        (given.State === undefined || given.State === stateOf(rule)) &&
        // No rule here belongs to a DLP policy.
        given.DlpPolicy === undefined &&
        matches({ Description: describeRule(rule) }),
    );
    const show = given.ExcludeConditionActionDetails ? showBriefly : showWhole;
    return limited(found, given.ResultSize, (rule) => show(rule, services));
  },
});

const stateOf = ({ enabled }: TransportRule): "Enabled" | "Disabled" => (enabled ? "Enabled" : "Disabled");
const instant = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

function showWhole(rule: TransportRule, services: CmdletServices): CmdletObject {
  return {
    ...showBriefly(rule, services),
    Description: describeRule(rule),
    Conditions: classNames(rule.conditions, "Predicate"),
    Exceptions: classNames(rule.exceptions, "Predicate"),
    Actions: classNames(rule.actions, "Action"),
    ...ruleDetails(rule),
  };
}

function showBriefly(rule: TransportRule, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
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
    RuleErrorAction: "Ignore",
    SenderAddressLocation: rule.senderAddressLocation,
    RecipientAddressType: "Resolved",
    RuleSubType: "None",
    UseLegacyRegex: false,
    ...UNSET_DETAILS,
    ImmutableId: guid(guidOf({ kind: KIND, name: rule.name }, organization)),
    ...directoryProperties({ kind: KIND, name: rule.name, objectClass: "msExchTransportRule" }, services),
  };
}
