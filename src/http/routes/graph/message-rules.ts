// Inbox rules of a mailbox, in the order in which they run. Microsoft Graph: List rules, Create rule, Get rule, Update rule,
// Delete rule
import { createHash, randomBytes } from "node:crypto";
import type { Context, Hono } from "hono";
import { z } from "zod";
import { directoryOf } from "../../../organization/directory.ts";
import type { InboxRule } from "../../../organization/inbox-rule.ts";
import type { Mailbox, Organization } from "../../../organization/organization.ts";
import type { HttpServices } from "../../services.ts";
import { findFolder, type GraphVersion, MAILBOX_PATHS, odataContext, requestedMailbox } from "./graph-context.ts";
import { badQuery, itemNotFound } from "./graph-error.ts";
import { entity, readGraphJson } from "./graph-json.ts";
import { readOptions } from "./query-options.ts";
import { hasLostFolder, ruleActionsInput, showActions, toActions } from "./rule-actions.ts";
import { isBeyondGraph, rulePredicatesInput, showPredicates, toPredicates } from "./rule-predicates.ts";
import { refuseRule } from "./rule-recipients.ts";

const MOST = 256;
const parts = {
  displayName: z.string().trim().min(1).max(64),
  sequence: z.int().min(1).max(10_000),
  isEnabled: z.boolean(),
  conditions: rulePredicatesInput.nullable(),
  exceptions: rulePredicatesInput.nullable(),
  actions: ruleActionsInput,
};
const newRule = entity({
  ...parts,
  isEnabled: parts.isEnabled.nullish(),
  conditions: parts.conditions.optional(),
  exceptions: parts.exceptions.optional(),
});
const changedRule = entity(z.object(parts).partial().shape);
const TYPE = "microsoft.graph.messageRule";

export function addMessageRuleRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const base of MAILBOX_PATHS) {
    const path = `${base}/mailFolders/:folder/messageRules`;
    routes.get(path, (c) => list(c, services, version));
    routes.post(path, (c) => create(c, services, version));
    routes.get(`${path}/:rule`, (c) => {
      const mailbox = requestedOwner(c, services);
      return answer(c, services, version, requestedRule(c, mailbox), 200);
    });
    routes.patch(`${path}/:rule`, (c) => update(c, services, version));
    routes.delete(`${path}/:rule`, (c) => remove(c, services));
  }
}

function list(c: Context, services: HttpServices, version: GraphVersion): Response {
  readOptions(c, []);
  const mailbox = requestedOwner(c, services);
  const value = (mailbox.inboxRules ?? []).map((rule) => show(services, mailbox, rule));
  return c.json({ "@odata.context": contextOf(c, version, mailbox, ""), value });
}

async function create(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const owner = requestedOwner(c, services);
  const given = await readGraphJson(c, newRule, TYPE);
  const rule: InboxRule = {
    name: given.displayName,
    enabled: given.isEnabled ?? true,
    conditions: toPredicates(given.conditions),
    exceptions: toPredicates(given.exceptions),
    ...toActions(services, owner, given.actions),
    ruleIdentity: randomBytes(8).toString("base64url"),
  };
  await change(services, owner, (rules, organization) => {
    if (rules.length >= MOST) throw refuseRule(`A mailbox has at most ${MOST} rules here.`);
    judge(organization, owner, rules, rule);
    return rules.toSpliced(given.sequence - 1, 0, rule);
  });
  return answer(c, services, version, rule, 201);
}

async function update(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const owner = requestedOwner(c, services);
  const id = identityOf(requestedRule(c, owner));
  const given = await readGraphJson(c, changedRule, TYPE);
  const { displayName, isEnabled, conditions, exceptions, actions, sequence } = given;
  const changes: Partial<InboxRule> = {
    ...(displayName !== undefined && { name: displayName }),
    ...(isEnabled !== undefined && { enabled: isEnabled }),
    ...(conditions !== undefined && { conditions: toPredicates(conditions) }),
    ...(exceptions !== undefined && { exceptions: toPredicates(exceptions) }),
    ...(actions !== undefined && toActions(services, owner, actions)),
  };
  await change(services, owner, (rules, organization) => {
    const at = rules.findIndex((rule) => identityOf(rule) === id);
    const known = rules[at];
    if (!known) throw itemNotFound();
    if (isReadOnly(known)) throw refuseRule(`'${known.name}' has parts that Graph has no name for, and is read-only.`);
    const changed = { ...known, ...changes, ruleIdentity: id };
    const others = rules.toSpliced(at, 1);
    judge(organization, owner, others, changed);
    return others.toSpliced(sequence === undefined ? at : sequence - 1, 0, changed);
  });
  return answer(c, services, version, requestedRule(c, requestedOwner(c, services)), 200);
}

async function remove(c: Context, services: HttpServices): Promise<Response> {
  const owner = requestedOwner(c, services);
  const id = identityOf(requestedRule(c, owner));
  await change(services, owner, (rules) => rules.filter((rule) => identityOf(rule) !== id));
  return c.body(null, 204);
}

type Rules = readonly InboxRule[];

async function change(
  { configurations }: HttpServices,
  { address }: Mailbox,
  edit: (rules: Rules, organization: Organization) => Rules,
): Promise<void> {
  await configurations.change((organization) => {
    const mailboxes = organization.mailboxes.map((mailbox) =>
      mailbox.address === address ? { ...mailbox, inboxRules: edit(mailbox.inboxRules ?? [], organization) } : mailbox,
    );
    return { ...organization, mailboxes };
  }, "messageRules");
}

/** As the configuration file is judged. */
function judge(organization: Organization, { address, aliases }: Mailbox, others: Rules, rule: InboxRule): void {
  if (others.some(({ name }) => name.toLowerCase() === rule.name.toLowerCase()))
    throw refuseRule(`There is a rule '${rule.name}' already.`);
  const directory = directoryOf(organization);
  const { forwardTo = [], forwardAsAttachmentTo = [], redirectTo = [] } = rule.actions;
  for (const target of [...forwardTo, ...forwardAsAttachmentTo, ...redirectTo]) {
    if ([address, ...aliases].includes(target))
      throw refuseRule(`'${target}' is the mailbox itself: its mail is there already.`);
    const isOurs = directory.acceptedDomainOf(target)?.domainType === "Authoritative";
    if (isOurs && !directory.findMailbox(target) && !directory.findGroup(target) && !directory.findContact(target))
      throw refuseRule(`'${target}' is no mailbox, group or contact here.`);
  }
}

/** What is set is shown, in force or not yet. Rules are of the Inbox alone. */
function requestedOwner(c: Context, services: HttpServices): Mailbox {
  const mailbox = requestedMailbox(c, services);
  if (findFolder(services, mailbox, c.req.param("folder") ?? "").wellKnown !== "inbox")
    throw badQuery("Rules are of the Inbox: mailFolders/inbox/messageRules.");
  return directoryOf(services.configurations.latest()).findMailbox(mailbox.address) ?? mailbox;
}

function requestedRule(c: Context, { inboxRules = [] }: Mailbox): InboxRule {
  const found = inboxRules.find((rule) => identityOf(rule) === c.req.param("rule"));
  if (!found) throw itemNotFound();
  return found;
}

function identityOf({ name, ruleIdentity }: InboxRule): string {
  return ruleIdentity ?? createHash("sha1").update(name.toLowerCase()).digest().subarray(0, 8).toString("base64url");
}

function isReadOnly({ conditions, exceptions, actions }: InboxRule): boolean {
  return isBeyondGraph(conditions) || isBeyondGraph(exceptions) || actions.softDeleteMessage === true;
}

function answer(
  c: Context,
  services: HttpServices,
  version: GraphVersion,
  rule: InboxRule,
  status: 200 | 201,
): Response {
  const mailbox = requestedOwner(c, services);
  const context = contextOf(c, version, mailbox, "/$entity");
  return c.json({ "@odata.context": context, ...show(services, mailbox, rule) }, status);
}

function show(services: HttpServices, mailbox: Mailbox, rule: InboxRule): Record<string, unknown> {
  const id = identityOf(rule);
  return {
    id,
    displayName: rule.name,
    sequence: (mailbox.inboxRules ?? []).findIndex((other) => identityOf(other) === id) + 1,
    isEnabled: rule.enabled,
    hasError: hasLostFolder(services, mailbox, rule),
    isReadOnly: isReadOnly(rule),
    conditions: showPredicates(rule.conditions),
    exceptions: showPredicates(rule.exceptions),
    actions: showActions(services, mailbox, rule),
  };
}

function contextOf(c: Context, version: GraphVersion, mailbox: Mailbox, of: string): string {
  return odataContext(c, version, mailbox, `mailFolders('inbox')/messageRules${of}`);
}
