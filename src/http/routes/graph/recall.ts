// Recall, which Graph has in beta only: 202 says that the request was submitted, not that anything was recalled.
// Microsoft Graph: message: recall
import type { Context, Hono } from "hono";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { MAILBOX_PATHS, requestedItem, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST } from "./graph-error.ts";
import { outlookRecall } from "./outlook-client.ts";

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
  const answer = await services.recallRequests.request(mailbox.address, item, outlookRecall(c));
  if ("refused" in answer) throw new HttpError(400, INVALID_REQUEST, answer.refused);
  const id = answer.requestMessageId.replace(/^<|>$/g, "");
  // The documentation's example wraps this sentence in braces, which is no JSON.
  return c.json(
    `Successfully submitted recall request to Hub server ${answer.server.toUpperCase()}, MessageId is ${id}.`,
    202,
  );
}
