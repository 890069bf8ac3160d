import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Database, DatabaseFullError, type Tx } from "../../../src/database/database.ts";
import { openSqlite } from "../../../src/database/sqlite.ts";
import { cleanUp, database, folder, giveRoom, leaveRoomFor } from "./support.ts";

const note = (tx: Tx, name: string, value = "") =>
  tx.run("INSERT INTO meta (name, value) VALUES ($1, $2)", [name, value]);

async function notes(db: Database): Promise<string[]> {
  return (await db.all<{ name: string }>("SELECT name FROM meta ORDER BY rowid")).map((row) => row.name);
}

const messageOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === "rejected" ? String((outcome.reason as Error).message) : "fulfilled";

describe("write()", () => {
  it("resolves once what was written can be read, with the closure's value", async () => {
    const db = database();
    const value = await db.write(async (tx) => {
      await note(tx, "a");
      return 42;
    });
    expect(value).toBe(42);
    expect(await notes(db)).toEqual(["a"]);
  });

  it("sees its own rows before they are committed; nobody else does", async () => {
    const db = database();
    let outside: Promise<string[]> | undefined;
    const inside = await db.write(async (tx) => {
      await note(tx, "a");
      outside = notes(db);
      return tx.all<{ name: string }>("SELECT name FROM meta");
    });
    expect(inside).toEqual([{ name: "a" }]);
    expect(await outside).toEqual([]);
  });

  it("runs closures one after another in the order they were given", async () => {
    const db = database();
    const order: string[] = [];
    const closure = (name: string) => async (tx: Tx) => {
      order.push(`${name} begins`);
      await note(tx, name);
      await note(tx, `${name}, again`);
      order.push(`${name} ends`);
    };
    await Promise.all([db.write(closure("first")), db.write(closure("second")), db.write(closure("third"))]);
    expect(order).toEqual(["first begins", "first ends", "second begins", "second ends", "third begins", "third ends"]);
    expect(await notes(db)).toEqual(["first", "first, again", "second", "second, again", "third", "third, again"]);
  });

  it("runs what is written from within a closure, or after it, in a later commit", async () => {
    const db = database();
    let inner: Promise<unknown> | undefined;
    await db.write(async (tx) => {
      inner = db.write((later) => note(later, "inner"));
      await note(tx, "outer");
    });
    expect(await notes(db)).toEqual(["outer"]);
    await inner;
    expect(await notes(db)).toEqual(["outer", "inner"]);
  });

  it("lets a failing closure fail alone", async () => {
    const db = database();
    const outcomes = await Promise.allSettled([
      db.write((tx) => note(tx, "before")),
      db.write(async (tx) => {
        await note(tx, "undone");
        throw new Error("changed my mind");
      }),
      db.write(async (tx) => {
        await note(tx, "undone too");
        await tx.run("INSERT INTO no_such_table VALUES (1)");
      }),
      db.write((tx) => note(tx, "after")),
    ]);
    expect(outcomes.map(messageOf)).toEqual([
      "fulfilled",
      "changed my mind",
      "no such table: no_such_table",
      "fulfilled",
    ]);
    expect(await notes(db)).toEqual(["before", "after"]);
  });

  it("keeps what a closure wrote that caught its own failing statement", async () => {
    const db = database();
    await db.write(async (tx) => {
      await note(tx, "a");
      await note(tx, "a").catch(() => note(tx, "a was there"));
    });
    expect(await notes(db)).toEqual(["a", "a was there"]);
  });

  it("fails a closure that throws before it gave a promise, and goes on", async () => {
    const db = database();
    const outcomes = await Promise.allSettled([
      db.write((tx) => note(tx, "before")),
      db.write(() => {
        throw new Error("not even a promise");
      }),
      db.write((tx) => note(tx, "after")),
    ]);
    expect(outcomes.map(messageOf)).toEqual(["fulfilled", "not even a promise", "fulfilled"]);
    expect(await notes(db)).toEqual(["before", "after"]);
  });
});

describe("a write that awaits something other than its transaction", () => {
  it("is undone, is rejected with its name, and the batch goes on", async () => {
    const db = database();
    const outcomes = await Promise.allSettled([
      db.write((tx) => note(tx, "before")),
      db.write(async function dawdle(tx) {
        await note(tx, "undone");
        await delay(1);
        await note(tx, "never");
      }),
      db.write((tx) => note(tx, "after")),
    ]);
    expect(outcomes.map(messageOf)).toEqual([
      "fulfilled",
      "A write awaited something other than its transaction and was undone: dawdle",
      "fulfilled",
    ]);
    await delay(20);
    expect(await notes(db)).toEqual(["before", "after"]);
  });

  it("shows its beginning where it has no name", async () => {
    const db = database();
    await expect(db.write(async () => void (await new Promise(setImmediate)))).rejects.toThrow(
      /and was undone: async \(\) => void .*new Promise\(setImmediate\)/,
    );
  });

  it("can't use its transaction later", async () => {
    const db = database();
    let late: Promise<unknown> = Promise.resolve();
    const undone = db.write(async (tx) => {
      late = delay(5).then(() => note(tx, "late"));
      late.catch(() => undefined);
      await late;
    });
    await expect(undone).rejects.toThrow("was undone");
    await expect(late).rejects.toThrow("This transaction has ended");
    expect(await notes(db)).toEqual([]);
  });

  it("may look at the reader, which settles at once and shows what was committed before", async () => {
    const db = database();
    const seen = await db.write(async (tx) => {
      await note(tx, "a");
      return db.all("SELECT name FROM meta");
    });
    expect(seen).toEqual([]);
  });
});

describe("afterCommit()", () => {
  it("runs once the rows are on disk, and not for a closure that failed", async () => {
    const db = database();
    const heard: string[] = [];
    const outcomes = await Promise.allSettled([
      db.write(async (tx) => {
        tx.afterCommit(() => heard.push("kept"));
        await note(tx, "a");
      }),
      db.write(async (tx) => {
        tx.afterCommit(() => heard.push("undone"));
        throw new Error("no");
      }),
    ]);
    expect(outcomes.map(messageOf)).toEqual(["fulfilled", "no"]);
    expect(heard).toEqual(["kept"]);
  });
});

describe("a full disk", () => {
  const big = "x".repeat(200_000);

  it("rejects every write of the batch with DatabaseFullError and keeps none of it", async () => {
    const db = database();
    await leaveRoomFor(db, 10);
    const outcomes = await Promise.allSettled([
      db.write((tx) => note(tx, "small")),
      db.write((tx) => note(tx, "big", big)),
      db.write((tx) => note(tx, "small too")),
    ]);
    for (const outcome of outcomes) {
      expect(outcome.status === "rejected" && outcome.reason).toBeInstanceOf(DatabaseFullError);
    }
    expect(await notes(db)).toEqual([]);
  });

  it("is over once there is room again", async () => {
    const db = database();
    await leaveRoomFor(db, 10);
    await expect(db.write((tx) => note(tx, "big", big))).rejects.toBeInstanceOf(DatabaseFullError);
    await giveRoom(db);
    await db.write((tx) => note(tx, "big", big));
    expect(await notes(db)).toEqual(["big"]);
  });

  it("reaches a closure that swallowed the error too", async () => {
    const db = database();
    await leaveRoomFor(db, 10);
    const outcomes = await Promise.allSettled([
      db.write((tx) => note(tx, "small")),
      db.write((tx) => note(tx, "big", big).catch(() => 0)),
      db.write((tx) => note(tx, "small too")),
    ]);
    for (const outcome of outcomes) {
      expect(outcome.status === "rejected" && outcome.reason).toBeInstanceOf(DatabaseFullError);
    }
    expect(await notes(db)).toEqual([]);
  });

  it("does not call afterCommit", async () => {
    const db = database();
    await leaveRoomFor(db, 10);
    let called = false;
    await expect(
      db.write(async (tx) => {
        tx.afterCommit(() => {
          called = true;
        });
        await note(tx, "big", big);
      }),
    ).rejects.toBeInstanceOf(DatabaseFullError);
    expect(called).toBe(false);
  });
});

describe("close()", () => {
  it("ends what was given before it and refuses what comes after", async () => {
    const file = join(folder(), "sandbox.sqlite");
    const db = openSqlite(file, { durable: true });
    const written = db.write((tx) => note(tx, "in time"));
    const closed = db.close();
    await expect(db.write((tx) => note(tx, "late"))).rejects.toThrow("The database is closed");
    await written;
    await closed;
    expect(await notes(database(file))).toEqual(["in time"]);
  });
});

it("a durable database syncs on every commit, an ephemeral one does not", async () => {
  for (const durable of [true, false]) {
    const db = openSqlite(join(folder(), "sandbox.sqlite"), { durable });
    cleanUp(() => db.close());
    const mode = await db.write((tx) => tx.get<{ synchronous: number }>("PRAGMA synchronous"));
    expect(mode?.synchronous).toBe(durable ? 2 : 0);
    expect(await db.write((tx) => tx.get("PRAGMA journal_mode"))).toEqual({ journal_mode: "wal" });
    expect(await db.write((tx) => tx.get("PRAGMA auto_vacuum"))).toEqual({ auto_vacuum: 2 });
  }
});
