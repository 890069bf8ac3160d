// Groups: members exist, and each kind of group has what belongs to it. New-DistributionGroup,
// New-DynamicDistributionGroup, New-UnifiedGroup
import type { Draft } from "../draft.ts";
import type { Path } from "../located.ts";
import { OpathError } from "../opath.ts";
import type { Group } from "../organization.ts";
import { FILTERABLE, parseRecipientFilter } from "../recipient-filter.ts";
import type { Report } from "./check.ts";
import { type Recipients, refuseUnknown } from "./known-recipients.ts";

export function checkGroups(draft: Draft, recipients: Recipients, report: Report): void {
  const addressOf = primaryAddresses(draft);
  for (const { path, value: group } of draft.groups) {
    const isUnified = group.type === "Microsoft365";
    refuseUnknown(
      {
        addresses: group.members,
        path: [...path, "members"],
        // A Microsoft 365 group holds people, not groups.
        kinds: isUnified ? ["mailbox", "contact"] : ["mailbox", "group", "contact"],
        otherwise: "; someone outside needs an entry in contacts",
      },
      recipients,
      draft,
      report,
    );
    checkFilter(group, path, report);
    const members = new Set(group.members.map(addressOf));
    for (const [index, subscriber] of (group.subscribers ?? []).entries()) {
      if (!members.has(addressOf(subscriber)))
        report([...path, "subscribers", index], `\`${subscriber}\` is no member of the group: only members subscribe`);
    }
    if (!isUnified && group.subscribers !== undefined)
      report([...path, "subscribers"], "is used with type Microsoft365 only", true);
  }
}

function checkFilter(group: Group, path: Path, report: Report): void {
  const { recipientFilter } = group;
  if (group.type !== "Dynamic") {
    if (recipientFilter !== undefined)
      report([...path, "recipientFilter"], "is used with type Dynamic only: this group has members", true);
    return;
  }
  if (group.members.length > 0)
    report([...path, "members"], "must be empty: the members of a Dynamic group are those whom recipientFilter takes");
  if (recipientFilter === undefined) {
    report(path, "must have recipientFilter, such as \"Department -eq 'Sales'\": it is a Dynamic group");
    return;
  }
  try {
    parseRecipientFilter(recipientFilter);
  } catch (error) {
    if (!(error instanceof OpathError)) throw error;
    report([...path, "recipientFilter"], `${error.message}${hintFor(error)}`);
  }
}

function hintFor({ kind, meant }: OpathError): string {
  if (kind === "syntax") return "; write it like (Department -eq 'Sales') -and (City -like 'S*')";
  if (kind !== "property") return "";
  return meant ? `; did you mean ${meant}?` : `; known: ${FILTERABLE.join(", ")}`;
}

/** Somebody by the primary address, whatever the address that was written. */
function primaryAddresses(draft: Draft): (address: string) => string {
  const primary = new Map<string, string>();
  for (const { value } of [...draft.mailboxes, ...draft.groups])
    for (const alias of value.aliases ?? []) primary.set(alias, value.address);
  return (address) => primary.get(address) ?? address;
}
