// What New- and Set-TransportRule make of a rule: the parameters given are put over it as a file would write them, and the
// file's schema and checks say whether it can be.

import { checkTransportRule, type RuleSurroundings } from "../../organization/checks/transport-rule.ts";
import { directoryOf } from "../../organization/directory.ts";
import { locateValue } from "../../organization/located.ts";
import type { Organization, TransportRule } from "../../organization/organization.ts";
import { describeIssues } from "../../organization/schema/describe-issue.ts";
import {
  type FlatRule,
  fromTransportRule,
  toTransportRule,
  transportRuleSchema,
} from "../../organization/schema/transport-rule.ts";
import type { ListEdit } from "../cmdlet.ts";
import { argumentError, type CmdletError, notFound } from "../cmdlet-error.ts";
import { guidOf } from "../directory-object.ts";
import { inCmdletWords, RULE_BINDINGS, type RuleBinding, spelled } from "./parameters.ts";
import { recipientAddress } from "./recipient-identity.ts";

export type GivenParameters = Readonly<Record<string, unknown>>;
type Flat = Record<string, unknown>;

/** `before`: absent for a new rule. The result's priority is not set. @throws CmdletError */
export function editedRule(
  before: TransportRule | undefined,
  given: GivenParameters,
  organization: Organization,
): TransportRule {
  const flat: Flat = before ? fromTransportRule(before) : {};
  for (const binding of RULE_BINDINGS) {
    const value = given[binding.parameter];
    if (value === undefined || binding.key === "priority") continue;
    setParameter(flat, binding, value, organization);
  }
  for (const { key, parameter, follows } of RULE_BINDINGS) {
    // What only adds to another goes with it.
    if (follows !== undefined && given[spelled(follows)] === null && given[parameter] === undefined) delete flat[key];
  }
  if (flat.rejectMessageReasonText === undefined && given.RejectMessageReasonText === null && before)
    delete flat.rejectMessageEnhancedStatusCode;
  return checked(flat, organization);
}

function setParameter(flat: Flat, binding: RuleBinding, value: unknown, organization: Organization): void {
  const { key, declaration, refused } = binding;
  const after = declaration.type === "multiValued" ? editedList(flat[key], binding, value, organization) : value;
  const isUnset = after === null || after === false || after === "" || (Array.isArray(after) && after.length === 0);
  if (refused !== undefined && !isUnset) throw refusal(key, refused);
  if (after === null || (isUnset && key !== "enabled" && key !== "useLegacyRegex" && key !== "name")) delete flat[key];
  else flat[key] = single(binding, after, organization);
}

function single({ key, declaration, recipients }: RuleBinding, value: unknown, organization: Organization): unknown {
  if (key === "routeMessageOutboundConnector") return connectorName(String(value), organization);
  if (declaration.type === "dateTime") return new Date(value as number);
  return recipients && typeof value === "string" ? recipientAddress(value, organization) : value;
}

/** @{Add=…;Remove=…} edits what is there. */
function editedList(
  before: unknown,
  { recipients }: RuleBinding,
  value: unknown,
  organization: Organization,
): readonly string[] | null {
  if (value === null) return null;
  const edit = value as ListEdit;
  const named = (texts: readonly string[]) =>
    recipients ? texts.map((text) => recipientAddress(text, organization)) : texts;
  if ("replace" in edit) return [...new Set(named(edit.replace))];
  const removed = new Set(named(edit.remove).map((text) => text.toLowerCase()));
  const kept = ((before as readonly string[] | undefined) ?? []).filter((text) => !removed.has(text.toLowerCase()));
  return [...new Set([...kept, ...named(edit.add)])];
}

/** By name or GUID, as it is spelled there. */
function connectorName(identity: string, organization: Organization): string {
  const wanted = identity.trim().toLowerCase();
  const found = organization.outboundConnectors.find(
    ({ name }) =>
      name.toLowerCase() === wanted || guidOf({ kind: "outbound connector", name }, organization) === wanted,
  );
  if (!found) throw notFound(identity, organization.hostname);
  return found.name;
}

function checked(flat: Flat, organization: Organization): TransportRule {
  const tree = locateValue(flat, "rule");
  const read = transportRuleSchema.safeParse(flat);
  if (!read.success) {
    const [first] = describeIssues(read.error.issues, tree, [], []);
    throw refusal(first?.path ?? "", first?.message ?? "");
  }
  checkTransportRule(read.data as FlatRule, [], tree, surroundingsOf(organization), (path, message) => {
    throw refusal(String(path[0] ?? ""), message);
  });
  return toTransportRule(read.data as FlatRule, 0);
}

function refusal(key: string, message: string): CmdletError {
  const words = inCmdletWords(message);
  // "subjectContainsWords.0"
  const name = key.split(".")[0] ?? "";
  return argumentError(name === "" ? `The rule ${words}.` : `-${spelled(name)} ${words}.`);
}

function surroundingsOf(organization: Organization): RuleSurroundings {
  const recipients: RuleSurroundings["recipients"] = new Map([
    ...organization.contacts.map(({ address }) => [address, "contact"] as const),
    ...organization.groups.flatMap((group) =>
      [group.address, ...(group.aliases ?? [])].map((address) => [address, "group"] as const),
    ),
    ...organization.mailboxes.flatMap((mailbox) =>
      [mailbox.address, ...mailbox.aliases].map((address) => [address, "mailbox"] as const),
    ),
  ]);
  return {
    recipients,
    outboundConnectors: organization.outboundConnectors.map(({ name }) => name),
    isAccepted: (address) => directoryOf(organization).acceptedDomainOf(address) !== undefined,
    isExcused: () => false,
  };
}
