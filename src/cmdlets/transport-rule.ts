// Get-TransportRule: the mail-flow rules, in the order of their priority.
import { defineCmdlet } from "./cmdlet.ts";
import { parseFilter } from "./filter.ts";
import { findByIdentity } from "./identity.ts";
import { limited } from "./result-size.ts";
import { namesIn } from "./transport-rule/rule-list.ts";
import { showRule, showRuleBriefly, stateOf } from "./transport-rule/show-rule.ts";
import { describeRule } from "./transport-rule-description.ts";

export const getTransportRule = defineCmdlet({
  name: "Get-TransportRule",
  synopsis: "Shows mail-flow rules in the order in which they are asked.",
  parameters: {
    Identity: {
      type: "identity",
      position: 1,
      pipeline: "both",
      dotNetType: "RuleIdParameter",
      sentence: "A rule by its name or GUID; a star stands for any text.",
    },
    DlpPolicy: { type: "string", priority: "accept", sentence: "Rules of this DLP policy; none are here." },
    ExcludeConditionActionDetails: { type: "boolean", sentence: "Leaves out conditions, actions and description." },
    Filter: { type: "string", sentence: "\"Description -like 'text*'\"." },
    ResultSize: { type: "resultSize", sentence: "How many at most; 1000 when it isn't given." },
    State: { type: "string", values: ["Enabled", "Disabled"], sentence: "Only those that are on, or off." },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    // Description is the only property that the service filters by.
    const matches = given.Filter === undefined ? () => true : parseFilter(given.Filter, ["Description"]);
    const found = findByIdentity(
      organization.transportRules,
      given.Identity,
      namesIn(organization),
      organization,
    ).filter(
      (rule) =>
        (given.State === undefined || given.State === stateOf(rule)) &&
        // No rule here belongs to a DLP policy.
        given.DlpPolicy === undefined &&
        matches({ Description: describeRule(rule) }),
    );
    const show = given.ExcludeConditionActionDetails ? showRuleBriefly : showRule;
    return limited(found, given.ResultSize, (rule) => show(rule, services));
  },
});
