// Whom rules and groups name but the export doesn't have: proposed as mailboxes, groups and contacts, so that the file loads.
import { isAddress, splitAddress } from "../address.ts";
import type { Tree } from "../export/settle.ts";
import { ACTIONS } from "../transport-rule/actions.ts";
import { CONDITIONS } from "../transport-rule/conditions.ts";
import { exceptionName, type RuleParameter } from "../transport-rule/parameter.ts";
import type { ImportReport } from "./report.ts";

const RECIPIENTS = /^recipients?$/;

/** Keys of a rule whose values are addresses. */
const RULE_KEYS = new Set([
  ...Object.entries<RuleParameter>(CONDITIONS)
    .filter(([, { type }]) => RECIPIENTS.test(type))
    .flatMap(([name]) => [name, exceptionName(name)]),
  ...Object.entries<RuleParameter>(ACTIONS)
    .filter(([, { type }]) => RECIPIENTS.test(type))
    .map(([name]) => name),
]);
const GROUP_KEYS = [
  "members",
  "managedBy",
  "moderatedBy",
  "acceptMessagesOnlyFromSendersOrMembers",
  "rejectMessagesFromSendersOrMembers",
  "bypassModerationFromSendersOrMembers",
  "grantSendOnBehalfTo",
  "sendAs",
];

export interface Recipients {
  readonly mailboxes: Tree[];
  readonly groups: Tree[];
  readonly contacts: Tree[];
}

/** Adds to `recipients`; names become addresses where the export tells whose they are. */
export function completeRecipients(
  rules: readonly Tree[],
  recipients: Recipients,
  domains: readonly string[],
  names: ReadonlyMap<string, string>,
  report: ImportReport,
): void {
  const known = new Set(
    [...recipients.mailboxes, ...recipients.groups, ...recipients.contacts].flatMap(({ address, aliases }) =>
      [address, ...((aliases as string[] | undefined) ?? [])].map((one) => String(one).toLowerCase()),
    ),
  );
  const propose = (address: string, isGroup: boolean) => {
    if (known.has(address) || !isAddress(address)) return;
    known.add(address);
    const isOurs = domains.includes(splitAddress(address)?.domain ?? "");
    const list = isGroup ? "groups" : isOurs ? "mailboxes" : "contacts";
    recipients[list].push({ address });
    const what = { groups: "an empty group", mailboxes: "a mailbox", contacts: "a contact" }[list];
    report
      .of(`recipient "${address}"`)
      .approximated("Identity", `${what} is proposed for it; the export doesn't have it`);
  };
  const complete = (entry: Tree, keys: Iterable<string>) => {
    for (const key of keys) {
      if (entry[key] === undefined) continue;
      const addresses = [entry[key]].flat().map((one) => addressOf(String(one), names));
      entry[key] = addresses;
      for (const address of addresses) propose(address, /memberOf/i.test(key));
    }
  };
  for (const rule of rules)
    complete(
      rule,
      [...RULE_KEYS].filter((key) => !SINGLE.has(key)),
    );
  for (const rule of rules) for (const key of SINGLE) completeOne(rule, key);
  for (const group of recipients.groups) complete(group, GROUP_KEYS);

  function completeOne(rule: Tree, key: string): void {
    if (rule[key] === undefined) return;
    const address = addressOf(String([rule[key]].flat()[0]), names);
    rule[key] = address;
    propose(address, false);
  }
}

const SINGLE: ReadonlySet<string> = new Set(
  Object.entries<RuleParameter>(ACTIONS).flatMap(([name, { type }]) => (type === "recipient" ? [name] : [])),
);

const addressOf = (text: string, names: ReadonlyMap<string, string>): string => {
  const bare = text.replace(/^smtp:/i, "").toLowerCase();
  return isAddress(bare) ? bare : (names.get(bare) ?? text);
};
