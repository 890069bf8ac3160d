// Whether a message is answered automatically, and with which of the two texts. RFC 3834 §2, Set-MailboxAutoReplyConfiguration;
// the classes as Exchange's rules have them.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { loopCount, MOST_LOOPS } from "../../mailbox/inbox-rules/loop.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { AutomaticReplies, Mailbox, Organization } from "../../organization/organization.ts";
import { isInternalDestination, remoteDomainFor } from "../../organization/remote-domain.ts";

export interface WantedReply {
  readonly text: string;
  readonly isInternal: boolean;
}

export function isActive({ autoReplyState, startTime, endTime }: AutomaticReplies, now: number): boolean {
  if (autoReplyState !== "Scheduled") return autoReplyState === "Enabled";
  return now >= (startTime ?? 0) && now < (endTime ?? Number.POSITIVE_INFINITY);
}

/** Reports, replies of this kind, recalls and what answers them. */
const NEVER_ANSWERED =
  /^(?:REPORT\.|IPM\.Note\.Rules\.(?:External)?OofTemplate\.|IPM\.Outlook\.Recall$|IPM\.Recall\.Report\.)/i;
/** RFC 3834 §2 */
const ROBOTS = /^(?:owner-.*|.*-request|mailer-daemon|postmaster|listserv|majordomo)@/i;

export function mayBeAnswered({ headers, sender }: MailItem, messageClass: string): boolean {
  if (sender === "" || ROBOTS.test(sender) || NEVER_ANSWERED.test(messageClass)) return false;
  // A request that is delivered as the text mail that it is says so in the header. docs/recall.md R11
  if (headers.has("X-MS-Exchange-RecallReportGenerated")) return false;
  return !isAutomatic(headers) && !isOfList(headers) && !isSuppressed(headers) && loopCount(headers) < MOST_LOOPS;
}

/** RFC 3834 §5; parameters and comments may follow the word. */
function isAutomatic(headers: HeaderBlock): boolean {
  return headers.all("Auto-Submitted").some((value) => !/^\s*no(?:\s|;|\(|$)/i.test(value));
}

/** RFC 2369, RFC 2919, RFC 3834 §2 */
function isOfList(headers: HeaderBlock): boolean {
  const isBulk = headers.all("Precedence").some((value) => /^\s*(?:bulk|list|junk)\b/i.test(value));
  return isBulk || headers.fields.some(({ name }) => /^list-/i.test(name));
}

/** [MS-OXCMAIL] §2.1.3.2.20 */
function isSuppressed(headers: HeaderBlock): boolean {
  const wanted = headers.all("X-Auto-Response-Suppress").flatMap((value) => value.toLowerCase().split(/[\s,;]+/));
  return wanted.includes("all") || wanted.includes("oof");
}

/** The audience: inside, or outside and who of them. */
export function replyFor(
  item: MailItem,
  owner: Mailbox,
  replies: AutomaticReplies,
  organization: Organization,
): WantedReply | undefined {
  const directory = directoryOf(organization);
  const sender = directory.primaryAddress(item.sender);
  if (sender === owner.address) return undefined;
  const isInternal =
    (item.authAs === "Internal" && directory.isInOrganization(sender)) ||
    isInternalDestination(organization, item.sender) ||
    remoteDomainFor(organization, item.sender).allowedOOFType === "InternalLegacy";
  const text = isInternal ? replies.internalMessage : replies.externalMessage;
  if (text.trim() === "") return undefined;
  if (isInternal) return { text, isInternal };
  const { externalAudience } = replies;
  // The contacts of a user are those of the address book.
  const isKnown = directory.findContact(sender) !== undefined;
  return externalAudience === "All" || (externalAudience === "Known" && isKnown) ? { text, isInternal } : undefined;
}
