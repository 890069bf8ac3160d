// Get-, New-, Set-, Enable-, Disable- and Remove-InboxRule.
import { findFolder } from "../mailbox/find-folder.ts";
import type { AcceptedValues, InboxRule, Mailbox, Organization } from "../organization/organization.ts";
import { inboxRuleSchema } from "../organization/schema/inbox-rule.ts";
import { CONFIRMATION } from "./change.ts";
import { changeRecipients, withRecipient } from "./change-recipients.ts";
import { type Cmdlet, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError, CmdletError, notFound } from "./cmdlet-error.ts";
import { KEPT_RULE_PARAMETERS, RULE_PARAMETERS } from "./inbox-rule-parameters.ts";
import { findRule, identityOf, ownerOf, showRule } from "./inbox-rule-properties.ts";
import { mailboxName } from "./mailbox-names.ts";
import { limited } from "./result-size.ts";

interface Given {
  readonly Identity?: string;
  readonly Mailbox?: string;
  readonly Name?: string;
  readonly Priority?: number;
  readonly StopProcessingRules?: boolean;
  readonly ResultSize?: number;
  readonly SkipCount?: number;
  readonly ValidateOnly?: boolean;
  readonly WhatIf?: boolean;
  readonly [parameter: string]: unknown;
}

const MAILBOX = { type: "identity", dotNetType: "MailboxIdParameter" } as const;
const IDENTITY = { type: "identity", dotNetType: "InboxRuleIdParameter", position: 1, pipeline: "both" } as const;
const TAKEN = { type: "switch", priority: "accept" } as const;
const CHANGING: Parameters = { AlwaysDeleteOutlookRulesBlob: TAKEN, Force: TAKEN, ...CONFIRMATION };

const RULE: Parameters = {
  Mailbox: MAILBOX,
  Priority: { type: "int", min: 1, sentence: "1 runs first." },
  StopProcessingRules: { type: "boolean", sentence: "No later rule runs where this one matched; true unless said." },
  ...Object.fromEntries(Object.entries(RULE_PARAMETERS).map(([name, { parameter }]) => [name, parameter])),
  ...KEPT_RULE_PARAMETERS,
  ...CHANGING,
};

export const getInboxRule = defineCmdlet({
  name: "Get-InboxRule",
  synopsis: "Shows the inbox rules of a mailbox.",
  parameters: {
    Identity: IDENTITY,
    Mailbox: { ...MAILBOX, pipeline: "both" },
    ResultSize: { type: "resultSize" },
    SkipCount: { type: "int", min: 0 },
    DescriptionTimeFormat: { type: "string", priority: "accept" },
    DescriptionTimeZone: { type: "string", priority: "accept" },
    BypassScopeCheck: TAKEN,
    IncludeHidden: TAKEN,
    UseCustomRouting: TAKEN,
  } as Parameters,
  async run(bound, services) {
    const given = bound as Given;
    const organization = services.configurations.latest();
    const owner = ownerOf(given, services, organization);
    const { inboxRules = [] } = owner;
    const found = given.Identity === undefined ? inboxRules : [findRule(owner, given.Identity, organization)];
    return limited(found.slice(given.SkipCount ?? 0), given.ResultSize, (rule) => showRule(rule, owner, organization));
  },
});

export const newInboxRule = defineCmdlet({
  name: "New-InboxRule",
  synopsis: "Makes an inbox rule in a mailbox.",
  parameters: {
    Name: { type: "string", mandatory: true, position: 1 },
    ValidateOnly: { type: "switch", sentence: "Says what is wrong, and makes nothing." },
    ...RULE,
  } as Parameters,
  async run(bound, services) {
    const given = bound as Given;
    const name = String(given.Name);
    const none: InboxRule = {
      name,
      enabled: true,
      conditions: {},
      exceptions: {},
      actions: {},
      stopProcessingRules: true,
    };
    const change = (rules: readonly InboxRule[], owner: Mailbox, organization: Organization) => {
      refuseTaken(name, rules, owner, organization);
      return placed(rules, edited(none, given, organization), given.Priority);
    };
    const result = await changeRules(
      "New-InboxRule",
      { ...given, ...(given.ValidateOnly === true && { WhatIf: true }) },
      services,
      `Creating inbox rule "${name}".`,
      change,
    );
    if (result.confirmation !== undefined) return given.ValidateOnly === true ? { objects: [] } : result;
    const organization = services.configurations.latest();
    const owner = ownerOf(given, services, organization);
    return { ...result, objects: [showRule(findRule(owner, name.trim(), organization), owner, organization)] };
  },
});

const SYNOPSES = {
  Setting: "Changes an inbox rule of a mailbox.",
  Enabling: "Turns an inbox rule of a mailbox on.",
  Disabling: "Turns an inbox rule of a mailbox off.",
  Removing: "Removes an inbox rule from a mailbox.",
};

export const setInboxRule = changing(
  "Set-InboxRule",
  { Name: { type: "string" }, ...RULE },
  "Setting",
  (rules, rule, given, owner, organization) => {
    const others = rules.filter((other) => other !== rule);
    const at = rules.indexOf(rule);
    const after = edited({ ...rule, ...renamed(rule, given.Name) }, given, organization);
    refuseTaken(after.name, others, owner, organization);
    return placed(others, after, given.Priority ?? at + 1);
  },
);

const renamed = (rule: InboxRule, name?: string): Partial<InboxRule> =>
  name === undefined || name === rule.name ? {} : { name, ruleIdentity: identityOf(rule) };

const SHORT: Parameters = { Mailbox: MAILBOX, ...CHANGING };
const enabling =
  (enabled: boolean): RuleChange =>
  (rules, rule) =>
    rules.map((other) => (other === rule ? { ...rule, enabled } : other));

export const enableInboxRule = changing("Enable-InboxRule", SHORT, "Enabling", enabling(true));
export const disableInboxRule = changing("Disable-InboxRule", SHORT, "Disabling", enabling(false));
export const removeInboxRule = changing("Remove-InboxRule", SHORT, "Removing", (rules, rule) =>
  rules.filter((other) => other !== rule),
);

type RuleChange = (
  rules: readonly InboxRule[],
  rule: InboxRule,
  given: Given,
  owner: Mailbox,
  organization: Organization,
) => readonly InboxRule[];

/** Of one rule that is there. */
function changing(name: string, parameters: Parameters, doing: keyof typeof SYNOPSES, change: RuleChange): Cmdlet {
  return defineCmdlet({
    name,
    synopsis: SYNOPSES[doing],
    parameters: { Identity: { ...IDENTITY, mandatory: true }, ...parameters } as Parameters,
    async run(bound, services) {
      const given = bound as Given;
      const identity = String(given.Identity);
      return changeRules(name, given, services, `${doing} inbox rule "${identity}".`, (rules, owner, organization) =>
        change(rules, findRule(owner, identity, organization), given, owner, organization),
      );
    },
  });
}

function changeRules(
  cmdlet: string,
  given: Given,
  services: CmdletServices,
  whatIf: string,
  change: (rules: readonly InboxRule[], owner: Mailbox, organization: Organization) => readonly InboxRule[],
) {
  const edit = (organization: Organization): Organization => {
    const owner = ownerOf(given, services, organization);
    const inboxRules = change(owner.inboxRules ?? [], owner, organization);
    return withRecipient(organization, "mailboxes", owner.address, { ...owner, inboxRules });
  };
  refuseLostFolders(given, services);
  const kept = Object.keys(given).filter((name) => name in KEPT_RULE_PARAMETERS);
  const warnings =
    kept.length === 0
      ? []
      : [`Kept and shown, but the sandbox doesn't act on it: ${kept.join(", ")}. A condition among them never holds.`];
  const object = cmdlet.startsWith("Set-") ? { object: String(given.Identity) } : {};
  return changeRecipients({ cmdlet, given, whatIf, edit, warnings, ...object }, services);
}

/** A folder must be there when the rule is made. */
function refuseLostFolders(given: Given, services: CmdletServices): void {
  const organization = services.configurations.latest();
  for (const name of ["MoveToFolder", "CopyToFolder"]) {
    const path = given[name];
    if (typeof path !== "string" || path === "") continue;
    const { address } = ownerOf(given, services, organization);
    if (!findFolder(services.mailboxes.folders, address, path)) throw notFound(path, organization.hostname);
  }
}

function edited(rule: InboxRule, given: Given, organization: Organization): InboxRule {
  const parts: Record<"conditions" | "exceptions" | "actions", Record<string, unknown>> = {
    conditions: { ...rule.conditions },
    exceptions: { ...rule.exceptions },
    actions: { ...rule.actions },
  };
  for (const [name, { part, field, read }] of Object.entries(RULE_PARAMETERS)) {
    if (!(name in given)) continue;
    const value = read(given[name], organization);
    if (value === undefined) delete parts[part][field];
    else parts[part][field] = value;
  }
  const accepted = keptValues(rule.accepted, given);
  const after = {
    ...rule,
    ...parts,
    stopProcessingRules: given.StopProcessingRules ?? rule.stopProcessingRules,
    ...(Object.keys(accepted).length > 0 && { accepted }),
  };
  return checked(after, given.StopProcessingRules === true);
}

function keptValues(before: AcceptedValues = {}, given: Given): AcceptedValues {
  const kept: Record<string, AcceptedValues[string]> = { ...before };
  for (const name of Object.keys(KEPT_RULE_PARAMETERS)) {
    if (!(name in given)) continue;
    const value = given[name] as AcceptedValues[string];
    // $false and nothing: not used.
    if (value === false || value === null || (Array.isArray(value) && value.length === 0)) delete kept[name];
    else kept[name] = value;
  }
  return kept;
}

/** By the schema of the file. @throws CmdletError */
function checked(rule: InboxRule & { readonly accepted?: AcceptedValues }, onlyStops: boolean): InboxRule {
  const name = inboxRuleSchema.shape.name.safeParse(rule.name);
  if (!name.success) throw argumentError(`Name ${name.error.issues[0]?.message ?? "is wrong"}.`);
  for (const [part, prefix] of [
    ["conditions", ""],
    ["exceptions", "ExceptIf"],
  ] as const) {
    const { receivedAfterDate: after, receivedBeforeDate: before, ...others } = rule[part];
    const inFile = {
      ...others,
      ...(after !== undefined && { receivedAfterDate: new Date(after) }),
      ...(before !== undefined && { receivedBeforeDate: new Date(before) }),
    };
    const result = inboxRuleSchema.shape[part].safeParse(inFile);
    const [issue] = result.error?.issues ?? [];
    if (issue) throw argumentError(`${prefix}${capitalized(String(issue.path[0]))}: ${issue.message}.`);
  }
  const acts = Object.keys(rule.actions).length > 0 || Object.keys(rule.accepted ?? {}).length > 0 || onlyStops;
  if (!acts) throw argumentError("The rule must have at least one action, such as MoveToFolder.");
  return { ...rule, name: name.data };
}

/** A number behind the last is the last. */
function placed(rules: readonly InboxRule[], rule: InboxRule, priority?: number): readonly InboxRule[] {
  return rules.toSpliced(priority === undefined ? rules.length : priority - 1, 0, rule);
}

function refuseTaken(name: string, rules: readonly InboxRule[], owner: Mailbox, organization: Organization): void {
  if (!rules.some((other) => other.name.toLowerCase() === name.trim().toLowerCase())) return;
  throw new CmdletError(
    "Microsoft.Exchange.Management.Common.DuplicateInboxRuleException",
    `The mailbox '${mailboxName(owner, organization)}' has an inbox rule '${name}' already.`,
  );
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
