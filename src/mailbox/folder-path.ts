// Where a folder stands, in words.
import type { Folder, Folders } from "./folders.ts";

/** "Inbox", "Projects/2026", "Recoverable Items/Purges"; the root that holds a user's folders isn't named. */
export function folderPath(folders: Folders, folder: Folder): string {
  const names: string[] = [];
  let at: Folder | undefined = folder;
  while (at) {
    if (at.wellKnown !== "msgfolderroot" && at.wellKnown !== "archivemsgfolderroot") names.unshift(at.name);
    at = at.parentId === null ? undefined : folders.get(at.parentId);
  }
  return names.join("/");
}
