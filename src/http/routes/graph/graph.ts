// Microsoft Graph, the part of its mail that shows and causes recalls, as v1.0 and as beta.
import { Hono } from "hono";
import type { HttpServices } from "../../services.ts";
import { addAttachmentRoutes } from "./attachments.ts";
import type { GraphVersion } from "./graph-context.ts";
import { addMailFolderRoutes } from "./mail-folders.ts";
import { addMessageActions } from "./message-actions.ts";
import { addMessageRoutes } from "./messages.ts";
import { addRecallRoute } from "./recall.ts";
import { addSendMailRoute } from "./send-mail.ts";
import { addUpdateMessageRoute } from "./update-message.ts";

export function graphRoutes(services: HttpServices, version: GraphVersion): Hono {
  const routes = new Hono();
  addMessageRoutes(routes, services, version);
  addUpdateMessageRoute(routes, services, version);
  addMessageActions(routes, services, version);
  addAttachmentRoutes(routes, services, version);
  addMailFolderRoutes(routes, services, version);
  addSendMailRoute(routes, services);
  if (version === "beta") addRecallRoute(routes, services);
  return routes;
}
