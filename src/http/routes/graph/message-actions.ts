// What a user does to a message: mark it read, move it, delete it. Microsoft Graph: message: move, Delete message
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { readBody } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import {
  findFolder,
  type GraphVersion,
  MESSAGE_PATHS,
  odataContext,
  requestedItem,
  requestedMailbox,
} from "./graph-context.ts";
import { INVALID_REQUEST, itemNotFound } from "./graph-error.ts";
import { messageShape, showMessage } from "./message-view.ts";

const patchBody = z.strictObject({ isRead: z.boolean() });
const moveBody = z.strictObject({ destinationId: z.string().min(1) });

export function addMessageActions(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) {
    routes.patch(`${path}/:id`, (c) => patch(c, services, version));
    routes.post(`${path}/:id/move`, (c) => move(c, services, version));
    routes.delete(`${path}/:id`, (c) => remove(c, services));
  }
}

async function patch(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const { isRead } = await readBody(c, patchBody, INVALID_REQUEST);
  await services.mailboxes.setRead(mailbox.address, item.id, isRead, services.clock.now());
  return answer(c, services, version, mailbox, item, 200);
}

async function move(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const { destinationId } = await readBody(c, moveBody, INVALID_REQUEST);
  const folder = findFolder(services, mailbox, destinationId);
  await services.mailboxes.move(mailbox.address, item.id, folder, services.clock.now());
  return answer(c, services, version, mailbox, item, 201);
}

/** To Deleted Items; from there to Recoverable Items/Deletions; from there for good. Learn: Recoverable Items folder */
async function remove(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const { mailboxes } = services;
  const now = services.clock.now();
  const folder = mailboxes.folders.get(item.folderId);
  const deletedItems = mailboxes.folders.wellKnown(mailbox.address, "deleteditems");
  if (folder && mailboxes.folders.isWithin(folder, "recoverableitemsroot")) {
    await mailboxes.write((tx) => mailboxes.hardDelete(tx, item, mailbox, now));
  } else if (!deletedItems || (folder && mailboxes.folders.isWithin(folder, "deleteditems"))) {
    await mailboxes.softDelete(item, now);
  } else {
    await mailboxes.move(mailbox.address, item.id, deletedItems, now);
  }
  return c.body(null, 204);
}

async function answer(
  c: Context,
  services: HttpServices,
  version: GraphVersion,
  mailbox: Mailbox,
  { id }: MailboxItem,
  status: 200 | 201,
): Promise<Response> {
  // A recall may have taken it meanwhile.
  const item = await services.mailboxes.get(mailbox.address, id);
  if (!item) throw itemNotFound();
  const context = odataContext(c, version, mailbox, "messages/$entity");
  const shown = await showMessage(services.mailboxes, item, messageShape(c, undefined, "one"));
  return c.json({ "@odata.context": context, ...shown }, status);
}
