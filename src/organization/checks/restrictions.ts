// Delivery restrictions, moderation and delegates: whoever they name is somebody, and who moderates is said.
import type { Draft } from "../draft.ts";
import type { Path } from "../located.ts";
import type { DeliveryRestrictions } from "../organization.ts";
import type { Report } from "./check.ts";
import { type RecipientKind, type Recipients, refuseUnknown } from "./known-recipients.ts";

const ANYBODY: readonly RecipientKind[] = ["mailbox", "group", "contact"];
const DELEGATES: readonly RecipientKind[] = ["mailbox", "group"];
const SENDERS = [
  "acceptMessagesOnlyFromSendersOrMembers",
  "rejectMessagesFromSendersOrMembers",
  "bypassModerationFromSendersOrMembers",
] as const;

export function checkRestrictions(draft: Draft, recipients: Recipients, report: Report): void {
  const delegates = (addresses: readonly string[] | undefined, path: Path) =>
    refuseUnknown({ addresses, path, kinds: DELEGATES }, recipients, draft, report);
  for (const { path, value: mailbox } of draft.mailboxes) {
    for (const field of ["sendAs", "grantSendOnBehalfTo", "fullAccess"] as const)
      delegates(mailbox[field], [...path, field]);
    check(mailbox, path);
  }
  for (const { path, value: group } of draft.groups) {
    for (const field of ["sendAs", "grantSendOnBehalfTo", "managedBy"] as const)
      delegates(group[field], [...path, field]);
    check(group, path, group.managedBy);
  }
  for (const { path, value: contact } of draft.contacts) check(contact, path);

  function check(recipient: DeliveryRestrictions, path: Path, owners: readonly string[] = []): void {
    const otherwise = "; a sender outside needs an entry in contacts";
    for (const field of SENDERS)
      refuseUnknown(
        { addresses: recipient[field], path: [...path, field], kinds: ANYBODY, otherwise },
        recipients,
        draft,
        report,
      );
    const { moderatedBy = [], moderationEnabled } = recipient;
    refuseUnknown(
      { addresses: moderatedBy, path: [...path, "moderatedBy"], kinds: ["mailbox", "contact"] },
      recipients,
      draft,
      report,
    );
    if (moderationEnabled && moderatedBy.length === 0 && owners.length === 0)
      report([...path, "moderationEnabled"], "needs moderatedBy: somebody must approve what is sent");
  }
}
