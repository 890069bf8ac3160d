// "Delete unread copies and replace with a new message": a recall and, behind it, ordinary mail without a tie to it.
// docs/recall.md R5
import type { MailboxItem } from "../../mailbox/mailbox-store.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { HttpSubmission, HttpSubmissions } from "../../transport/receive/http-submission.ts";
import type { OutlookRecall } from "./outlook-request.ts";
import type { RecallMade, RecallRefused, RecallRequests } from "./request.ts";

export interface Replacing {
  /** In the sender's Sent Items, or still in the Outbox. */
  readonly sent: MailboxItem;
  /** Made by classic Outlook; by the service unless given. */
  readonly outlook?: OutlookRecall | undefined;
  /** Whose user recalls, and what is sent in the original's place. */
  readonly by: Omit<HttpSubmission, "before">;
}

export type Replaced = RecallMade & {
  readonly replacement: { readonly messageId: string; readonly networkMessageId: string };
};

/** Where either is refused, neither happens. */
export async function recallAndReplace(
  requests: Pick<RecallRequests, "judge">,
  submissions: Pick<HttpSubmissions, "submit">,
  { sent, outlook, by }: Replacing,
): Promise<Replaced | RecallRefused | { readonly refusedReplacement: SmtpReply }> {
  const judged = await requests.judge(by.user, sent, outlook);
  if ("refused" in judged) return judged;
  let made: RecallMade | undefined;
  const before = async () => {
    made = await judged.submit();
  };
  const replacement = await submissions.submit({ ...by, before });
  if ("refused" in replacement) return { refusedReplacement: replacement.refused };
  return { ...(made as RecallMade), replacement };
}
