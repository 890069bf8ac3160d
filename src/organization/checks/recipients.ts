// Addresses are unique, lie in accepted domains, and whatever refers to a recipient finds one.
import { splitAddress } from "../address.ts";
import type { Draft } from "../draft.ts";
import type { Path } from "../located.ts";
import { didYouMean } from "../nearest.ts";
import type { Check, Report } from "./check.ts";
import { checkGroups } from "./groups.ts";
import type { RecipientKind } from "./known-recipients.ts";
import { checkRestrictions } from "./restrictions.ts";

export const checkRecipients: Check = (draft, report) => {
  refuseDuplicates(draft, report);
  refuseForeignDomains(draft, report);
  const recipients = recipientsOf(draft);
  for (const { path, value: mailbox } of draft.mailboxes) {
    const { forwardingAddress: target } = mailbox;
    const isOwn = target === mailbox.address || mailbox.aliases.some((alias) => alias === target);
    if (isOwn) report([...path, "forwardingAddress"], "must not be the mailbox itself");
    else if (target !== undefined && !recipients.has(target) && !draft.refused.has(target)) {
      const hint = didYouMean(target, recipients.keys()) || "; for an address outside use forwardingSmtpAddress";
      report([...path, "forwardingAddress"], `\`${target}\` is no mailbox, group or contact here${hint}`);
    }
  }
  for (const { path, value } of [...draft.mailboxes, ...draft.contacts]) {
    const manager = value.attributes?.manager;
    if (manager === undefined || recipients.has(manager) || draft.refused.has(manager)) continue;
    const hint = didYouMean(manager, recipients.keys());
    report([...path, "attributes", "manager"], `\`${manager}\` is no mailbox, group or contact here${hint}`);
  }
  checkRestrictions(draft, recipients, report);
  checkGroups(draft, recipients, report);
};

/** Everyone in the address book by every address, lower case. */
export function recipientsOf(draft: Draft): Map<string, RecipientKind> {
  const recipients = new Map<string, RecipientKind>();
  for (const { value } of draft.contacts) recipients.set(value.address, "contact");
  for (const { value } of draft.groups) {
    for (const address of [value.address, ...(value.aliases ?? [])]) recipients.set(address, "group");
  }
  for (const { value } of draft.mailboxes) {
    for (const address of [value.address, ...value.aliases]) recipients.set(address, "mailbox");
  }
  return recipients;
}

export function isAccepted(draft: Draft, address: string): boolean {
  const domain = splitAddress(address)?.domain ?? "";
  // An accepted domain that was refused itself may have been meant.
  return (
    acceptedDomainsOf(draft).some(
      (accepted) =>
        domain === accepted.domainName || (accepted.matchSubDomains && domain.endsWith(`.${accepted.domainName}`)),
    ) || draft.refused.has(domain)
  );
}

/** As listed; the organization's name alone where nothing is. */
export function acceptedDomainsOf(draft: Draft) {
  const listed = draft.acceptedDomains.map((entry) => entry.value);
  const own = {
    domainName: draft.settings["organization.name"].toLowerCase(),
    domainType: "Authoritative",
    matchSubDomains: false,
  } as const;
  return listed.length > 0 ? listed : [own];
}

function refuseDuplicates(draft: Draft, report: Report): void {
  const first = new Map<string, Path>();
  const claim = (address: string, path: Path) => {
    const before = first.get(address);
    if (before === undefined) first.set(address, path);
    else report(path, `\`${address}\` is taken by ${before.join(".")} already`);
  };
  for (const { path, value } of draft.mailboxes) {
    claim(value.address, [...path, "address"]);
    for (const [index, alias] of value.aliases.entries()) claim(alias, [...path, "aliases", index]);
  }
  for (const { path, value } of draft.groups) {
    claim(value.address, [...path, "address"]);
    for (const [index, alias] of (value.aliases ?? []).entries()) claim(alias, [...path, "aliases", index]);
  }
  for (const { path, value } of draft.contacts) claim(value.address, [...path, "address"]);
}

function refuseForeignDomains(draft: Draft, report: Report): void {
  const names = acceptedDomainsOf(draft)
    .map((accepted) => accepted.domainName)
    .join(", ");
  const check = (address: string, path: Path) => {
    if (!isAccepted(draft, address)) report(path, `\`${address}\` is in no accepted domain (${names})`);
  };
  for (const { path, value } of draft.mailboxes) {
    check(value.address, [...path, "address"]);
    for (const [index, alias] of value.aliases.entries()) check(alias, [...path, "aliases", index]);
  }
  for (const { path, value } of draft.groups) {
    check(value.address, [...path, "address"]);
    for (const [index, alias] of (value.aliases ?? []).entries()) check(alias, [...path, "aliases", index]);
  }
  for (const { path, value } of draft.contacts) if (value.onPremises) check(value.address, [...path, "address"]);
}
