// What a recall does with the copies of a message in mailboxes: folder → read → delete → alert. docs/recall.md R12 to R15, R23
import type { StoreDriverContext } from "../../agent-api/agents.ts";
import type { MailboxItem, MailboxStore } from "../../mailbox/mailbox-store.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox, Organization } from "../../organization/organization.ts";
import { alertMail } from "./report-mail.ts";
import { languageFor } from "./report-strings.ts";
import type { TrueReason } from "./status.ts";

export interface Outcome {
  readonly status: "recalled" | "recalledRead" | "failed";
  readonly trueReason: TrueReason | null;
}

export interface MailboxCopies {
  readonly mailbox: Mailbox;
  /** One at least. */
  readonly copies: readonly MailboxItem[];
}

/** What alerts say. */
export interface Alert {
  /** As recipients know the sender. */
  readonly sender: string;
  readonly subject: string;
}

export const failed = (trueReason: TrueReason): Outcome => ({ status: "failed", trueReason });

/** By primary address; what may go is gone from all of them with two statements. */
export async function recallCopies(
  found: readonly MailboxCopies[],
  mailboxes: MailboxStore,
  alert: Alert,
  context: StoreDriverContext,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const going: { readonly item: MailboxItem; readonly mailbox: Mailbox }[] = [];
  for (const { mailbox, copies } of found) {
    const recallable = recallableOf(copies, mailboxes, context.organization);
    if (typeof recallable === "string") {
      outcomes.set(mailbox.address, failed(recallable));
      continue;
    }
    const wasRead = recallable.some((copy) => copy.isRead);
    outcomes.set(mailbox.address, { status: wasRead ? "recalledRead" : "recalled", trueReason: null });
    for (const item of recallable) going.push({ item, mailbox });
    if (wantsAlert(context.organization, wasRead)) {
      const language = languageFor(mailbox.address, context.organization);
      await context.submit(alertMail({ ...alert, to: mailbox.address, now: context.now, language }));
    }
  }
  await mailboxes.hardDeleteAll(context.tx, going, context.now);
  return outcomes;
}

function recallableOf(
  copies: readonly MailboxItem[],
  { folders }: MailboxStore,
  organization: Organization,
): readonly MailboxItem[] | TrueReason {
  const isIn = (copy: MailboxItem, wellKnown: string) => {
    const folder = folders.get(copy.folderId);
    return !folder || folders.isWithin(folder, wellKnown);
  };
  const inReach = copies.filter((copy) => !isIn(copy, "drafts") && !isIn(copy, "sentitems"));
  if (inReach.length === 0) return "folderNotRecallable";
  const allowsRead = organization.organizationConfig.recallReadMessagesEnabled !== false;
  const recallable = inReach.filter((copy) => allowsRead || !copy.isRead);
  return recallable.length === 0 ? "readNotAllowed" : recallable;
}

/** R13: the IPM subtree; Recoverable Items is not searched. */
export function isSearched(copy: MailboxItem, { folders }: MailboxStore): boolean {
  const folder = folders.get(copy.folderId);
  return folder !== undefined && folders.isWithin(folder, "msgfolderroot");
}

/** R10: another's message under the same Message-ID or search key is none of the sender's. Who sends as a group is not told by it. */
export function isFrom(mailbox: string, copy: MailboxItem, organization: Organization): boolean {
  const sender = directoryOf(organization).findMailbox(copy.from);
  return sender === undefined || sender.address === mailbox;
}

function wantsAlert({ organizationConfig: config }: Organization, wasRead: boolean): boolean {
  if (!config.messageRecallAlertRecipientsEnabled) return false;
  return wasRead || !config.messageRecallAlertRecipientsReadMessagesOnlyEnabled;
}
