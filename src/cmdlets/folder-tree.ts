// The folders of a mailbox with what each holds, alone and together with those below it.
import type { FolderTotals, TopSubject } from "../mailbox/folder-statistics.ts";
import type { Folder } from "../mailbox/folders.ts";

export interface FolderNode {
  readonly folder: Folder;
  /** The folder itself first, its root last. */
  readonly ancestry: readonly Folder[];
  /** "/Inbox", "/Projects/2026", "/Purges"; of a root its name. */
  readonly path: string;
  readonly totals: FolderTotals | undefined;
  readonly topSubject: TopSubject | undefined;
  /** With all folders below. */
  readonly itemsBelow: number;
  readonly sizeBelow: number;
}

export function folderTree(
  folders: readonly Folder[],
  totals: ReadonlyMap<number, FolderTotals>,
  topSubjects: ReadonlyMap<number, TopSubject> = new Map(),
): FolderNode[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const sums = new Map(folders.map(({ id }) => [id, { items: 0, size: 0 }]));
  const ancestries = folders.map((folder) => ancestryOf(folder, byId));
  for (const [folder, ...above] of ancestries) {
    const own = folder && totals.get(folder.id);
    if (!own) continue;
    for (const { id } of [folder, ...above]) {
      const sum = sums.get(id);
      if (!sum) continue;
      sum.items += own.items;
      sum.size += own.size;
    }
  }
  return folders.map((folder, index): FolderNode => {
    const ancestry = ancestries[index] ?? [folder];
    return {
      folder,
      ancestry,
      path: pathOf(ancestry),
      totals: totals.get(folder.id),
      topSubject: topSubjects.get(folder.id),
      itemsBelow: sums.get(folder.id)?.items ?? 0,
      sizeBelow: sums.get(folder.id)?.size ?? 0,
    };
  });
}

function ancestryOf(folder: Folder, byId: ReadonlyMap<number, Folder>): Folder[] {
  const ancestry = [folder];
  let at = folder.parentId === null ? undefined : byId.get(folder.parentId);
  while (at && !ancestry.includes(at)) {
    ancestry.push(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return ancestry;
}

function pathOf(ancestry: readonly Folder[]): string {
  const below = ancestry.length > 1 ? ancestry.slice(0, -1) : ancestry;
  return below.map(({ name }) => `/${name}`).reduceRight((path, name) => path + name, "");
}
