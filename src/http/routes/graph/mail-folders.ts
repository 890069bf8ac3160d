// Mail folders with their counts. Microsoft Graph: List mailFolders, Get mailFolder, List childFolders, Create MailFolder
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Folder } from "../../../mailbox/folders.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { findFolder, type GraphVersion, MAILBOX_PATHS, odataContext, requestedMailbox } from "./graph-context.ts";
import { badQuery } from "./graph-error.ts";
import { folderId } from "./graph-ids.ts";
import { entity, readGraphJson } from "./graph-json.ts";
import { nextLink, readBoolean, readOptions, readPaging, readSelect } from "./query-options.ts";

const PROPERTIES = [
  ..."id displayName parentFolderId childFolderCount unreadItemCount totalItemCount isHidden wellKnownName".split(" "),
];
/** "/" parts the names of a path in the configuration. */
const newFolder = entity({
  displayName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^/\x00-\x1f\x7f]*$/, "a name without '/' and control characters was expected"),
  isHidden: z.literal(false, "hidden folders can't be made here").optional(),
});
const ENTITY = "Microsoft.OutlookServices.MailFolder";

export function addMailFolderRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MAILBOX_PATHS) {
    routes.get(`${path}/mailFolders`, (c) => list(c, services, version, "msgfolderroot"));
    routes.get(`${path}/mailFolders/:folder`, (c) => get(c, services, version));
    routes.get(`${path}/mailFolders/:folder/childFolders`, (c) => list(c, services, version, c.req.param("folder")));
    routes.post(`${path}/mailFolders`, (c) => create(c, services, version, "msgfolderroot"));
    routes.post(`${path}/mailFolders/:folder/childFolders`, (c) => create(c, services, version, c.req.param("folder")));
  }
}

async function list(c: Context, services: HttpServices, version: GraphVersion, of: string): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const options = readOptions(c, ["top", "skip", "select", "count", "filter", "includeHiddenFolders"]);
  const paging = readPaging(options);
  const select = readSelect(options.select, PROPERTIES, ENTITY);
  const showsHidden = readBoolean("includeHiddenFolders", options.includeHiddenFolders);
  const parent = findFolder(services, mailbox, of);
  const all = services.mailboxes.folders.list(mailbox.address);
  // Recoverable Items lies beside the root that users see; here it is shown among the hidden folders.
  const wanted = readNameFilter(options.filter);
  const folders = all.filter((folder) => {
    if (wanted !== undefined && folder.name.toLowerCase() !== wanted) return false;
    const isChild =
      folder.parentId === parent.id && (showsHidden || !isHidden(services, folder) || isHidden(services, parent));
    return (
      isChild || (showsHidden && parent.wellKnown === "msgfolderroot" && folder.wellKnown === "recoverableitemsroot")
    );
  });
  const shown: Record<string, unknown>[] = [];
  for (const folder of folders.slice(paging.skip, paging.skip + paging.top)) {
    shown.push(await showFolder(services, folder, version, select));
  }
  return c.json({
    "@odata.context": odataContext(c, version, mailbox, "mailFolders"),
    ...(readBoolean("$count", options.count) && { "@odata.count": folders.length }),
    value: shown,
    ...(folders.length > paging.skip + paging.top && { "@odata.nextLink": nextLink(c, paging) }),
  });
}

/** displayName eq 'Inbox', the one filter that folders take here; in lower case. */
function readNameFilter(filter: string | undefined): string | undefined {
  if (filter === undefined) return undefined;
  const [, name] = /^\s*displayName\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(filter) ?? [];
  if (name !== undefined) return name.replaceAll("''", "'").toLowerCase();
  throw badQuery(`Folders can be filtered here by displayName eq 'name', not by '${filter.slice(0, 100)}'.`);
}

async function create(c: Context, services: HttpServices, version: GraphVersion, below: string): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const parent = findFolder(services, mailbox, below);
  const { displayName } = await readGraphJson(c, newFolder, "Microsoft.OutlookServices.MailFolder");
  if (isHidden(services, parent)) throw new HttpError(403, "ErrorAccessDenied", "Recoverable Items takes no folders.");
  const folder = await services.mailboxes.folders.add(parent, displayName);
  if (!folder) {
    const text = `A folder with the specified name already exists., Could not create folder '${displayName}'.`;
    throw new HttpError(409, "ErrorFolderExists", text);
  }
  const shown = await showFolder(services, folder, version, undefined);
  return c.json({ "@odata.context": odataContext(c, version, mailbox, "mailFolders/$entity"), ...shown }, 201);
}

async function get(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox: Mailbox = requestedMailbox(c, services);
  const options = readOptions(c, ["select", "includeHiddenFolders"]);
  const folder = findFolder(services, mailbox, c.req.param("folder") ?? "");
  const shown = await showFolder(services, folder, version, readSelect(options.select, PROPERTIES, ENTITY));
  return c.json({ "@odata.context": odataContext(c, version, mailbox, "mailFolders/$entity"), ...shown });
}

async function showFolder(
  { mailboxes }: HttpServices,
  folder: Folder,
  version: GraphVersion,
  select: readonly string[] | undefined,
): Promise<Record<string, unknown>> {
  const { total, unread } = await mailboxes.count(folder.id);
  const children = mailboxes.folders.list(folder.mailbox).filter((child) => child.parentId === folder.id);
  const all: Record<string, unknown> = {
    id: folderId(folder.id),
    displayName: folder.name,
    parentFolderId: folder.parentId === null ? null : folderId(folder.parentId),
    childFolderCount: children.length,
    unreadItemCount: unread,
    totalItemCount: total,
    isHidden: mailboxes.folders.isWithin(folder, "recoverableitemsroot"),
    // v1.0 has no such property.
    ...(version === "beta" && { wellKnownName: folder.wellKnown }),
  };
  if (!select) return all;
  return Object.fromEntries(["id", ...select].map((name) => [name, all[name]]));
}

function isHidden({ mailboxes }: HttpServices, folder: Folder): boolean {
  return mailboxes.folders.isWithin(folder, "recoverableitemsroot");
}
