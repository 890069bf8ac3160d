// What a Graph request names: its mailbox, a folder of it, an item of it.
import type { Context } from "hono";
import type { Folder } from "../../../mailbox/folders.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import type { HttpServices } from "../../services.ts";
import { idMalformed, itemNotFound } from "./graph-error.ts";
import { parseGraphId } from "./graph-ids.ts";
import { mailboxOf } from "./mailbox-of.ts";
import { publicUrl } from "./public-url.ts";

export type GraphVersion = "v1.0" | "beta";

/** /me and /users/{id}: every resource of a mailbox lies under both. */
export const MAILBOX_PATHS = ["/me", "/users/:user"] as const;
/** Messages of the mailbox, and of one folder. */
export const MESSAGE_PATHS = MAILBOX_PATHS.flatMap((path) => [
  `${path}/messages`,
  `${path}/mailFolders/:folder/messages`,
]);

export function requestedMailbox(c: Context, services: HttpServices): Mailbox {
  return mailboxOf(c, services.configurations.current());
}

/** Well-known names of folders that no mailbox here has: those of synchronisation, search and a feature that is gone. */
const ABSENT: ReadonlySet<string> = new Set([
  ..."clutter conflicts conversationhistory localfailures searchfolders serverfailures syncissues".split(" "),
]);

/** By id or well-known name, in any case. Microsoft Graph: mailFolder resource type */
export function findFolder(services: HttpServices, mailbox: Mailbox, name: string): Folder {
  const { folders } = services.mailboxes;
  const wellKnown = folders.wellKnown(mailbox.address, name);
  if (wellKnown && folders.isWithin(wellKnown, "archivemsgfolderroot") && !mailbox.archiveEnabled) throw itemNotFound();
  if (wellKnown) return wellKnown;
  if (ABSENT.has(name.toLowerCase())) throw itemNotFound();
  const parsed = parseGraphId(name);
  if (parsed?.kind !== "folder") throw idMalformed();
  const folder = folders.get(parsed.id);
  if (folder?.mailbox !== mailbox.address) throw itemNotFound();
  return folder;
}

export function requestedFolder(c: Context, services: HttpServices, mailbox: Mailbox): Folder | undefined {
  const name = c.req.param("folder");
  return name === undefined ? undefined : findFolder(services, mailbox, name);
}

export async function requestedItem(c: Context, services: HttpServices, mailbox: Mailbox): Promise<MailboxItem> {
  const folder = requestedFolder(c, services, mailbox);
  const parsed = parseGraphId(c.req.param("id") ?? "");
  if (parsed?.kind !== "item") throw idMalformed();
  const item = await services.mailboxes.get(mailbox.address, parsed.id);
  // An id of before the item moved names nothing any more.
  const isThere = item && (parsed.folderId === undefined || parsed.folderId === item.folderId);
  if (!isThere || (folder && folder.id !== item.folderId)) throw itemNotFound();
  return item;
}

/** "http://127.0.0.1:8025/v1.0/$metadata#users('alice%40contoso.com')/messages" */
export function odataContext(c: Context, version: GraphVersion, mailbox: Mailbox, path: string): string {
  return `${publicUrl(c).origin}/${version}/$metadata#users('${encodeURIComponent(mailbox.address)}')/${path}`;
}
