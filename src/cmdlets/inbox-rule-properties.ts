// Whose an inbox rule is, what it is called, and how Get-InboxRule shows it.
import { createHash } from "node:crypto";
import { directoryOf } from "../organization/directory.ts";
import type { InboxRule, Mailbox, Organization } from "../organization/organization.ts";
import { formatByteSize } from "./byte-size.ts";
import { type CmdletObject, type CmdletServices, type CmdletValue, Typed } from "./cmdlet.ts";
import { argumentError, notFound } from "./cmdlet-error.ts";
import { KEPT_RULE_PARAMETERS, RULE_PARAMETERS } from "./inbox-rule-parameters.ts";
import { findOneMailbox, mailboxName } from "./mailbox-names.ts";

/** -Mailbox, what stands before the "\" of the identity, or the mailbox of who asks. */
export function ownerOf(
  { Mailbox, Identity }: { readonly Mailbox?: string; readonly Identity?: string },
  { caller }: CmdletServices,
  organization: Organization,
): Mailbox {
  const before = Identity?.includes("\\") ? Identity.slice(0, Identity.indexOf("\\")) : undefined;
  const named = Mailbox ?? before;
  if (named !== undefined) return findOneMailbox(named, organization);
  const own = directoryOf(organization).findMailbox(caller);
  if (own) return own;
  throw argumentError(`Mailbox must be named: '${caller}', who asks, has none.`);
}

/** By its name or number, a mailbox before it or not. @throws CmdletError */
export function findRule(owner: Mailbox, identity: string, organization: Organization): InboxRule {
  const wanted = identity.slice(identity.indexOf("\\") + 1).trim();
  const found = (owner.inboxRules ?? []).find(
    (rule) => rule.name.toLowerCase() === wanted.toLowerCase() || numberOf(rule) === wanted,
  );
  if (!found) throw notFound(identity, organization.hostname);
  return found;
}

/** Graph's id of the rule; it stays when the name changes. */
export function identityOf({ name, ruleIdentity }: InboxRule): string {
  return ruleIdentity ?? createHash("sha1").update(name.toLowerCase()).digest().subarray(0, 8).toString("base64url");
}

/** RuleIdentity: the same as a number of 64 bits. */
function numberOf(rule: InboxRule): string {
  return Buffer.from(identityOf(rule), "base64url").readBigUInt64BE().toString();
}

export function showRule(rule: InboxRule, owner: Mailbox, organization: Organization): CmdletObject {
  const mailbox = mailboxName(owner, organization);
  const number = numberOf(rule);
  const set = propertiesOf(rule, mailbox);
  const unset = Object.entries(RULE_PARAMETERS).map(([name, { parameter }]) => [
    name,
    parameter.type === "boolean" ? false : null,
  ]);
  const keptUnset = Object.entries(KEPT_RULE_PARAMETERS).map(([name, { type }]) => [
    name,
    type === "boolean" ? false : null,
  ]);
  return {
    ...Object.fromEntries([...unset, ...keptUnset]),
    ...set,
    Name: rule.name,
    Identity: `${mailbox}\\${number}`,
    RuleIdentity: number,
    MailboxOwnerId: mailbox,
    Enabled: rule.enabled,
    Priority: (owner.inboxRules ?? []).indexOf(rule) + 1,
    StopProcessingRules: rule.stopProcessingRules,
    Description: descriptionOf(rule, set),
    InError: false,
    SupportedByTask: true,
    IsValid: true,
    ObjectState: "Unchanged",
  };
}

/** Those that are set, as they are written. */
function propertiesOf(rule: InboxRule, mailbox: string): CmdletObject {
  const shown: Record<string, CmdletValue> = { ...rule.accepted };
  for (const [name, { part, field, parameter }] of Object.entries(RULE_PARAMETERS)) {
    const value = (rule[part] as Readonly<Record<string, unknown>>)[field];
    if (value === undefined) continue;
    if (parameter.type === "size") shown[name] = formatByteSize(value as number);
    else if (parameter.type === "dateTime") shown[name] = new Date(value as number);
    else if (field.endsWith("Folder")) shown[name] = `${mailbox}:\\${(value as string).replaceAll("/", "\\")}`;
    else shown[name] = value as CmdletValue;
  }
  return shown;
}

function descriptionOf(rule: InboxRule, set: CmdletObject): string {
  const lines = (wanted: (name: string) => boolean) =>
    Object.entries(set)
      .filter(([name]) => wanted(name))
      .map(([name, value]) => `\t${name}: ${textOf(value)}\r\n`)
      .join("");
  const isException = (name: string) => name.startsWith("ExceptIf");
  const isAction = (name: string) => RULE_PARAMETERS[name]?.part === "actions";
  const conditions = lines((name) => !isException(name) && !isAction(name));
  const exceptions = lines(isException);
  return [
    conditions && `If the message:\r\n${conditions}`,
    `Take the following actions:\r\n${lines(isAction)}${rule.stopProcessingRules ? "\tstop processing more rules on this message\r\n" : ""}`,
    exceptions && `Except if the message:\r\n${exceptions}`,
  ].join("");
}

function textOf(value: CmdletValue): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Typed) return String(value.value);
  return Array.isArray(value) ? value.map((one) => `'${String(one)}'`).join(" or ") : String(value);
}
