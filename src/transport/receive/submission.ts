// What every submission by a mailbox has in common, over SMTP and over HTTP: whom it may speak for, what is added, what
// is recorded. RFC 6409; docs/recall.md R6.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { promoteSubmission } from "../../content-conversion/promote.ts";
import { parseAddresses } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { newMessageId, newSearchKey } from "../../runtime/ids.ts";
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

/** A submission server adds what a client left out. RFC 6409 §8. */
export function completeSubmission(headers: HeaderBlock, submitter: string, hostname: string, now: number): void {
  if (!headers.has("From")) headers.append("From", submitter);
  if (!headers.has("Date")) headers.append("Date", formatRfc5322Date(now));
  if (!headers.has("Message-ID")) headers.append("Message-ID", newMessageId(hostname));
}

/** The mailbox that a submission is recorded under: the one of its From. A search key in its TNEF is the item's from here. */
export async function submissionRecord(
  organization: Organization,
  item: MailItem,
  copyTo: SubmissionRecord["copyTo"],
): Promise<SubmissionRecord> {
  const from = parseAddresses(item.headers.get("From") ?? "")[0]?.address ?? item.sender;
  const { messageClass, searchKey, mapi } = await promoteSubmission(item.headers, item.body);
  item.data.searchKey = searchKey ?? item.data.searchKey ?? newSearchKey();
  return {
    sentAs: directoryOf(organization).findMailbox(from)?.address ?? item.submitter ?? from,
    searchKey: item.data.searchKey,
    messageClass,
    ...(mapi && { mapi }),
    recorded: true,
    ...(copyTo && { copyTo }),
  };
}
