// Microsoft Graph, the part of its mail that shows and causes recalls, as v1.0 and as beta.
import { Hono } from "hono";
import type { HttpServices } from "../../services.ts";
import { addAttachmentRoutes } from "./attachments.ts";
import { type Answer, addBatchRoute } from "./batch.ts";
import { addFolderDeltaRoute } from "./delta-folders.ts";
import { addMessageDeltaRoute } from "./delta-messages.ts";
import { addDraftAttachmentRoutes } from "./draft-attachments.ts";
import { addDraftRoutes } from "./drafts.ts";
import type { GraphVersion } from "./graph-context.ts";
import { nameRequest } from "./graph-error.ts";
import { addMailFolderRoutes } from "./mail-folders.ts";
import { addMailboxSettingsRoutes } from "./mailbox-settings.ts";
import { addMessageActions } from "./message-actions.ts";
import { addMessageRuleRoutes } from "./message-rules.ts";
import { addMessageTraceRoutes } from "./message-traces.ts";
import { addMessageRoutes } from "./messages.ts";
import { addRecallRoute } from "./recall.ts";
import { addReplyRoutes } from "./reply.ts";
import { addSendMailRoute } from "./send-mail.ts";
import { addSubscriptionRoutes } from "./subscriptions.ts";
import { addUpdateMessageRoute } from "./update-message.ts";
import { addUploadRoutes } from "./upload-session.ts";
import { addUserRoutes } from "./users.ts";

/** @param answer takes a request as the server takes it: those of a batch. */
export function graphRoutes(services: HttpServices, version: GraphVersion, answer: Answer): Hono {
  const routes = new Hono();
  routes.use(async (c, next) => {
    nameRequest(c);
    await next();
  });
  addUserRoutes(routes, services, version);
  addBatchRoute(routes, version, answer);
  // Before what takes any name in their place.
  addMessageDeltaRoute(routes, services, version);
  addFolderDeltaRoute(routes, services, version);
  addMessageRoutes(routes, services, version);
  addDraftRoutes(routes, services, version);
  addReplyRoutes(routes, services, version);
  addUpdateMessageRoute(routes, services, version);
  addMessageActions(routes, services, version);
  addAttachmentRoutes(routes, services, version);
  addUploadRoutes(routes, services, version);
  addDraftAttachmentRoutes(routes, services, version);
  addMailFolderRoutes(routes, services, version);
  addMessageRuleRoutes(routes, services, version);
  addMailboxSettingsRoutes(routes, services, version);
  addMessageTraceRoutes(routes, services, version);
  addSubscriptionRoutes(routes, services, version);
  addSendMailRoute(routes, services);
  if (version === "beta") addRecallRoute(routes, services);
  return routes;
}
