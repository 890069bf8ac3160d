// Get-TransportRulePredicate and Get-TransportRuleAction: what rules are made of. Exceptions have no names of their own.
import { ACTIONS } from "../../organization/transport-rule/actions.ts";
import { CONDITIONS } from "../../organization/transport-rule/conditions.ts";
import { parameterName, type RuleParameter } from "../../organization/transport-rule/parameter.ts";
import { hasWildcard, matchesWildcard } from "../../organization/wildcard.ts";
import { type CmdletObject, type CmdletResult, defineCmdlet } from "../cmdlet.ts";
import { notFound } from "../cmdlet-error.ts";
import { CLASS_NAMES } from "./class-names.ts";

const NAME = { type: "string", position: 1, sentence: "Its name; a star stands for any text." } as const;

export const getTransportRulePredicate = defineCmdlet({
  name: "Get-TransportRulePredicate",
  synopsis: "Shows which conditions and exceptions a mail-flow rule can have.",
  parameters: { Name: NAME },
  run: async ({ Name }, { configurations }) => found(CONDITIONS, Name, configurations.latest().hostname),
});

export const getTransportRuleAction = defineCmdlet({
  name: "Get-TransportRuleAction",
  synopsis: "Shows which actions a mail-flow rule can have.",
  parameters: { Name: NAME },
  run: async ({ Name }, { configurations }) => found(ACTIONS, Name, configurations.latest().hostname),
});

type Table = Readonly<Record<string, RuleParameter>>;

function found(table: Table, wanted: string | undefined, server: string): CmdletResult {
  const all = partsOf(table);
  if (wanted === undefined || wanted === "") return { objects: all };
  const objects = all.filter(({ Name }) => matchesWildcard(String(Name), wanted));
  if (objects.length === 0 && !hasWildcard(wanted)) throw notFound(wanted, server);
  return { objects };
}

/** Parameters is ours: which parameters of New-TransportRule make it. */
function partsOf(table: Table): CmdletObject[] {
  const leads = Object.entries(table).filter(([, { with: lead }]) => lead === undefined);
  return leads
    .map(([name, { sentence }]) => ({
      Name: CLASS_NAMES[name] ?? parameterName(name),
      LinkedDisplayText: sentence,
      Parameters: [name, ...Object.keys(table).filter((other) => table[other]?.with === name)].map((parameter) =>
        parameterName(parameter),
      ),
    }))
    .sort((one, other) => (one.Name < other.Name ? -1 : 1))
    .map((part, Rank) => ({ ...part, Rank }));
}
