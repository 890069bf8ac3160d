// What rules do once the copy is there: more copies of it, or its end. Both need its row.
import type { PromotedDelivery, StoreDriverContext } from "../../agent-api/agents.ts";
import type { MailboxItem, MailboxStore } from "../../mailbox/mailbox-store.ts";
import type { Mailbox } from "../../organization/organization.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { AppliedRules } from "./apply-rules.ts";

export async function completeCopy(
  { copyTo, isDeletedForGood }: AppliedRules,
  delivery: PromotedDelivery,
  owner: Mailbox,
  mailboxes: MailboxStore,
  context: StoreDriverContext,
): Promise<void> {
  if (copyTo.length === 0 && !isDeletedForGood) return;
  const item = await findCreated(delivery, mailboxes, context);
  // A recall that waited for it has taken it away already.
  if (!item) return;
  for (const folder of copyTo) await mailboxes.copy(context.tx, item, folder, context.now);
  if (isDeletedForGood) await mailboxes.hardDelete(context.tx, item, owner, context.now);
}

async function findCreated(
  { item, mailbox, searchKey, folderId }: PromotedDelivery,
  mailboxes: MailboxStore,
  { tx }: StoreDriverContext,
): Promise<MailboxItem | undefined> {
  const found = await mailboxes.findCopies(tx, mailbox, messageIdOf(item), searchKey);
  const place = folderId ?? mailboxes.folders.wellKnown(mailbox, "inbox")?.id;
  return found.findLast((copy) => copy.networkMessageId === item.networkMessageId && copy.folderId === place);
}
