// The folders of a mailbox with what lies in them; Recoverable Items too, where a recall puts what is held.
import type { Folder } from "./graph.ts";

interface FolderChoiceProps {
  readonly folders: readonly Folder[];
  /** Id, or well-known name. */
  readonly chosen: string;
  readonly choose: (folder: string) => void;
  readonly mailbox: string;
}

export interface ListedFolder extends Folder {
  /** "Recoverable Items / Purges" */
  readonly path: string;
}

export const listed = (folders: readonly Folder[], above = ""): ListedFolder[] =>
  folders.flatMap((folder) => {
    const path = `${above}${folder.displayName}`;
    return [{ ...folder, path }, ...listed(folder.childFolders ?? [], `${path} / `)];
  });

export const keyOf = ({ id, wellKnownName }: Folder): string => wellKnownName ?? id;

export function FolderChoice({ folders, chosen, choose, mailbox }: FolderChoiceProps) {
  return (
    <select
      class="folder"
      value={chosen}
      aria-label={`Folder of ${mailbox}`}
      onChange={(event) => choose(event.currentTarget.value)}
      data-testid="folder"
    >
      {folders.length === 0 && <option value={chosen}>…</option>}
      {listed(folders).map((folder) => (
        <option key={folder.id} value={keyOf(folder)}>
          {folder.path}
          {counted(folder)}
        </option>
      ))}
    </select>
  );
}

const counted = ({ totalItemCount: total, unreadItemCount: unread }: Folder): string =>
  total === 0 ? "" : unread === 0 ? ` · ${total}` : ` · ${total}, ${unread} unread`;
