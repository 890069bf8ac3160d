// A folder as Graph shows it. Microsoft Graph: mailFolder resource type
import type { Context } from "hono";
import { z } from "zod";
import type { Folder } from "../../../mailbox/folders.ts";
import type { HttpServices } from "../../services.ts";
import type { GraphVersion } from "./graph-context.ts";
import { badQuery } from "./graph-error.ts";
import { folderId } from "./graph-ids.ts";
import { entity, readGraphJson } from "./graph-json.ts";

export const FOLDER_PROPERTIES = [
  ..."id displayName parentFolderId childFolderCount unreadItemCount totalItemCount isHidden wellKnownName".split(" "),
];
export const FOLDER_ENTITY = "Microsoft.OutlookServices.MailFolder";

/** "/" parts the names of a path in the configuration. */
const named = {
  displayName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^/\x00-\x1f\x7f]*$/, "a name without '/' and control characters was expected"),
};
const newFolder = entity({ ...named, isHidden: z.literal(false, "hidden folders can't be made here").optional() });
const changedFolder = entity(named);

export async function readFolderName(c: Context, of: "new" | "changed"): Promise<string> {
  return (await readGraphJson(c, of === "new" ? newFolder : changedFolder, FOLDER_ENTITY)).displayName;
}

/** Recoverable Items, and what Outlook keeps for itself. */
export function isHidden({ mailboxes }: HttpServices, folder: Folder): boolean {
  return folder.wellKnown === "scheduled" || mailboxes.folders.isWithin(folder, "recoverableitemsroot");
}

export interface FolderShape {
  /** Undefined: all properties. */
  readonly select: readonly string[] | undefined;
  readonly expandsChildren: boolean;
}

/** $expand=childFolders, the one thing that folders are expanded by here. */
export function readFolderExpand(text: string | undefined): boolean {
  if (text === undefined) return false;
  if (/^\s*childFolders\s*$/i.test(text)) return true;
  throw badQuery(`Folders can be expanded here by childFolders, not by '${text.slice(0, 100)}'.`);
}

export async function showFolder(
  services: HttpServices,
  folder: Folder,
  version: GraphVersion,
  { select, expandsChildren }: FolderShape = { select: undefined, expandsChildren: false },
): Promise<Record<string, unknown>> {
  const { mailboxes } = services;
  const { total, unread } = await mailboxes.count(folder.id);
  const children = mailboxes.folders.all(folder.mailbox).filter((child) => child.parentId === folder.id);
  const all: Record<string, unknown> = {
    id: folderId(folder.id),
    displayName: folder.name,
    parentFolderId: folder.parentId === null ? null : folderId(folder.parentId),
    childFolderCount: children.length,
    unreadItemCount: unread,
    totalItemCount: total,
    isHidden: isHidden(services, folder),
    // v1.0 has no such property.
    ...(version === "beta" && { wellKnownName: folder.wellKnown }),
  };
  const shown = select ? Object.fromEntries(["id", ...select].map((name) => [name, all[name]])) : all;
  if (!expandsChildren) return shown;
  const seen = children.filter((child) => isHidden(services, folder) || !isHidden(services, child));
  const below = [];
  for (const child of seen) below.push(await showFolder(services, child, version, { select, expandsChildren: false }));
  return { ...shown, childFolders: below };
}
