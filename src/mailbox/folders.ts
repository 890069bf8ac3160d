// Folders of a mailbox. Well-known names are Microsoft Graph's (mailFolder resource) and Exchange's for Recoverable Items.

import type { Database, Tx } from "../database/database.ts";
import type { Mailbox } from "../organization/organization.ts";

export interface Folder {
  readonly id: number;
  readonly mailbox: string;
  readonly parentId: number | null;
  readonly name: string;
  /** Lower case; null for a custom folder. */
  readonly wellKnown: string | null;
}

/** name, well-known name, well-known name of the parent. */
const WELL_KNOWN: readonly (readonly [string, string, string | null])[] = [
  ["Top of Information Store", "msgfolderroot", null],
  ["Inbox", "inbox", "msgfolderroot"],
  ["Drafts", "drafts", "msgfolderroot"],
  ["Sent Items", "sentitems", "msgfolderroot"],
  ["Deleted Items", "deleteditems", "msgfolderroot"],
  ["Junk Email", "junkemail", "msgfolderroot"],
  ["Outbox", "outbox", "msgfolderroot"],
  ["Archive", "archive", "msgfolderroot"],
  ["Scheduled", "scheduled", "msgfolderroot"],
  ["Recoverable Items", "recoverableitemsroot", null],
  ["Deletions", "recoverableitemsdeletions", "recoverableitemsroot"],
  ["Versions", "recoverableitemsversions", "recoverableitemsroot"],
  ["Purges", "recoverableitemspurges", "recoverableitemsroot"],
  ["DiscoveryHolds", "recoverableitemsdiscoveryholds", "recoverableitemsroot"],
];

const COLUMNS = `id, mailbox, parent_id AS "parentId", name, well_known AS "wellKnown"`;

/** All folders, held in memory beside their rows: they are few and every delivery asks for one. */
export class Folders {
  readonly #db: Database;
  readonly #byId = new Map<number, Folder>();
  readonly #wellKnown = new Map<string, Folder>();

  constructor(db: Database) {
    this.#db = db;
  }

  async load(): Promise<void> {
    this.#byId.clear();
    this.#wellKnown.clear();
    for (const folder of await this.#db.all<Folder>(`SELECT ${COLUMNS} FROM folder ORDER BY id`))
      this.#remember(folder);
  }

  /** Creates what a mailbox lacks, in one commit for all of them. */
  async ensure(mailboxes: readonly Mailbox[]): Promise<void> {
    if (mailboxes.every((mailbox) => this.hasAll(mailbox))) return;
    await this.#db.write((tx) => this.ensureIn(tx, mailboxes));
  }

  /** The same in a transaction of somebody else. */
  async ensureIn(tx: Tx, mailboxes: readonly Mailbox[]): Promise<void> {
    for (const mailbox of mailboxes) if (!this.hasAll(mailbox)) await this.#create(tx, mailbox);
  }

  wellKnown(mailbox: string, name: string): Folder | undefined {
    return this.#wellKnown.get(`${mailbox}/${name.toLowerCase()}`);
  }

  get(id: number): Folder | undefined {
    return this.#byId.get(id);
  }

  list(mailbox: string): Folder[] {
    return [...this.#byId.values()].filter((folder) => folder.mailbox === mailbox);
  }

  /** A folder of the owner's own; undefined where the parent has one of that name. */
  async add(parent: Folder, name: string): Promise<Folder | undefined> {
    return this.#db.write(async (tx) => {
      const known = await tx.get("SELECT id FROM folder WHERE parent_id = $1 AND lower(name) = lower($2)", [
        parent.id,
        name,
      ]);
      if (known) return undefined;
      const folder = await insert(tx, { mailbox: parent.mailbox, parentId: parent.id, name, wellKnown: null });
      tx.afterCommit(() => this.#remember(folder));
      return folder;
    });
  }

  /** Another name, another parent; undefined where the parent has one of that name. The caller rules out circles. */
  async change(
    folder: Folder,
    to: { readonly name?: string; readonly parentId?: number },
  ): Promise<Folder | undefined> {
    const changed = { ...folder, ...to };
    return this.#db.write(async (tx) => {
      const other = await tx.get(
        "SELECT id FROM folder WHERE parent_id = $1 AND lower(name) = lower($2) AND id <> $3",
        [changed.parentId, changed.name, folder.id],
      );
      if (other) return undefined;
      await tx.run("UPDATE folder SET name = $1, parent_id = $2 WHERE id = $3", [
        changed.name,
        changed.parentId,
        folder.id,
      ]);
      tx.afterCommit(() => this.#remember(changed));
      return changed;
    });
  }

  /** @returns false where something is still in it. */
  async remove(folder: Folder): Promise<boolean> {
    return this.#db.write(async (tx) => {
      const removed = await tx.run(
        `DELETE FROM folder WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM item WHERE folder_id = $1)
           AND NOT EXISTS (SELECT 1 FROM folder AS child WHERE child.parent_id = $1)`,
        [folder.id],
      );
      if (removed > 0) tx.afterCommit(() => this.#byId.delete(folder.id));
      return removed > 0;
    });
  }

  /** Is it the folder named so, or below it? */
  isWithin(folder: Folder, wellKnown: string): boolean {
    let at: Folder | undefined = folder;
    while (at) {
      if (at.wellKnown === wellKnown) return true;
      at = at.parentId === null ? undefined : this.#byId.get(at.parentId);
    }
    return false;
  }

  hasAll(mailbox: Mailbox): boolean {
    return (
      WELL_KNOWN.every(([, name]) => this.wellKnown(mailbox.address, name)) &&
      mailbox.folders.every((path) => this.#byPath(mailbox.address, path))
    );
  }

  async #create(tx: Tx, mailbox: Mailbox): Promise<void> {
    const created: Folder[] = [];
    const find = (name: string) =>
      created.find((folder) => folder.wellKnown === name) ?? this.wellKnown(mailbox.address, name);
    for (const [name, wellKnown, parent] of WELL_KNOWN) {
      if (find(wellKnown)) continue;
      const parentId = parent === null ? null : (find(parent)?.id ?? null);
      created.push(await insert(tx, { mailbox: mailbox.address, parentId, name, wellKnown }));
    }
    const root = find("msgfolderroot")?.id ?? null;
    for (const path of mailbox.folders) {
      let parentId = root;
      for (const name of path.split("/")) {
        const known = [...created, ...this.#byId.values()].find(
          (folder) => folder.mailbox === mailbox.address && folder.parentId === parentId && folder.name === name,
        );
        const folder = known ?? (await insert(tx, { mailbox: mailbox.address, parentId, name, wellKnown: null }));
        if (!known) created.push(folder);
        parentId = folder.id;
      }
    }
    tx.afterCommit(() => {
      for (const folder of created) this.#remember(folder);
    });
  }

  #byPath(mailbox: string, path: string): Folder | undefined {
    let at = this.wellKnown(mailbox, "msgfolderroot");
    for (const name of path.split("/")) {
      const parentId = at?.id;
      at = this.list(mailbox).find((folder) => folder.parentId === parentId && folder.name === name);
      if (!at) return undefined;
    }
    return at;
  }

  #remember(folder: Folder): void {
    this.#byId.set(folder.id, folder);
    if (folder.wellKnown) this.#wellKnown.set(`${folder.mailbox}/${folder.wellKnown}`, folder);
  }
}

async function insert(tx: Tx, folder: Omit<Folder, "id">): Promise<Folder> {
  const row = await tx.get<{ id: number }>(
    "INSERT INTO folder (mailbox, parent_id, name, well_known) VALUES ($1, $2, $3, $4) RETURNING id",
    [folder.mailbox, folder.parentId, folder.name, folder.wellKnown],
  );
  return { id: (row as { id: number }).id, ...folder };
}
