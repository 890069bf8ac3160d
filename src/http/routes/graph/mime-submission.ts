// A submission that a client gives as base64 of MIME: to sendMail, and to recall as what replaces the original.
import type { Context } from "hono";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { splitMessage } from "../../../mime/message.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { HEADER_TOO_BIG } from "../../../smtp/listener-replies.ts";
import type { HttpSubmission } from "../../../transport/receive/http-submission.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { distinct } from "./message-parts.ts";
import { readMime, recipientsOf } from "./mime-input.ts";
import { refusal } from "./submission-refusal.ts";

export function isMimeRequest(c: Context): boolean {
  return /^\s*text\/plain\b/i.test(c.req.header("content-type") ?? "");
}

export async function submissionOfMime(
  c: Context,
  { submissions }: HttpServices,
  mailbox: Mailbox,
): Promise<HttpSubmission> {
  const { maxMessageBytes, maxHeaderBytes } = submissions.limits;
  const content = await readMime(c, maxMessageBytes);
  const { headers } = splitMessage(content);
  if (headers.length > maxHeaderBytes) throw refusal(HEADER_TOO_BIG);
  return {
    user: mailbox.address,
    content,
    recipients: distinct(recipientsOf(HeaderBlock.parse(headers))),
    saveToSentItems: true,
  };
}

export function refuseWithoutRecipients({ recipients }: HttpSubmission): void {
  if (recipients.length > 0) return;
  throw new HttpError(400, "ErrorInvalidRecipients", "At least one recipient is not valid., The message has none.");
}
