// Get-, New-, Set-, Remove-, Enable- and Disable-JournalRule: whose mail is copied to where.
import { directoryOf } from "../organization/directory.ts";
import type { JournalRule, Organization } from "../organization/organization.ts";
import { journalRuleSchema } from "../organization/schema/mail-flow.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { type Cmdlet, type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { directoryProperties, guidOf } from "./directory-object.ts";
import { declared, type FieldParameters, parsedBy, withEdits } from "./field-parameters.ts";
import { findByIdentity, findOne } from "./identity.ts";

const KIND = "journal rule";
/** Journal, transport and inbox rule limits of Exchange Online. */
const MAX_RULES = 10;

const IDENTITY = {
  type: "identity",
  dotNetType: "RuleIdParameter",
  position: 1,
  pipeline: "both",
  sentence: "Name or GUID; a star stands for any text.",
} as const;

const PARAMETERS = {
  Name: { type: "string", field: "name", sentence: "Unique, at most 64 characters." },
  JournalEmailAddress: {
    type: "string",
    field: "journalEmailAddress",
    sentence: "Where journal reports go.",
  },
  Recipient: {
    type: "string",
    nullable: true,
    field: "recipient",
    sentence: "Mailbox, contact or group whose mail is journaled; without one everybody's.",
  },
  Scope: {
    type: "string",
    values: ["Global", "Internal", "External"],
    field: "scope",
    sentence: "All mail, mail inside, or mail from or to outside. Default Global.",
  },
} as const satisfies FieldParameters;

const namesIn =
  (organization: Organization) =>
  ({ name }: JournalRule) => [name, guidOf({ kind: KIND, name }, organization)];

const ruleCalled = (identity: string, organization: Organization): JournalRule =>
  findOne(organization.journalRules, identity, namesIn(organization), organization);

export const getJournalRule = defineCmdlet({
  name: "Get-JournalRule",
  synopsis: "Shows which mail is copied to a journal.",
  parameters: { Identity: IDENTITY },
  async run(given, services) {
    const organization = services.configurations.latest();
    const found = findByIdentity(organization.journalRules, given.Identity, namesIn(organization), organization);
    return { objects: found.map((rule) => show(rule, services)) };
  },
});

export const newJournalRule = defineCmdlet({
  name: "New-JournalRule",
  synopsis: "Makes a rule by which mail is copied to a journal.",
  parameters: {
    ...declared(PARAMETERS),
    Name: { ...PARAMETERS.Name, mandatory: true, position: 1 },
    JournalEmailAddress: { ...PARAMETERS.JournalEmailAddress, mandatory: true },
    Enabled: { type: "boolean", sentence: "Whether it acts. Without it the rule is made, and rests." },
    ...CONFIRMATION,
  },
  async run(given, services) {
    const flat = { ...withEdits(PARAMETERS, {}, given), enabled: given.Enabled === true };
    const rule = parsedBy(journalRuleSchema, flat, PARAMETERS);
    const result = await changeOrganization(
      {
        cmdlet: "New-JournalRule",
        given,
        whatIf: `Creating journal rule "${rule.name}".`,
        edit: (organization) => withRules([...organization.journalRules, rule], organization, rule),
      },
      services,
    );
    return given.WhatIf === true ? result : { ...result, objects: [show(rule, services)] };
  },
});

export const setJournalRule = defineCmdlet({
  name: "Set-JournalRule",
  synopsis: "Changes a journal rule.",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...declared(PARAMETERS), ...CONFIRMATION },
  run: (given, services) =>
    replace({ cmdlet: "Set-JournalRule", doing: "Setting", given }, services, (before) =>
      parsedBy(journalRuleSchema, withEdits(PARAMETERS, before, given), PARAMETERS),
    ),
});

export const removeJournalRule = defineCmdlet({
  name: "Remove-JournalRule",
  synopsis: "Removes a journal rule.",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...CONFIRMATION },
  run: (given, services) =>
    replace({ cmdlet: "Remove-JournalRule", doing: "Removing", given }, services, () => undefined),
});

export const enableJournalRule = switching("Enable-JournalRule", "Enabling", true);
export const disableJournalRule = switching("Disable-JournalRule", "Disabling", false);

function switching(name: string, doing: string, enabled: boolean): Cmdlet {
  return defineCmdlet({
    name,
    synopsis: `Turns a journal rule ${enabled ? "on" : "off"}.`,
    parameters: { Identity: { ...IDENTITY, mandatory: true }, ...CONFIRMATION },
    run: (given, services) => replace({ cmdlet: name, doing, given }, services, (before) => ({ ...before, enabled })),
  });
}

interface Command {
  readonly cmdlet: string;
  /** "Setting" */
  readonly doing: string;
  readonly given: { readonly Identity: string; readonly WhatIf?: boolean };
}

/** @param become what the rule is then; undefined: gone. */
function replace(
  { cmdlet, doing, given }: Command,
  services: CmdletServices,
  become: (before: JournalRule) => JournalRule | undefined,
) {
  const { name } = ruleCalled(given.Identity, services.configurations.latest());
  return changeOrganization(
    {
      cmdlet,
      given,
      whatIf: `${doing} journal rule "${name}".`,
      object: name,
      edit(organization) {
        const before = ruleCalled(given.Identity, organization);
        const after = become(before);
        const rules = organization.journalRules.flatMap((other) => (other === before ? (after ?? []) : other));
        return withRules(rules, organization, after);
      },
    },
    services,
  );
}

/** What the file's checks ask too. @throws CmdletError */
function withRules(
  journalRules: readonly JournalRule[],
  organization: Organization,
  changed: JournalRule | undefined,
): Organization {
  if (changed === undefined) return { ...organization, journalRules };
  if (journalRules.length > MAX_RULES)
    throw argumentError(`There can be at most ${MAX_RULES} journal rules; this would be the ${journalRules.length}th.`);
  const { name, recipient, journalEmailAddress } = changed;
  if (journalRules.some((other) => other !== changed && other.name.toLowerCase() === name.toLowerCase()))
    throw argumentError(`The name '${name}' already has a journal rule.`);
  const { findMailbox, findGroup, findContact, acceptedDomainOf } = directoryOf(organization);
  for (const [parameter, address] of [
    ["Recipient", recipient],
    ["JournalEmailAddress", journalEmailAddress],
  ] as const) {
    if (address === undefined || !acceptedDomainOf(address)) continue;
    if ([findMailbox, findGroup, findContact].every((find) => find(address) === undefined))
      throw argumentError(`${parameter}: '${address}' is no mailbox, group or contact here`);
  }
  if (recipient === journalEmailAddress)
    throw argumentError("JournalEmailAddress: must not be the recipient whose mail is journaled");
  return { ...organization, journalRules };
}

function show(rule: JournalRule, services: CmdletServices): CmdletObject {
  return {
    Recipient: rule.recipient ?? null,
    JournalEmailAddress: rule.journalEmailAddress,
    Scope: rule.scope,
    Enabled: rule.enabled,
    ...directoryProperties({ kind: KIND, name: rule.name, objectClass: "msExchTransportRule" }, services),
  };
}
