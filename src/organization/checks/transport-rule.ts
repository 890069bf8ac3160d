// One transport rule: pairs, dates, actions that exclude one another, and that every name it uses is known. The same for
// a file and for New-TransportRule.
import { childOf, type Located, type Path, plain } from "../located.ts";
import { didYouMean } from "../nearest.ts";
import { type FlatRule, RULE_PAIRS, toTransportRule } from "../schema/transport-rule.ts";
import { ACTIONS } from "../transport-rule/actions.ts";
import { CONDITIONS } from "../transport-rule/conditions.ts";
import { MAX_RULE_BYTES, ruleBytes } from "../transport-rule/limits.ts";
import { exceptionName, type RuleParameter } from "../transport-rule/parameter.ts";
import type { Report } from "./check.ts";
import type { RecipientKind } from "./known-recipients.ts";

/** What a rule may name. */
export interface RuleSurroundings {
  /** By every address, lower case. */
  readonly recipients: ReadonlyMap<string, RecipientKind>;
  readonly outboundConnectors: readonly string[];
  /** In a domain of the organization: an address that must be somebody's. */
  isAccepted(address: string): boolean;
  /** Wrong elsewhere already: what names it is not at fault. */
  isExcused(name: string): boolean;
}

const ADDRESS_PARAMETERS = [
  ...addressParameters(CONDITIONS),
  ...addressParameters(CONDITIONS).map(exceptionName),
  ...addressParameters(ACTIONS),
];
/** Rules run behind the expansion of groups. New-TransportRule -BlindCopyTo */
const NO_GROUPS = new Set(["addToRecipients", "copyTo", "blindCopyTo", "moderateMessageByUser"]);
const GROUPS_ONLY = /MemberOf\d?$/;

/** `written`: the rule as it was given, where half of a pair may be wrong itself. */
export function checkTransportRule(
  rule: FlatRule,
  path: Path,
  written: Located | undefined,
  around: RuleSurroundings,
  report: Report,
): void {
  checkPairs(path, written, report);
  checkDates(rule, path, report);
  checkActions(rule, path, report);
  checkConnector(rule, path, around, report);
  for (const parameter of ADDRESS_PARAMETERS) checkAddresses(rule, path, parameter as keyof FlatRule, around, report);
  const bytes = ruleBytes(rule);
  if (bytes > MAX_RULE_BYTES)
    report(path, `must have at most ${MAX_RULE_BYTES} bytes of conditions, exceptions and actions, has ${bytes}`);
}

function addressParameters(table: Readonly<Record<string, RuleParameter>>): string[] {
  return Object.keys(table).filter((name) => table[name]?.type === "recipients" || table[name]?.type === "recipient");
}

function checkPairs(path: Path, written: Located | undefined, report: Report): void {
  const isGiven = (parameter: string) => {
    const value = plain(childOf(written, parameter));
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  };
  for (const { lead, with: added, both } of RULE_PAIRS) {
    const missing =
      isGiven(added) && !isGiven(lead) ? lead : both && isGiven(lead) && !isGiven(added) ? added : undefined;
    if (missing === undefined) continue;
    report([...path, missing === lead ? added : lead], `says something only together with ${missing}`, true);
  }
}

function checkDates({ activationDate, expiryDate }: FlatRule, path: Path, report: Report): void {
  if (activationDate !== undefined && expiryDate !== undefined && expiryDate <= activationDate)
    report([...path, "expiryDate"], "must lie behind activationDate");
}

/** Each ends the way of the message. */
const ENDINGS = ["deleteMessage", "rejectMessageReasonText", "quarantine", "moderateMessageByUser"] as const;
/** New-TransportRule -ModerateMessageByUser "does not allow additional actions"; these do nothing to the message. */
const BESIDE_MODERATION = new Set(["stopRuleProcessing", "generateIncidentReport", "incidentReportContent"]);
const MODERATION = ["moderateMessageByUser", "moderateMessageByManager"] as const;

function checkActions(rule: FlatRule, path: Path, report: Report): void {
  const actions = toTransportRule(rule, 0).actions;
  const given = Object.keys(actions) as (keyof typeof actions)[];
  const [first, second] = ENDINGS.filter((name) => actions[name] !== undefined);
  const moderation = MODERATION.find((name) => actions[name] !== undefined);
  const beside = given.find((name) => name !== moderation && !BESIDE_MODERATION.has(name));
  if (moderation !== undefined && beside !== undefined)
    report([...path, moderation], `allows no other action beside it, such as ${beside}`, true);
  else if (first !== undefined && second !== undefined)
    report([...path, second], `can't be together with ${first}`, true);
  // Half a SetHeader is reported as such.
  if (given.length > 0 || rule.setHeaderName !== undefined || rule.setHeaderValue !== undefined) return;
  report(path, "must have at least one action, such as routeMessageOutboundConnector or setHeaderName");
}

function checkConnector(rule: FlatRule, path: Path, around: RuleSurroundings, report: Report): void {
  const wanted = rule.routeMessageOutboundConnector;
  if (wanted === undefined || around.isExcused(wanted.toLowerCase())) return;
  const names = around.outboundConnectors;
  if (names.some((name) => name.toLowerCase() === wanted.toLowerCase())) return;
  const known = names.length > 0 ? `; known: ${names.join(", ")}` : "; outboundConnectors is empty";
  report(
    [...path, "routeMessageOutboundConnector"],
    `there is no outbound connector \`${wanted}\`${didYouMean(wanted, names) || known}`,
  );
}

function checkAddresses(
  rule: FlatRule,
  path: Path,
  parameter: keyof FlatRule,
  { recipients, isAccepted, isExcused }: RuleSurroundings,
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
    if (recipients.has(address) || isExcused(address) || !isAccepted(address)) continue;
    report(where, `\`${address}\` is no mailbox, group or contact here${didYouMean(address, recipients.keys())}`);
  }
}
