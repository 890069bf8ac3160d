// The data folder: one process at a time, by a lock that ends with the process however it ends.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeFolder } from "../runtime/make-folder.ts";
import { DataFolderError } from "./database.ts";

export interface DataFolder {
  readonly path: string;
  readonly databaseFile: string;
  readonly tlsFolder: string;
  readonly spoolFolder: string;
  release(): void;
}

export function openDataFolder(path: string): DataFolder {
  try {
    makeFolder(path);
  } catch (error) {
    throw new DataFolderError(`Cannot use the data folder ${path}: ${(error as Error).message}`);
  }
  const lock = lockFolder(path);
  return { ...layout(path), release: () => lock.close() };
}

/** A folder of its own that goes with the process. */
export function openEphemeralFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), "recall-sandbox-"));
  return { ...layout(path), release: () => rmSync(path, { recursive: true, force: true }) };
}

function layout(path: string) {
  return {
    path,
    databaseFile: join(path, "sandbox.sqlite"),
    tlsFolder: join(path, "tls"),
    spoolFolder: join(path, "spool"),
  };
}

/** SQLite's own file lock: the kernel lets go of it even after SIGKILL. */
function lockFolder(path: string): DatabaseSync {
  const pidFile = join(path, "pid");
  const lock = new DatabaseSync(join(path, "lock.sqlite"), { timeout: 0 });
  try {
    lock.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (x); COMMIT; BEGIN EXCLUSIVE;",
    );
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== 5) throw error;
    throw new DataFolderError(
      `The data folder ${path} is in use by another recall-sandbox (process ${readPid(pidFile)}). ` +
        "Stop that one, or give this one a folder of its own with --data.",
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return lock;
}

function readPid(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "unknown";
  }
}
