// A folder deleted for good with all that lies below it; its items go on to Recoverable Items or, where nothing keeps them, go
// too, in slices that hold nobody up.
import type { Folder } from "./folders.ts";
import type { MailboxStore } from "./mailbox-store.ts";
import { FOLDER_OF_DELETED, type PlaceOfDeleted } from "./where-deleted-goes.ts";

/** Items that one statement moves. */
const SLICE = 1000;

export async function deleteFolder(
  mailboxes: MailboxStore,
  folder: Folder,
  to: "deletions" | PlaceOfDeleted,
  now: number,
): Promise<void> {
  const { folders } = mailboxes;
  const name = to === "deletions" ? "recoverableitemsdeletions" : to === "gone" ? undefined : FOLDER_OF_DELETED[to];
  const target = name === undefined ? undefined : folders.wellKnown(folder.mailbox, name);
  for (const child of folders.all(folder.mailbox))
    if (child.parentId === folder.id) await deleteFolder(mailboxes, child, to, now);
  // Mail may still come in by a rule.
  const empty = () => (target ? mailboxes.moveSome(folder, target, SLICE, now) : mailboxes.removeSome(folder, SLICE));
  do while ((await empty()) > 0);
  while (!(await folders.remove(folder)));
}

/** "Projects", "Projects 2" …: the first that `parent` has not. */
export function freeName(mailboxes: MailboxStore, parent: Folder, wanted: string): string {
  const taken = new Set<string>();
  for (const folder of mailboxes.folders.all(parent.mailbox))
    if (folder.parentId === parent.id) taken.add(folder.name.toLowerCase());
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
