// What all recalls of one message come to. Several mailboxes may have sent one under the same Message-ID.
import type { RecallRegister } from "../agents/recall/register.ts";
import type { SubmittedMessage } from "../mailbox/submitted-messages.ts";
import type { RecallState } from "./journey.ts";

export async function recallStateOf(
  register: RecallRegister,
  { messageId, mailbox }: Pick<SubmittedMessage, "messageId" | "mailbox">,
): Promise<RecallState> {
  const recipients = await register.outcomesOf(messageId, mailbox);
  if (!recipients) return "none";
  const { recalled, pending, failed } = recipients;
  // Opened, its recipients not yet known.
  if (pending > 0 || recalled + failed === 0) return "pending";
  if (recalled === 0) return "failed";
  return failed === 0 ? "recalled" : "partly";
}
