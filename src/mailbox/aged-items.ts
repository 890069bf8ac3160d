// Items of a certain age, found in slices that hold nobody up: by the time of receipt, in whose order a folder lies.
import type { Database } from "../database/database.ts";
import { lastFolder } from "./well-known-folders.ts";

export interface AgedItem {
  readonly id: number;
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  /** An item is never older than its receipt, so what came in later was not moved earlier. */
  readonly modifiedAt: number;
}

/** A folder, and the time before which its items were received. */
export type AgeLimit = readonly [folderId: number, receivedBefore: number];

/** Rows of one slice. */
export const SLICE = 2000;
/** Folders that one statement looks into. */
const FOLDERS = 1000;

/** Those of the folders that hold something so old. `limits` is asked for some at a time, and others have their turn. */
export async function* withOlder(db: Database, limits: Iterable<AgeLimit>): AsyncGenerator<AgeLimit> {
  for (const some of inSlices(limits)) {
    const found = await db.all<{ folderId: number; before: number }>(
      `SELECT asked.value ->> 0 AS "folderId", asked.value ->> 1 AS before FROM json_each($1) AS asked
       WHERE EXISTS (SELECT 1 FROM item WHERE folder_id = asked.value ->> 0 AND received_at < asked.value ->> 1)`,
      [JSON.stringify(some)],
    );
    for (const { folderId, before } of found) yield [folderId, before];
    await nextTurn();
  }
}

function* inSlices(limits: Iterable<AgeLimit>): Generator<readonly AgeLimit[]> {
  let slice: AgeLimit[] = [];
  for (const limit of limits) {
    slice.push(limit);
    if (slice.length < FOLDERS) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** Oldest first. */
export async function* slicesOfOlder(db: Database, [folderId, before]: AgeLimit): AsyncGenerator<readonly AgedItem[]> {
  for (let [at, id] = [-1, 0]; ; ) {
    const slice = await db.all<AgedItem>(
      `SELECT id, received_at AS "receivedAt", modified_at AS "modifiedAt" FROM item
       WHERE folder_id = $1 AND received_at < $2 AND (received_at > $3 OR (received_at = $3 AND id > $4))
       ORDER BY received_at, id LIMIT ${SLICE}`,
      [folderId, before, at, id],
    );
    if (slice.length > 0) yield slice;
    const last = slice.at(-1);
    if (!last || slice.length < SLICE) return;
    [at, id] = [last.receivedAt, last.id];
    await nextTurn();
  }
}

/** Only those that are still in the folder. */
export async function removeAged(db: Database, folderId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.write(async function removeAgedItems(tx) {
    await tx.run("DELETE FROM item WHERE id IN (SELECT value FROM json_each($1)) AND folder_id = $2", [
      JSON.stringify(ids),
      folderId,
    ]);
  });
}

export async function moveAged(
  db: Database,
  [from, to]: readonly [from: number, to: number],
  ids: readonly number[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  await db.write(async function moveAgedItems(tx) {
    await tx.run(
      `UPDATE item SET folder_id = $1, modified_at = $2, last_folder_id = ${lastFolder()}
       WHERE id IN (SELECT value FROM json_each($3)) AND folder_id = $4`,
      [to, now, JSON.stringify(ids), from],
    );
  });
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
