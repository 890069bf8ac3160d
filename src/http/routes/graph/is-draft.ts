// Whether a message was made and not sent yet. Microsoft Graph: message resource type
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";

export function isDraft({ folders }: MailboxStore, { folderId, properties }: MailboxItem): boolean {
  if (properties.isDraft !== undefined) return properties.isDraft;
  const folder = folders.get(folderId);
  return folder !== undefined && folders.isWithin(folder, "drafts");
}
