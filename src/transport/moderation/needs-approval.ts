// Whether a moderator must see a message first. Set-DistributionGroup -ModerationEnabled,
// -BypassModerationFromSendersOrMembers
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Directory } from "../../organization/directory.ts";
import type { DeliveryRestrictions, Group } from "../../organization/organization.ts";
import { isAmong, isBack, type Sender } from "../sender.ts";
import { approvedFor } from "./held.ts";

type Moderated = DeliveryRestrictions & Pick<Group, "managedBy"> & { readonly address: string };

export function needsApproval(item: MailItem, recipient: Moderated, sender: Sender, directory: Directory): boolean {
  if (recipient.moderationEnabled !== true || sender.isSystem) return false;
  if (approvedFor(item).includes(recipient.address) || isRecallRequest(item)) return false;
  const trusted = [...moderatorsOf(recipient), ...(recipient.bypassModerationFromSendersOrMembers ?? [])];
  // A stranger's From is no proof of anything.
  return !(sender.isAuthenticated && isAmong(sender, trusted, directory));
}

/** As listed; a group's owners where it names none. */
export function moderatorsOf({ moderatedBy = [], managedBy = [] }: Moderated): readonly string[] {
  return moderatedBy.length > 0 ? moderatedBy : managedBy;
}

/** The original waits, the request doesn't: it waits in the mailbox (docs/recall.md R17). What comes back says so itself. */
function isRecallRequest(item: MailItem): boolean {
  if (item.data.recallRegistered !== undefined) return true;
  return isBack(item) && item.headers.has("X-MS-Exchange-RecallReportGenerated");
}
