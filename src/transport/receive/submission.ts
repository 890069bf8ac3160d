// What every submission by a mailbox has in common, over SMTP and over HTTP: whom it may speak for, what is added, what
// is recorded. RFC 6409; docs/recall.md R6.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { promoteSubmission } from "../../content-conversion/promote.ts";
import { isRightsManaged } from "../../content-conversion/rights-managed.ts";
import { bytesUsed } from "../../mailbox/mailbox-usage.ts";
import type { SubmittedMessage } from "../../mailbox/submitted-messages.ts";
import { parseAddresses } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { newMessageId, newSearchKey } from "../../runtime/ids.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { TransportServices } from "../services.ts";
import type { SubmissionRecord } from "./accept.ts";

/** P2: every address of every From field must be one's own, or one that may be sent as or on behalf of. */
export function sendsAsItself(organization: Organization, user: string, headers: HeaderBlock): boolean {
  const directory = directoryOf(organization);
  const from = headers.all("From").flatMap(parseAddresses);
  return (
    from.length > 0 &&
    from.every(({ address }) => directory.maySendAs(user, address) || directory.maySendOnBehalfOf(user, address))
  );
}

/** A full mailbox sends nothing either. */
export async function isBeyondQuota(
  { db, mailboxes }: Pick<TransportServices, "db" | "mailboxes">,
  organization: Organization,
  user: string,
): Promise<boolean> {
  const mailbox = directoryOf(organization).findMailbox(user);
  if (mailbox?.prohibitSendReceiveQuota === undefined) return false;
  return (await bytesUsed(db, mailboxes.folders, mailbox.address)) >= mailbox.prohibitSendReceiveQuota;
}

/** A submission server adds what a client left out. RFC 6409 §8. */
export function completeSubmission(headers: HeaderBlock, submitter: string, hostname: string, now: number): void {
  if (!headers.has("From")) headers.append("From", submitter);
  if (!headers.has("Date")) headers.append("Date", formatRfc5322Date(now));
  if (!headers.has("Message-ID")) headers.append("Message-ID", newMessageId(hostname));
}

/** One who sends for another: as the other, or, where Sender says so or nothing else is allowed, on behalf. */
interface Delegation {
  readonly submitter: string;
  /** Mailbox or group of the From, primary address. */
  readonly owner: string;
  readonly isOnBehalf: boolean;
  /** Its Sent Items have the message too: Set-Mailbox -MessageCopyForSentAsEnabled, -MessageCopyForSendOnBehalfEnabled. */
  readonly isCopied: boolean;
}

function delegationOf(organization: Organization, item: MailItem, from: string): Delegation | undefined {
  const directory = directoryOf(organization);
  const submitter = item.submitter && directory.findMailbox(item.submitter)?.address;
  const mailbox = directory.findMailbox(from);
  const owner = directory.findGroup(from)?.address ?? mailbox?.address;
  if (!submitter || owner === undefined || owner === submitter) return undefined;
  const named = parseAddresses(item.headers.get("Sender") ?? "")[0]?.address;
  const isNamed = named !== undefined && directory.primaryAddress(named) !== owner;
  const isOnBehalf = isNamed || !directory.maySendAs(submitter, from);
  const isCopied = isOnBehalf ? mailbox?.messageCopyForSendOnBehalfEnabled : mailbox?.messageCopyForSentAsEnabled;
  return { submitter, owner, isOnBehalf, isCopied: isCopied === true };
}

/** The mailbox or group that a submission is recorded under: the one of its From. A search key in its TNEF is the item's from here. */
export async function submissionRecord(
  services: TransportServices,
  organization: Organization,
  item: MailItem,
  copyTo: SubmissionRecord["copyTo"],
): Promise<SubmissionRecord> {
  const from = parseAddresses(item.headers.get("From") ?? "")[0]?.address ?? item.sender;
  const delegation = delegationOf(organization, item, from);
  if (delegation?.isOnBehalf && !item.headers.has("Sender")) item.headers.append("Sender", delegation.submitter);
  const { messageClass, searchKey, mapi } = await promoteSubmission(item.headers, item.body);
  const sentAs = delegation?.owner ?? item.submitter ?? from;
  item.data.searchKey = await searchKeyFor(item, sentAs, searchKey, services);
  const isRecall = isRecallClass(messageClass);
  if (isRecall) item.data.messageClass = messageClass;
  return {
    sentAs,
    searchKey: item.data.searchKey,
    messageClass,
    rightsManaged: await isRightsManaged(item.headers, item.body),
    ...(mapi && { mapi }),
    // docs/recall.md R4: a request is no message of its own; it is kept, but not in Sent Items.
    recorded: !isRecall,
    ...(copyTo && { copyTo: isRecall ? { ...copyTo, folder: "recoverableitemspurges" as const } : copyTo }),
    ...(delegation && {
      delegate: { actor: delegation.submitter, operation: delegation.isOnBehalf ? "SendOnBehalf" : "SendAs" } as const,
    }),
    ...(delegation?.isCopied && !isRecall && { ownersCopy: delegation.owner }),
  };
}

/** What the client gave stands, unless another message has it: a recall of this one would take that one too. */
async function searchKeyFor(
  item: MailItem,
  sentAs: string,
  given: string | undefined,
  services: TransportServices,
): Promise<string> {
  const own = item.data.searchKey ?? newSearchKey();
  if (given === undefined) return own;
  const found = await services.submitted.findByKey(given);
  const isSame = ({ messageId, mailbox }: SubmittedMessage) => messageId === messageIdOf(item) && mailbox === sentAs;
  return found.every(isSame) ? given : own;
}
