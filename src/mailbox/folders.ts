// Folders of a mailbox: the well-known ones by number, its owner's own as rows.
import type { Database, Tx } from "../database/database.ts";
import type { Mailbox } from "../organization/organization.ts";
import { WELL_KNOWN_FOLDERS, wellKnownChild, wellKnownId, wellKnownOf } from "./well-known-folders.ts";

export interface Folder {
  readonly id: number;
  readonly mailbox: string;
  readonly parentId: number | null;
  readonly name: string;
  /** Lower case; null for a custom folder. */
  readonly wellKnown: string | null;
}

const COLUMNS = `id, mailbox, parent_id AS "parentId", name, NULL AS "wellKnown"`;
/** New mailboxes in one write. */
const AT_ONCE = 5000;
const ARCHIVE = "archivemsgfolderroot";

/** Held in memory beside the rows: every delivery asks for one. */
export class Folders {
  readonly #db: Database;
  /** By primary address. */
  readonly #numbers = new Map<string, number>();
  readonly #addresses = new Map<number, string>();
  readonly #custom = new Map<number, Folder>();
  readonly #customOf = new Map<string, Map<number, Folder>>();

  constructor(db: Database) {
    this.#db = db;
  }

  async load(): Promise<void> {
    for (const map of [this.#numbers, this.#addresses, this.#custom, this.#customOf]) map.clear();
    for (const { id, address } of await this.#db.all<Numbered>("SELECT id, address FROM mailbox"))
      this.#number(id, address);
    for (const folder of await this.#db.all<Folder>(`SELECT ${COLUMNS} FROM folder ORDER BY id`))
      this.#remember(folder);
  }

  /** Creates what a mailbox lacks, in as few commits as leave the loop free. */
  async ensure(mailboxes: readonly Mailbox[]): Promise<void> {
    const lacking = mailboxes.filter((mailbox) => !this.hasAll(mailbox));
    for (let at = 0; at < lacking.length; at += AT_ONCE) {
      const some = lacking.slice(at, at + AT_ONCE);
      await this.#db.write((tx) => this.ensureIn(tx, some));
    }
  }

  /** The same in a transaction of somebody else. */
  async ensureIn(tx: Tx, mailboxes: readonly Mailbox[]): Promise<void> {
    const numbers = await this.#addNumbers(tx, mailboxes);
    for (const mailbox of mailboxes) {
      if (mailbox.folders.length > 0) await this.#addPaths(tx, mailbox, numbers.get(mailbox.address));
    }
  }

  wellKnown(mailbox: string, name: string): Folder | undefined {
    const number = this.#numbers.get(mailbox);
    const id = number === undefined ? undefined : wellKnownId(number, name.toLowerCase());
    return id === undefined ? undefined : this.get(id);
  }

  get(id: number): Folder | undefined {
    const known = wellKnownOf(id);
    if (!known) return this.#custom.get(id);
    const mailbox = this.#addresses.get(known.mailbox);
    if (mailbox === undefined) return undefined;
    const { name, wellKnown, parent } = known.folder;
    return {
      id,
      mailbox,
      parentId: parent === null ? null : (wellKnownId(known.mailbox, parent) ?? null),
      name,
      wellKnown,
    };
  }

  /** Without those of the online archive. */
  list(mailbox: string): Folder[] {
    return this.all(mailbox).filter((folder) => !this.isWithin(folder, ARCHIVE));
  }

  /** Of the online archive, whether the mailbox has one or not. */
  archive(mailbox: string): Folder[] {
    return this.all(mailbox).filter((folder) => this.isWithin(folder, ARCHIVE));
  }

  all(mailbox: string): Folder[] {
    const wellKnown = WELL_KNOWN_FOLDERS.map((folder) => this.wellKnown(mailbox, folder.wellKnown));
    return [...wellKnown.filter((folder) => folder !== undefined), ...(this.#customOf.get(mailbox)?.values() ?? [])];
  }

  /** Primary addresses of all that ever were. */
  mailboxes(): Iterable<string> {
    return this.#numbers.keys();
  }

  /** The online archive's folder of the same path, made where it lacks. @param folder below "msgfolderroot" */
  async archiveOf(folder: Folder): Promise<Folder | undefined> {
    if (folder.wellKnown === "msgfolderroot") return this.wellKnown(folder.mailbox, ARCHIVE);
    const parent = folder.parentId === null ? undefined : this.get(folder.parentId);
    const above = parent && (await this.archiveOf(parent));
    if (!above) return undefined;
    const there = this.#child([...(this.#customOf.get(folder.mailbox)?.values() ?? [])], above.id, folder.name);
    return there ? this.get(there.id) : this.add(above, folder.name);
  }

  /** A folder of the owner's own; undefined where the parent has one of that name. */
  async add(parent: Folder, name: string): Promise<Folder | undefined> {
    return this.#db.write(async (tx) => {
      if (this.#isTaken({ id: 0, mailbox: parent.mailbox, parentId: parent.id }, name)) return undefined;
      const folder = await insert(tx, { mailbox: parent.mailbox, parentId: parent.id, name });
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
      if (this.#isTaken(changed, changed.name)) return undefined;
      const values = [changed.name, changed.parentId, folder.id];
      await tx.run("UPDATE folder SET name = $1, parent_id = $2 WHERE id = $3", values);
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
      if (removed > 0) {
        tx.afterCommit(() => {
          this.#custom.delete(folder.id);
          this.#customOf.get(folder.mailbox)?.delete(folder.id);
        });
      }
      return removed > 0;
    });
  }

  /** Is it the folder named so, or below it? */
  isWithin(folder: Folder, wellKnown: string): boolean {
    let at: Folder | undefined = folder;
    while (at) {
      if (at.wellKnown === wellKnown) return true;
      at = at.parentId === null ? undefined : this.get(at.parentId);
    }
    return false;
  }

  hasAll(mailbox: Mailbox): boolean {
    return this.#numbers.has(mailbox.address) && mailbox.folders.every((path) => this.#byPath(mailbox.address, path));
  }

  async #addNumbers(tx: Tx, mailboxes: readonly Mailbox[]): Promise<ReadonlyMap<string, number>> {
    const lacking = mailboxes.map(({ address }) => address).filter((address) => !this.#numbers.has(address));
    const numbers = new Map(mailboxes.map(({ address }) => [address, this.#numbers.get(address) ?? 0]));
    if (lacking.length === 0) return numbers;
    const added = await tx.all<Numbered>(
      "INSERT INTO mailbox (address) SELECT value FROM json_each($1) RETURNING id, address",
      [JSON.stringify(lacking)],
    );
    for (const { id, address } of added) numbers.set(address, id);
    tx.afterCommit(() => {
      for (const { id, address } of added) this.#number(id, address);
    });
    return numbers;
  }

  async #addPaths(tx: Tx, { address, folders }: Mailbox, number = 0): Promise<void> {
    const created: Folder[] = [];
    for (const path of folders) {
      let parentId = wellKnownId(number, "msgfolderroot") ?? 0;
      for (const name of path.split("/")) {
        const known = this.#child([...created, ...(this.#customOf.get(address)?.values() ?? [])], parentId, name);
        const folder = known ?? (await insert(tx, { mailbox: address, parentId, name }));
        if (!known) created.push(folder as Folder);
        parentId = folder.id;
      }
    }
    tx.afterCommit(() => {
      for (const folder of created) this.#remember(folder);
    });
  }

  #byPath(mailbox: string, path: string): boolean {
    let at: { readonly id: number } | undefined = this.wellKnown(mailbox, "msgfolderroot");
    for (const name of path.split("/"))
      at = at && this.#child([...(this.#customOf.get(mailbox)?.values() ?? [])], at.id, name);
    return at !== undefined;
  }

  #child(custom: readonly Folder[], parentId: number, name: string): { readonly id: number } | undefined {
    const id = wellKnownChild(parentId, name);
    return id === undefined ? custom.find((folder) => folder.parentId === parentId && folder.name === name) : { id };
  }

  #number(id: number, address: string): void {
    this.#numbers.set(address, id);
    this.#addresses.set(id, address);
  }

  #remember(folder: Folder): void {
    this.#custom.set(folder.id, folder);
    const others = this.#customOf.get(folder.mailbox) ?? new Map<number, Folder>();
    this.#customOf.set(folder.mailbox, others.set(folder.id, folder));
  }

  #isTaken({ id, mailbox, parentId }: Pick<Folder, "id" | "mailbox" | "parentId">, name: string): boolean {
    const wanted = name.toLowerCase();
    const siblings = this.all(mailbox).filter((folder) => folder.parentId === parentId && folder.id !== id);
    return siblings.some((sibling) => sibling.name.toLowerCase() === wanted);
  }
}

interface Numbered {
  readonly id: number;
  readonly address: string;
}

async function insert(tx: Tx, folder: Omit<Folder, "id" | "wellKnown">): Promise<Folder> {
  const row = await tx.get<{ id: number }>(
    "INSERT INTO folder (mailbox, parent_id, name) VALUES ($1, $2, $3) RETURNING id",
    [folder.mailbox, folder.parentId, folder.name],
  );
  return { id: (row as { id: number }).id, ...folder, wellKnown: null };
}
