// Transport rules: limits and pairs as New-TransportRule has them, and that every name they use is known.
import type { Draft, Entry } from "../draft.ts";
import { at, type Path, plain } from "../located.ts";
import { didYouMean } from "../nearest.ts";
import { type FlatRule, RULE_PAIRS, toTransportRule } from "../schema/transport-rule.ts";
import { ACTIONS } from "../transport-rule/actions.ts";
import { CONDITIONS } from "../transport-rule/conditions.ts";
import { exceptionName, type RuleParameter } from "../transport-rule/parameter.ts";
import { type Check, type Report, refuseTwice } from "./check.ts";
import { isAccepted, recipientsOf } from "./recipients.ts";

/** Journal, transport and inbox rule limits of Exchange Online. */
const MAX_RULES = 300;
const ADDRESS_PARAMETERS = [
  ...addressParameters(CONDITIONS),
  ...addressParameters(CONDITIONS).map(exceptionName),
  ...addressParameters(ACTIONS),
];
/** Rules run behind the expansion of groups. New-TransportRule -BlindCopyTo */
const NO_GROUPS = new Set(["addToRecipients", "copyTo", "blindCopyTo", "moderateMessageByUser"]);
const GROUPS_ONLY = /MemberOf\d?$/;

export const checkTransportRules: Check = (draft, report) => {
  const rules = draft.transportRules;
  if (rules.length > MAX_RULES) report(["transportRules"], `must be at most ${MAX_RULES} rules, are ${rules.length}`);
  refuseTwice(rules, "name", report);
  refuseSharedPriorities(rules, report);
  const recipients = recipientsOf(draft);
  for (const entry of rules) {
    checkPairs(draft, entry, report);
    checkRule(entry, report);
    checkConnector(draft, entry, report);
    for (const parameter of ADDRESS_PARAMETERS)
      checkAddresses(draft, recipients, entry, parameter as keyof FlatRule, report);
  }
};

function addressParameters(table: Readonly<Record<string, RuleParameter>>): string[] {
  return Object.keys(table).filter((name) => table[name]?.type === "recipients" || table[name]?.type === "recipient");
}

function checkPairs(draft: Draft, { path }: Entry<FlatRule>, report: Report): void {
  // As written: a half that is wrong itself is there all the same.
  const isGiven = (parameter: string) => {
    const value = plain(at(draft.tree, [...path, parameter]));
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  };
  for (const { lead, with: added, both } of RULE_PAIRS) {
    const missing =
      isGiven(added) && !isGiven(lead) ? lead : both && isGiven(lead) && !isGiven(added) ? added : undefined;
    if (missing === undefined) continue;
    report([...path, missing === lead ? added : lead], `says something only together with ${missing}`, true);
  }
}

function checkRule({ path, value: rule }: Entry<FlatRule>, report: Report): void {
  if (rule.activationDate !== undefined && rule.expiryDate !== undefined && rule.expiryDate <= rule.activationDate) {
    report([...path, "expiryDate"], "must lie behind activationDate");
  }
  const given = Object.keys(toTransportRule(rule, 0).actions).length > 0;
  // Half a SetHeader is reported as such.
  if (given || rule.setHeaderName !== undefined || rule.setHeaderValue !== undefined) return;
  report(path, "must have at least one action, such as routeMessageOutboundConnector or setHeaderName");
}

function checkConnector(draft: Draft, { path, value: rule }: Entry<FlatRule>, report: Report): void {
  const wanted = rule.routeMessageOutboundConnector;
  if (wanted === undefined || draft.refused.has(wanted.toLowerCase())) return;
  const names = draft.outboundConnectors.map((entry) => entry.value.name);
  if (names.some((name) => name.toLowerCase() === wanted.toLowerCase())) return;
  const known = names.length > 0 ? `; known: ${names.join(", ")}` : "; outboundConnectors is empty";
  report(
    [...path, "routeMessageOutboundConnector"],
    `there is no outbound connector \`${wanted}\`${didYouMean(wanted, names) || known}`,
  );
}

function checkAddresses(
  draft: Draft,
  recipients: ReadonlyMap<string, string>,
  { path, value: rule }: Entry<FlatRule>,
  parameter: keyof FlatRule,
  report: Report,
): void {
  const given = rule[parameter] ?? [];
  const addresses = (Array.isArray(given) ? given : [given]) as readonly string[];
  for (const [index, address] of addresses.entries()) {
    const where: Path = Array.isArray(given) ? [...path, parameter, index] : [...path, parameter];
    const kind = recipients.get(address);
    if (NO_GROUPS.has(parameter) && kind === "group") {
      report(where, `\`${address}\` is a group; ${parameter} takes mailboxes and contacts only`);
    }
    if (GROUPS_ONLY.test(parameter) && kind !== undefined && kind !== "group") {
      report(where, `\`${address}\` is no group; ${parameter} takes groups`);
    }
    if (recipients.has(address) || draft.refused.has(address) || !isAccepted(draft, address)) continue;
    report(where, `\`${address}\` is no mailbox, group or contact here${didYouMean(address, recipients.keys())}`);
  }
}

function refuseSharedPriorities(rules: readonly Entry<FlatRule>[], report: Report): void {
  const first = new Map<number, string>();
  for (const { path, value } of rules) {
    if (value.priority === undefined) continue;
    const before = first.get(value.priority);
    if (before === undefined) first.set(value.priority, value.name);
    else
      report(
        [...path, "priority"],
        `${value.priority} is the priority of \`${before}\` already; leave it out to keep the order of the file`,
      );
  }
}
