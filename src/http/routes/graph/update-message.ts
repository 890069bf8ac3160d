// PATCH: what the owner may change of a message that was sent. Microsoft Graph: Update message
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { ItemProperties } from "../../../mailbox/item-properties.ts";
import { didYouMean } from "../../../organization/nearest.ts";
import { HttpError } from "../../http-error.ts";
import { readJson } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { answerMessage } from "./answer-message.ts";
import { type GraphVersion, MESSAGE_PATHS, requestedItem, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST } from "./graph-error.ts";
import { entity, JSON_LIMIT, judgeGraphJson, unknownProperty } from "./graph-json.ts";
import { MESSAGE_PROPERTIES } from "./message-properties.ts";

const dateTime = entity({
  dateTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?$/, "a time such as 2026-11-20T12:00:00 was expected"),
  timeZone: z.string().min(1).max(100),
});
const flag = entity({
  flagStatus: z.enum(["notFlagged", "flagged", "complete"]),
  startDateTime: dateTime.optional(),
  dueDateTime: dateTime.optional(),
  completedDateTime: dateTime.optional(),
});
const patchBody = entity({
  isRead: z.boolean().optional(),
  importance: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["low", "normal", "high"]))
    .optional(),
  categories: z.array(z.string().min(1).max(255)).max(100).optional(),
  flag: flag.optional(),
});
const CHANGEABLE = ["isRead", "importance", "categories", "flag"];
const TYPE = "Microsoft.OutlookServices.Message";

export function addUpdateMessageRoute(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) routes.patch(`${path}/:id`, (c) => update(c, services, version));
}

async function update(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const given = await readJson(c, INVALID_REQUEST, JSON_LIMIT);
  refuseWhatIsSent(given);
  const { isRead, importance, categories, flag: flagged } = judgeGraphJson(given, patchBody, TYPE);
  const now = services.clock.now();
  if (isRead !== undefined) await services.mailboxes.setRead(mailbox.address, item.id, isRead, now);
  const change = {
    ...(importance && { importance }),
    ...(categories && { categories }),
    ...(flagged && { flag: flagged }),
  };
  if (Object.keys(change).length > 0)
    await services.mailboxes.setProperties(mailbox.address, item.id, change as ItemProperties, now);
  return answerMessage(c, services, version, mailbox, item.id, 200);
}

/** @throws HttpError for a property of messages that stands once the message was sent, and for one that there is not. */
function refuseWhatIsSent(given: unknown): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return;
  for (const name of Object.keys(given)) {
    if (CHANGEABLE.includes(name) || name.startsWith("@odata.")) continue;
    if (!(name in MESSAGE_PROPERTIES)) throw unknownProperty(name, TYPE, didYouMean(name, CHANGEABLE));
    const text = `Update operation is invalid for property of a sent message. '${name}' can't be changed; ${CHANGEABLE.join(", ")} can.`;
    throw new HttpError(400, "ErrorInvalidPropertyUpdateSentMessage", text);
  }
}
