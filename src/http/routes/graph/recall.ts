// Recall, which Graph has in beta only: 202 says that the request was submitted, not that anything was recalled.
// Microsoft Graph: message: recall
import type { Context, Hono } from "hono";
import { recallAndReplace } from "../../../agents/recall/replace.ts";
import type { RecallMade, RecallRefused } from "../../../agents/recall/request.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { HttpSubmission } from "../../../transport/receive/http-submission.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { MAILBOX_PATHS, requestedItem, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST } from "./graph-error.ts";
import { isMimeRequest, refuseWithoutRecipients, submissionOfMime } from "./mime-submission.ts";
import { outlookChoice, outlookRecall } from "./outlook-client.ts";
import { refusal } from "./submission-refusal.ts";

export function addRecallRoute(routes: Hono, services: HttpServices): void {
  for (const path of MAILBOX_PATHS)
    routes.post(`${path}/mailFolders/:folder/messages/:id/recall`, (c) => recall(c, services));
}

async function recall(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  // "Invalid id: 400", also where another action says 404.
  const item = await requestedItem(c, services, mailbox).catch((error: unknown) => {
    throw error instanceof HttpError ? new HttpError(400, error.code, error.message) : error;
  });
  const replacement = isMimeRequest(c) ? await submissionOfMime(c, services, mailbox) : undefined;
  const answer =
    replacement === undefined || replacement.content.length === 0
      ? await services.recallRequests.request(mailbox.address, item, outlookRecall(c))
      : await replace(c, services, item, replacement);
  if ("refused" in answer) throw new HttpError(400, INVALID_REQUEST, answer.refused);
  if ("removed" in answer)
    return c.json("The message had not been sent yet: it was removed, and no recall request was needed.", 202);
  const id = answer.requestMessageId.replace(/^<|>$/g, "");
  // The documentation's example wraps this sentence in braces, which is no JSON.
  return c.json(
    `Successfully submitted recall request to Hub server ${answer.server.toUpperCase()}, MessageId is ${id}.`,
    202,
  );
}

/** The sandbox's own: a body as sendMail takes it is the message that replaces the original. docs/recall.md R5 */
async function replace(
  c: Context,
  { recallRequests, submissions }: HttpServices,
  sent: MailboxItem,
  replacement: HttpSubmission,
): Promise<RecallMade | RecallRefused> {
  refuseWithoutRecipients(replacement);
  const outlook = outlookChoice(c);
  const by = { ...replacement, ...(outlook && { outlook }) };
  const answer = await recallAndReplace(recallRequests, submissions, { sent, outlook: outlookRecall(c), by });
  if ("refusedReplacement" in answer) throw refusal(answer.refusedReplacement);
  return answer;
}
