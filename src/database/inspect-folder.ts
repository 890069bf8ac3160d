// A look at a data folder without touching it: who holds it, which schema, how far ahead its time is.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { SCHEMA } from "./migrations.ts";

export interface FolderFacts {
  /** Process that runs on the folder, as it wrote itself down; "unknown" where it did not. */
  readonly heldBy?: string;
  /** Absent where there is none yet, or `unreadable` says why. */
  readonly database?: {
    /** 0 when the last process ended before it wrote any, or everything still waits in the log of writes. */
    readonly schema: number;
    /** The one that this program makes. */
    readonly knownSchema: number;
    readonly bytes: number;
    /** Milliseconds that mail's time is ahead of real time. */
    readonly clockOffsetMs: number;
    /** The last process did not close it; the next start recovers what is in the log of writes. */
    readonly isUnclean: boolean;
  };
  readonly unreadable?: string;
}

export function inspectDataFolder(path: string): FolderFacts {
  const file = join(path, "sandbox.sqlite");
  const heldBy = holder(path);
  const held = heldBy === undefined ? {} : { heldBy };
  if (!existsSync(file)) return held;
  try {
    // The log of writes of a folder that nobody holds would be recovered by whoever opens it in earnest.
    const isUnclean = heldBy === undefined && (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
    const facts = read(file, heldBy === undefined);
    return { ...held, database: { ...facts, knownSchema: SCHEMA, bytes: statSync(file).size, isUnclean } };
  } catch (error) {
    return { ...held, unreadable: (error as Error).message };
  }
}

/** SQLITE_BUSY on the lock file says that somebody holds it, however that one will end. */
function holder(path: string): string | undefined {
  const file = join(path, "lock.sqlite");
  if (!existsSync(file)) return undefined;
  try {
    query(file, false, (db) => db.prepare("SELECT count(*) FROM sqlite_master").get());
    return undefined;
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== 5) return undefined;
    try {
      return readFileSync(join(path, "pid"), "utf8").trim() || "unknown";
    } catch {
      return "unknown";
    }
  }
}

function read(file: string, isImmutable: boolean): { schema: number; clockOffsetMs: number } {
  return query(file, isImmutable, (db) => {
    const { user_version: schema } = db.prepare("PRAGMA user_version").get() as { user_version: number };
    const offset = schema === 0 ? undefined : db.prepare("SELECT value FROM meta WHERE name = 'clock-offset-ms'").get();
    return { schema, clockOffsetMs: Number((offset as { value: string } | undefined)?.value ?? 0) };
  });
}

/** An immutable file is read without a lock and without the log of writes: nothing is made beside it. */
function query<T>(file: string, isImmutable: boolean, ask: (db: DatabaseSync) => T): T {
  const url = pathToFileURL(file);
  url.search = isImmutable ? "?immutable=1" : "?mode=ro";
  const db = new DatabaseSync(url, { readOnly: true, timeout: 0 });
  try {
    return ask(db);
  } finally {
    db.close();
  }
}
