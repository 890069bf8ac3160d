// What a user does to a message: move it, copy it, delete it. Microsoft Graph: message: move, message: copy, Delete
// message, message: permanentDelete
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { AuditOperation } from "../../../mailbox/audit-log.ts";
import type { Folder } from "../../../mailbox/folders.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { HttpServices } from "../../services.ts";
import { answerMessage } from "./answer-message.ts";
import { auditOf } from "./audit.ts";
import { findFolder, type GraphVersion, MESSAGE_PATHS, requestedItem, requestedMailbox } from "./graph-context.ts";
import { itemNotFound } from "./graph-error.ts";
import { entity, readGraphJson } from "./graph-json.ts";

const destination = entity({ destinationId: z.string().min(1) });

export function addMessageActions(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) {
    routes.post(`${path}/:id/move`, (c) => move(c, services, version));
    routes.post(`${path}/:id/copy`, (c) => copy(c, services, version));
    routes.delete(`${path}/:id`, (c) => remove(c, services));
    routes.post(`${path}/:id/permanentDelete`, (c) => permanentDelete(c, services));
  }
}

async function move(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const { destinationId } = await readGraphJson(c, destination, "move");
  const folder = findFolder(services, mailbox, destinationId);
  const isDeletion = services.mailboxes.folders.isWithin(folder, "recoverableitemsroot");
  const receipt = isDeletion ? await services.mailboxes.receipts?.prepare(item, "deleted") : undefined;
  const audit = auditOf(c, services, mailbox);
  await services.mailboxes.write(async (tx) => {
    await receipt?.(tx);
    await services.outbox.takeBackIn(tx, item.id);
    await services.mailboxes.moveIn(tx, mailbox.address, item.id, folder.id, services.clock.now());
    const operation = folder.wellKnown === "deleteditems" ? "MoveToDeletedItems" : "Move";
    await audit(tx, { operation, item, destination: folder });
  });
  return answerMessage(c, services, version, mailbox, item.id, 201);
}

async function copy(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const { destinationId } = await readGraphJson(c, destination, "copy");
  const folder = findFolder(services, mailbox, destinationId);
  const { mailboxes } = services;
  const now = services.clock.now();
  const id = await mailboxes.write((tx) => mailboxes.copy(tx, item, folder, now));
  if (id === undefined) throw itemNotFound();
  return answerMessage(c, services, version, mailbox, id, 201);
}

/**
 * What has not left comes back to Drafts. The rest goes to Deleted Items; from there to Recoverable Items/Deletions; from
 * there for good. Learn: Recoverable Items folder
 */
async function remove(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const { mailboxes } = services;
  const now = services.clock.now();
  if (await services.outbox.undo(item, now)) return c.body(null, 204);
  const destination = nextPlace(item, services);
  const isSoft = destination?.wellKnown === "recoverableitemsdeletions";
  const receipt = isSoft ? await mailboxes.receipts?.prepare(item, "deleted") : undefined;
  const audit = auditOf(c, services, mailbox);
  await mailboxes.write(async (tx) => {
    await receipt?.(tx);
    if (destination) await mailboxes.moveIn(tx, mailbox.address, item.id, destination.id, now);
    else await mailboxes.hardDelete(tx, item, mailbox, now);
    await audit(tx, { operation: operationOf(destination), item, destination });
  });
  return c.body(null, 204);
}

/** Undefined: it is deleted for good. */
function nextPlace(item: MailboxItem, { mailboxes: { folders } }: HttpServices): Folder | undefined {
  const folder = folders.get(item.folderId);
  if (folder && folders.isWithin(folder, "recoverableitemsroot")) return undefined;
  const isDeleted = folder !== undefined && folders.isWithin(folder, "deleteditems");
  return folders.wellKnown(item.mailbox, isDeleted ? "recoverableitemsdeletions" : "deleteditems");
}

function operationOf(destination: Folder | undefined): AuditOperation {
  if (!destination) return "HardDelete";
  return destination.wellKnown === "deleteditems" ? "MoveToDeletedItems" : "SoftDelete";
}

/** Where no client of the owner finds it, if something keeps it; else it is gone. docs/recall.md R15 */
async function permanentDelete(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const receipt = await services.mailboxes.receipts?.prepare(item, "deleted");
  const audit = auditOf(c, services, mailbox);
  await services.mailboxes.write(async (tx) => {
    await receipt?.(tx);
    await services.outbox.takeBackIn(tx, item.id);
    await services.mailboxes.hardDelete(tx, item, mailbox, services.clock.now());
    await audit(tx, { operation: "HardDelete", item });
  });
  return c.body(null, 204);
}
