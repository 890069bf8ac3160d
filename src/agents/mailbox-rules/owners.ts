// Mailboxes at which something follows a delivery: found once for each configuration, so that others cost one look-up.
import type { Mailbox, Organization } from "../../organization/organization.ts";

const owners = new WeakMap<Organization, ReadonlyMap<string, Mailbox>>();

/** By primary address: those with inbox rules, lists of senders or automatic replies. */
export function ownersOf(organization: Organization): ReadonlyMap<string, Mailbox> {
  let found = owners.get(organization);
  if (!found) {
    found = new Map(organization.mailboxes.filter(hasAnything).map((mailbox) => [mailbox.address, mailbox]));
    owners.set(organization, found);
  }
  return found;
}

function hasAnything({ inboxRules, junkEmail, automaticReplies }: Mailbox): boolean {
  return (
    (inboxRules?.length ?? 0) > 0 ||
    junkEmail !== undefined ||
    (automaticReplies !== undefined && automaticReplies.autoReplyState !== "Disabled")
  );
}
