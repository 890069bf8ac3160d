// A database in a folder of its own, for the tests beside this file and others that need one.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../../src/database/database.ts";
import { openSqlite } from "../../../src/database/sqlite.ts";
import { afterEachTest } from "../../support/after-each-test.ts";

const cleanups: (() => unknown)[] = [];

/** Runs after the test, last first. */
export function cleanUp(work: () => unknown): void {
  cleanups.push(work);
}

afterEachTest(async () => {
  while (cleanups.length > 0) await cleanups.pop()?.();
});

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function database(file = join(folder(), "sandbox.sqlite")): Database {
  const db = openSqlite(file, { durable: false });
  cleanUp(() => db.close().catch(() => undefined));
  return db;
}

/** The engine may not grow beyond what it has plus so many pages: a full disk without one. */
export async function leaveRoomFor(db: Database, pages: number): Promise<void> {
  await db.write(async function limitPages(tx) {
    const { page_count: now } = (await tx.get<{ page_count: number }>("PRAGMA page_count")) ?? { page_count: 0 };
    await tx.get(`PRAGMA max_page_count = ${now + pages}`);
  });
}

export async function giveRoom(db: Database): Promise<void> {
  await db.write(async (tx) => void (await tx.get("PRAGMA max_page_count = 1000000")));
}
