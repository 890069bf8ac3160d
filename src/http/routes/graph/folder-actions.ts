// What the owner does to a folder. Microsoft Graph: Update mailFolder, mailFolder: move, Delete mailFolder, mailFolder:
// permanentDelete
import type { Context, Hono } from "hono";
import { z } from "zod";
import { deleteFolder, freeName } from "../../../mailbox/delete-folder.ts";
import type { Folder } from "../../../mailbox/folders.ts";
import { whereDeletedGoes } from "../../../mailbox/where-deleted-goes.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { isHidden, readFolderName, showFolder } from "./folder-view.ts";
import { findFolder, type GraphVersion, MAILBOX_PATHS, odataContext, requestedMailbox } from "./graph-context.ts";
import { entity, readGraphJson } from "./graph-json.ts";

const destination = entity({ destinationId: z.string().min(1) });

export function addFolderActions(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MAILBOX_PATHS) {
    routes.patch(`${path}/mailFolders/:folder`, (c) => rename(c, services, version));
    routes.post(`${path}/mailFolders/:folder/move`, (c) => move(c, services, version));
    routes.delete(`${path}/mailFolders/:folder`, (c) => remove(c, services));
    routes.post(`${path}/mailFolders/:folder/permanentDelete`, (c) => permanentDelete(c, services));
  }
}

async function rename(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = ownFolder(c, services, mailbox, "rename");
  const name = await readFolderName(c, "changed");
  const changed = await services.mailboxes.folders.change(folder, { name });
  return answer(c, services, version, changed ?? refuseTaken(name), 200);
}

async function move(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = ownFolder(c, services, mailbox, "move");
  const { destinationId } = await readGraphJson(c, destination, "move");
  const parent = findFolder(services, mailbox, destinationId);
  if (isHidden(services, parent)) throw new HttpError(403, "ErrorAccessDenied", "Recoverable Items takes no folders.");
  if (isBelow(services, parent, folder))
    throw new HttpError(400, "ErrorMoveCopyFailed", "A folder can't be moved into itself or into one below it.");
  const changed = await services.mailboxes.folders.change(folder, { parentId: parent.id });
  return answer(c, services, version, changed ?? refuseTaken(folder.name), 201);
}

/** To Deleted Items, under a name that is free there; from there for good, its items to Recoverable Items. */
async function remove(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = ownFolder(c, services, mailbox, "delete");
  const { mailboxes } = services;
  const bin = mailboxes.folders.wellKnown(mailbox.address, "deleteditems");
  if (!bin || mailboxes.folders.isWithin(folder, "deleteditems"))
    await deleteFolder(mailboxes, folder, "deletions", services.clock.now());
  else await mailboxes.folders.change(folder, { parentId: bin.id, name: freeName(mailboxes, bin, folder.name) });
  return c.body(null, 204);
}

async function permanentDelete(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = ownFolder(c, services, mailbox, "delete");
  await deleteFolder(services.mailboxes, folder, whereDeletedGoes(mailbox), services.clock.now());
  return c.body(null, 204);
}

/** A folder that the mailbox came with stays what and where it is. EWS reference: ResponseCode */
function ownFolder(c: Context, services: HttpServices, mailbox: Mailbox, what: "rename" | "move" | "delete"): Folder {
  const folder = findFolder(services, mailbox, c.req.param("folder") ?? "");
  if (folder.wellKnown === null) return folder;
  const codes = {
    rename: "ErrorInvalidOperation",
    move: "ErrorMoveDistinguishedFolder",
    delete: "ErrorDeleteDistinguishedFolder",
  };
  throw new HttpError(400, codes[what], `Distinguished folders can't be changed so: ${what} '${folder.name}'.`);
}

function isBelow({ mailboxes }: HttpServices, folder: Folder, above: Folder): boolean {
  for (
    let at: Folder | undefined = folder;
    at;
    at = at.parentId === null ? undefined : mailboxes.folders.get(at.parentId)
  )
    if (at.id === above.id) return true;
  return false;
}

/** @throws HttpError */
export function refuseTaken(name: string): never {
  const text = `A folder with the specified name already exists., Could not create folder '${name}'.`;
  throw new HttpError(409, "ErrorFolderExists", text);
}

async function answer(
  c: Context,
  services: HttpServices,
  version: GraphVersion,
  folder: Folder,
  status: 200 | 201,
): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const shown = await showFolder(services, folder, version);
  return c.json({ "@odata.context": odataContext(c, version, mailbox, "mailFolders/$entity"), ...shown }, status);
}
