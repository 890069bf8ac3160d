// A folder by the path that a rule names: names below the root, in any case.
import type { Folder, Folders } from "./folders.ts";

/** "Projects/2026", "Deleted Items", or as New-InboxRule writes it, "bob@contoso.com:\Projects\2026". Nothing is created. */
export function findFolder(folders: Folders, mailbox: string, path: string): Folder | undefined {
  const names = path
    .replace(/^[^:/\\]*:(?=[/\\])/, "")
    .split(/[/\\]/)
    .filter((name) => name !== "");
  const all = folders.all(mailbox);
  let at = folders.wellKnown(mailbox, "msgfolderroot");
  for (const name of names) {
    const parent = at?.id;
    at = all.find((folder) => folder.parentId === parent && folder.name.toLowerCase() === name.toLowerCase());
    if (!at) return undefined;
  }
  return names.length > 0 ? at : undefined;
}
