// Mail folders with their counts. Microsoft Graph: List mailFolders, Get mailFolder, List childFolders, Create MailFolder
import type { Context, Hono } from "hono";
import type { Folder } from "../../../mailbox/folders.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { addFolderActions, refuseTaken } from "./folder-actions.ts";
import {
  FOLDER_ENTITY,
  FOLDER_PROPERTIES,
  isHidden,
  readFolderExpand,
  readFolderName,
  showFolder,
} from "./folder-view.ts";
import { findFolder, type GraphVersion, MAILBOX_PATHS, odataContext, requestedMailbox } from "./graph-context.ts";
import { badQuery } from "./graph-error.ts";
import { nextLink, readBoolean, readOptions, readPaging, readSelect } from "./query-options.ts";

export function addMailFolderRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MAILBOX_PATHS) {
    routes.get(`${path}/mailFolders`, (c) => list(c, services, version, "msgfolderroot"));
    routes.get(`${path}/mailFolders/:folder`, (c) => get(c, services, version));
    routes.get(`${path}/mailFolders/:folder/childFolders`, (c) => list(c, services, version, c.req.param("folder")));
    routes.post(`${path}/mailFolders`, (c) => create(c, services, version, "msgfolderroot"));
    routes.post(`${path}/mailFolders/:folder/childFolders`, (c) => create(c, services, version, c.req.param("folder")));
  }
  addFolderActions(routes, services, version);
}

async function list(c: Context, services: HttpServices, version: GraphVersion, of: string): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const options = readOptions(c, ["top", "skip", "select", "count", "filter", "expand", "includeHiddenFolders"]);
  const paging = readPaging(options);
  const shape = shapeOf(options);
  const showsHidden = readBoolean("includeHiddenFolders", options.includeHiddenFolders);
  const wanted = readNameFilter(options.filter);
  const parent = findFolder(services, mailbox, of);
  const folders = services.mailboxes.folders
    .all(mailbox.address)
    .filter((folder) => isListed(services, parent, folder, showsHidden) && wanted(folder.name));
  const shown: Record<string, unknown>[] = [];
  for (const folder of folders.slice(paging.skip, paging.skip + paging.top)) {
    shown.push(await showFolder(services, folder, version, shape));
  }
  return c.json({
    "@odata.context": odataContext(c, version, mailbox, "mailFolders"),
    ...(readBoolean("$count", options.count) && { "@odata.count": folders.length }),
    value: shown,
    ...(folders.length > paging.skip + paging.top && { "@odata.nextLink": nextLink(c, paging) }),
  });
}

/** Recoverable Items lies beside the root that users see; it is shown among the hidden folders there. */
function isListed(services: HttpServices, parent: Folder, folder: Folder, showsHidden: boolean): boolean {
  if (folder.parentId === parent.id) return showsHidden || isHidden(services, parent) || !isHidden(services, folder);
  return showsHidden && parent.wellKnown === "msgfolderroot" && folder.wellKnown === "recoverableitemsroot";
}

/** displayName eq 'Inbox', startswith(displayName,'I'), contains(displayName,'b'): what folders are filtered by here. */
function readNameFilter(filter: string | undefined): (name: string) => boolean {
  if (filter === undefined) return () => true;
  const text = "'((?:[^']|'')*)'";
  const [, equal] = new RegExp(`^\\s*displayName\\s+eq\\s+${text}\\s*$`, "i").exec(filter) ?? [];
  const [, where = "", part] =
    new RegExp(`^\\s*(startswith|contains)\\(\\s*displayName\\s*,\\s*${text}\\s*\\)\\s*$`, "i").exec(filter) ?? [];
  const wanted = (equal ?? part)?.replaceAll("''", "'").toLowerCase();
  if (wanted === undefined) {
    const forms = "displayName eq 'name', startswith(displayName,'n') or contains(displayName,'n')";
    throw badQuery(`Folders can be filtered here by ${forms}, not by '${filter.slice(0, 100)}'.`);
  }
  if (equal !== undefined) return (name) => name.toLowerCase() === wanted;
  const starts = where.toLowerCase() === "startswith";
  return (name) => (starts ? name.toLowerCase().startsWith(wanted) : name.toLowerCase().includes(wanted));
}

async function create(c: Context, services: HttpServices, version: GraphVersion, below: string): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const parent = findFolder(services, mailbox, below);
  const displayName = await readFolderName(c, "new");
  if (isHidden(services, parent)) throw new HttpError(403, "ErrorAccessDenied", "Recoverable Items takes no folders.");
  const folder = await services.mailboxes.folders.add(parent, displayName);
  const shown = await showFolder(services, folder ?? refuseTaken(displayName), version);
  return c.json({ "@odata.context": odataContext(c, version, mailbox, "mailFolders/$entity"), ...shown }, 201);
}

async function get(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const options = readOptions(c, ["select", "expand", "includeHiddenFolders"]);
  const folder = findFolder(services, mailbox, c.req.param("folder") ?? "");
  const shown = await showFolder(services, folder, version, shapeOf(options));
  return c.json({ "@odata.context": odataContext(c, version, mailbox, "mailFolders/$entity"), ...shown });
}

function shapeOf({ select, expand }: { readonly select?: string; readonly expand?: string }) {
  return {
    select: readSelect(select, FOLDER_PROPERTIES, FOLDER_ENTITY),
    expandsChildren: readFolderExpand(expand),
  };
}
