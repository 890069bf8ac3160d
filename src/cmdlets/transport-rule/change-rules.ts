// New-, Set-, Enable-, Disable- and Remove-TransportRule. A change is made whole or not at all.
import type { Organization } from "../../organization/organization.ts";
import { CONFIRMATION, changeOrganization } from "../change.ts";
import { type CmdletServices, defineCmdlet } from "../cmdlet.ts";
import { editedRule, type GivenParameters } from "./edit-rule.ts";
import { ruleParameters } from "./parameters.ts";
import { oneRule, withChangedRule, withNewRule, withoutRule } from "./rule-list.ts";
import { showRule } from "./show-rule.ts";

const IDENTITY = {
  type: "identity",
  mandatory: true,
  position: 1,
  pipeline: "both",
  dotNetType: "RuleIdParameter",
  sentence: "The rule by its name or GUID.",
} as const;

const { Name, Mode, ...OTHERS } = ruleParameters();
const MODE = { ...Mode, type: "string" } as const;

export const newTransportRule = defineCmdlet({
  name: "New-TransportRule",
  synopsis: "Makes a mail-flow rule of conditions, exceptions and actions.",
  parameters: {
    Name: { ...Name, type: "string", mandatory: true, position: 1 },
    Mode: MODE,
    ...OTHERS,
    ...CONFIRMATION,
  },
  async run(bound, services) {
    const given = bound as GivenParameters & { readonly Name: string };
    const result = await changeOrganization(
      {
        cmdlet: "New-TransportRule",
        given: bound,
        whatIf: `Creating transport rule "${given.Name}".`,
        edit: (organization) =>
          withNewRule(organization, editedRule(undefined, given, organization), given.Priority as number | undefined),
      },
      services,
    );
    return result.confirmation === undefined ? { ...result, objects: [shown(given.Name, services)] } : result;
  },
});

export const setTransportRule = defineCmdlet({
  name: "Set-TransportRule",
  synopsis: "Changes a mail-flow rule.",
  parameters: {
    Identity: IDENTITY,
    Name: { ...Name, type: "string" },
    Mode: MODE,
    ...ruleParameters(["Name", "Mode", "Enabled", "UseLegacyRegex"]),
    ...CONFIRMATION,
  },
  run: (given, services) =>
    changeRule("Set-TransportRule", given, given as GivenParameters, `Setting transport rule`, services),
});

export const enableTransportRule = defineCmdlet({
  name: "Enable-TransportRule",
  synopsis: "Turns a mail-flow rule on.",
  parameters: { Identity: IDENTITY, Mode: MODE, ...CONFIRMATION },
  run: (given, services) =>
    changeRule(
      "Enable-TransportRule",
      given,
      { Enabled: true, ...(given.Mode !== undefined && { Mode: given.Mode }) },
      "Enabling transport rule",
      services,
    ),
});

export const disableTransportRule = defineCmdlet({
  name: "Disable-TransportRule",
  synopsis: "Turns a mail-flow rule off.",
  parameters: { Identity: IDENTITY, ...CONFIRMATION },
  run: (given, services) =>
    changeRule("Disable-TransportRule", given, { Enabled: false }, "Disabling transport rule", services),
});

export const removeTransportRule = defineCmdlet({
  name: "Remove-TransportRule",
  synopsis: "Removes a mail-flow rule.",
  parameters: { Identity: IDENTITY, ...CONFIRMATION },
  run: (given, services) =>
    changeOrganization(
      {
        cmdlet: "Remove-TransportRule",
        given,
        whatIf: `Removing transport rule "${oneRule(services.configurations.latest(), given.Identity).name}".`,
        edit: (organization) => withoutRule(organization, oneRule(organization, given.Identity)),
      },
      services,
    ),
});

interface Addressed {
  readonly Identity: string;
  readonly WhatIf?: boolean;
}

function changeRule(
  cmdlet: string,
  given: Addressed,
  edits: GivenParameters,
  doing: string,
  services: CmdletServices,
): ReturnType<typeof changeOrganization> {
  const { name } = oneRule(services.configurations.latest(), given.Identity);
  const edit = (organization: Organization): Organization => {
    const before = oneRule(organization, given.Identity);
    const after = editedRule(before, edits, organization);
    return withChangedRule(organization, before, after, edits.Priority as number | undefined);
  };
  return changeOrganization({ cmdlet, given, whatIf: `${doing} "${name}".`, object: name, edit }, services);
}

function shown(name: string, services: CmdletServices) {
  const found = services.configurations
    .latest()
    .transportRules.find((rule) => rule.name.toLowerCase() === name.trim().toLowerCase());
  if (!found) throw new Error(`the rule ${name} is not there after it was made`);
  return showRule(found, services);
}
