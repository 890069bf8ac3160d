// Which folders came, changed, or went since a client last asked; one whose items changed is one whose counts did.
// Microsoft Graph: mailFolder: delta
import type { Context, Hono } from "hono";
import type { Folder } from "../../../mailbox/folders.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import type { HttpServices } from "../../services.ts";
import { deltaLink, pageSize, readDelta } from "./delta-token.ts";
import { FOLDER_ENTITY, FOLDER_PROPERTIES, isHidden, showFolder } from "./folder-view.ts";
import { type GraphVersion, MAILBOX_PATHS, requestedMailbox } from "./graph-context.ts";
import { folderId } from "./graph-ids.ts";
import { publicUrl } from "./public-url.ts";
import { readBoolean, readOptions, readSelect } from "./query-options.ts";

export function addFolderDeltaRoute(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MAILBOX_PATHS)
    for (const name of ["delta", "delta()"])
      routes.get(`${path}/mailFolders/${name}`, (c) => delta(c, services, version));
}

/** A mailbox has few folders; a page is a slice of what changed, by id. */
async function delta(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const { changes, clock } = services;
  const given = readOptions(c, ["select", "top", "includeHiddenFolders", "skiptoken", "deltatoken"]);
  const state = await readDelta(c, services, mailbox, undefined, given);
  const { options } = state;
  const select = readSelect(options.select, FOLDER_PROPERTIES, FOLDER_ENTITY);
  const size = pageSize(c, given.top ?? options.top ?? "100");
  const head = await changes.position();
  const showsHidden = readBoolean("includeHiddenFolders", options.includeHiddenFolders);
  const present = listed(services, mailbox, showsHidden);
  const changed =
    state.after === undefined ? undefined : await changes.ofFolders(mailbox.address, [...present.keys()], state.since);
  // What changes between two pages may lie before the second: the next round begins where this one's first page did.
  const end = !changed ? state.since : state.first ? (state.after ?? head) : head;
  const all = [...(changed ?? present.keys())].sort((one, other) => one - other);
  const left = all.filter((id) => id > (state.first?.id ?? 0));
  const value: object[] = [];
  for (const id of left.slice(0, size)) {
    const folder = present.get(id);
    if (folder) value.push(await showFolder(services, folder, version, { select, expandsChildren: false }));
    else if (!services.mailboxes.folders.get(id)) value.push({ id: folderId(id), "@removed": { reason: "deleted" } });
  }
  const context = { "@odata.context": `${publicUrl(c).origin}/${version}/$metadata#Collection(mailFolder)` };
  if (left.length > size) {
    const next = { ...state, ...(changed && { after: end }), first: { receivedAt: 0, id: left[size - 1] ?? 0 } };
    return c.json({ ...context, "@odata.nextLink": deltaLink(c, "skiptoken", next), value });
  }
  const { first: _, ...ended } = state;
  const next = { ...ended, at: clock.now(), since: end, after: end };
  return c.json({ ...context, "@odata.deltaLink": deltaLink(c, "deltatoken", next), value });
}

function listed(services: HttpServices, { address }: Mailbox, showsHidden: boolean): Map<number, Folder> {
  const { folders } = services.mailboxes;
  const shown = folders
    .list(address)
    .filter((folder) => folder.wellKnown !== "msgfolderroot" && (showsHidden || !isHidden(services, folder)));
  return new Map(shown.map((folder) => [folder.id, folder]));
}
