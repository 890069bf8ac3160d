// Mail folders with their counts. Microsoft Graph: List mailFolders, Get mailFolder, List childFolders
import type { Context, Hono } from "hono";
import type { Folder } from "../../../mailbox/folders.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import type { HttpServices } from "../../services.ts";
import { findFolder, type GraphVersion, MAILBOX_PATHS, odataContext, requestedMailbox } from "./graph-context.ts";
import { folderId } from "./graph-ids.ts";
import { nextLink, readBoolean, readOptions, readPaging, readSelect } from "./query-options.ts";

const PROPERTIES = [
  ..."id displayName parentFolderId childFolderCount unreadItemCount totalItemCount isHidden wellKnownName".split(" "),
];
const ENTITY = "Microsoft.OutlookServices.MailFolder";

export function addMailFolderRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MAILBOX_PATHS) {
    routes.get(`${path}/mailFolders`, (c) => list(c, services, version, "msgfolderroot"));
    routes.get(`${path}/mailFolders/:folder`, (c) => get(c, services, version));
    routes.get(`${path}/mailFolders/:folder/childFolders`, (c) => list(c, services, version, c.req.param("folder")));
  }
}

async function list(c: Context, services: HttpServices, version: GraphVersion, of: string): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const options = readOptions(c, ["top", "skip", "select", "count", "includeHiddenFolders"]);
  const paging = readPaging(options);
  const select = readSelect(options.select, PROPERTIES, ENTITY);
  const showsHidden = readBoolean("includeHiddenFolders", options.includeHiddenFolders);
  const parent = findFolder(services, mailbox, of);
  const all = services.mailboxes.folders.list(mailbox.address);
  // Recoverable Items lies beside the root that users see; here it is shown among the hidden folders.
  const folders = all.filter((folder) => {
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
