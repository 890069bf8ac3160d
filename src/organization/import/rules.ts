// Transport rules: every parameter that New-TransportRule has and the file knows.

import type { Tree } from "../export/settle.ts";
import { ACTIONS } from "../transport-rule/actions.ts";
import { CONDITIONS } from "../transport-rule/conditions.ts";
import { exceptionName, parameterName, type RuleParameter } from "../transport-rule/parameter.ts";
import { REFUSED_ACTIONS, REFUSED_CONDITIONS } from "../transport-rule/refused.ts";
import { type ExportedObject, isUnset } from "./exported-object.ts";
import { readValue } from "./read-value.ts";
import type { ObjectReport } from "./report.ts";

/** As a rule has them that says nothing of them. */
const USUAL: Readonly<Record<string, string>> = {
  mode: "Enforce",
  senderAddressLocation: "Header",
  recipientAddressType: "Resolved",
  ruleErrorAction: "Ignore",
  ruleSubType: "None",
};
const PROPERTIES = [
  ...Object.keys(USUAL),
  "comments",
  "setAuditSeverity",
  "activationDate",
  "expiryDate",
  "useLegacyRegex",
];

interface Known {
  readonly key: string;
  readonly parameter?: RuleParameter;
  /** Says nothing while that one isn't set. */
  readonly lead?: string;
  readonly refused?: string;
}

const KNOWN = new Map<string, Known>([
  ...PROPERTIES.map((key) => [key.toLowerCase(), { key }] as const),
  ...Object.entries<RuleParameter>(CONDITIONS).flatMap(([name, parameter]) => [
    known(parameterName(name), {
      key: name,
      parameter,
      ...(parameter.with && { lead: parameterName(parameter.with) }),
    }),
    known(parameterName(name, "ExceptIf"), {
      key: exceptionName(name),
      parameter,
      ...(parameter.with && { lead: parameterName(parameter.with, "ExceptIf") }),
    }),
  ]),
  ...Object.entries<RuleParameter>(ACTIONS).map(([name, parameter]) =>
    known(parameterName(name), {
      key: name,
      parameter,
      ...(parameter.with && { lead: parameterName(parameter.with) }),
    }),
  ),
  ...Object.entries(REFUSED_CONDITIONS).flatMap(([name, refused]) => [
    known(name, { key: name, refused }),
    known(exceptionName(name), { key: name, refused }),
  ]),
  ...Object.entries(REFUSED_ACTIONS).map(([name, refused]) => known(name, { key: name, refused })),
]);

function known(name: string, what: Known): readonly [string, Known] {
  return [name.toLowerCase(), what];
}

/** What says who, when and how often, and what the rule is in other words. */
const ABOUT = `name state priority identity guid id immutableid distinguishedname organizationid exchangeversion isvalid
  whenchanged whenchangedutc createdby lastmodifiedby ruleversion manuallymodified description conditions exceptions
  actions objectstate runspaceid size dlppolicyid objectclass`.split(/\s+/);

export function ruleOf(object: ExportedObject, report: ObjectReport): Tree {
  const rule: Tree = { name: object.text("Name") };
  if (/^disabled$/i.test(String(readValue(object, "State", report)))) rule.enabled = false;
  let lost: string | undefined;
  for (const property of object.names) {
    if (ABOUT.includes(property.toLowerCase()) || isUnset(object.get(property))) continue;
    const what = KNOWN.get(property.toLowerCase());
    if (what?.lead !== undefined && isUnset(object.get(what.lead))) continue;
    if (what === undefined || what.refused !== undefined) {
      report.ignored(property, what?.refused ?? "rules of the sandbox have no such parameter");
      if (what !== undefined || /^ExceptIf/i.test(property)) lost ??= property;
      continue;
    }
    const value = readValue(object, property, report);
    if (USUAL[what.key] === value) continue;
    rule[what.key] = value;
    if (what.parameter?.priority === "accept") report.approximated(property, "kept and shown, without effect");
    else report.modelled(property);
  }
  if (lost !== undefined) switchOff(rule, report, lost);
  return rule;
}

/** A rule without one of its conditions would take mail that it left alone before. */
export function switchOff(rule: Tree, report: ObjectReport, lost: string): void {
  if (rule.enabled === false) return;
  rule.enabled = false;
  report.approximated("State", `switched off, since it lacks ${lost}: look at it, then set enabled to true`);
}
