import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openDataFolder, openEphemeralFolder } from "../../../src/database/data-folder.ts";
import { DataFolderError } from "../../../src/database/database.ts";
import { SCHEMA } from "../../../src/database/migrations.ts";
import { openSqlite } from "../../../src/database/sqlite.ts";
import { cleanUp, folder } from "./support.ts";

const SOURCE = new URL("../../../src/database/data-folder.ts", import.meta.url);

describe("the lock", () => {
  it("lets one in at a time; the refusal names folder, process and what to do", () => {
    const path = join(folder(), "new", "data");
    const first = openDataFolder(path);
    expect(() => openDataFolder(path)).toThrow(
      new DataFolderError(
        `The data folder ${path} is in use by another recall-sandbox (process ${process.pid}). ` +
          "Stop that one, or give this one a folder of its own with --data.",
      ),
    );
    first.release();
    openDataFolder(path).release();
  });

  it("holds against another process, and ends with it however it ends", async () => {
    const path = folder();
    const holder = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { openDataFolder } from ${JSON.stringify(SOURCE.href)};
         globalThis.held = openDataFolder(process.argv[1]); console.log("held"); setInterval(() => {}, 1000);`,
        path,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    cleanUp(() => holder.kill("SIGKILL"));
    await once(holder.stdout, "data");
    expect(() => openDataFolder(path)).toThrow(`in use by another recall-sandbox (process ${holder.pid})`);

    holder.kill("SIGKILL");
    await once(holder, "exit");

    openDataFolder(path).release();
  });
});

describe("a folder that can't be used", () => {
  it("is told in words: a file stands in its place", () => {
    const path = join(folder(), "file");
    writeFileSync(path, "");
    expect(() => openDataFolder(path)).toThrow(DataFolderError);
    expect(() => openDataFolder(path)).toThrow(`Cannot use the data folder ${path}: `);
  });

  it("is told in words: a newer recall-sandbox wrote it, and it stays as it is", () => {
    const file = join(folder(), "sandbox.sqlite");
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 99");
    newer.close();

    expect(() => openSqlite(file, { durable: true })).toThrow(
      new DataFolderError(
        `${file} was written by a newer recall-sandbox (schema 99, this one knows ${SCHEMA}). ` +
          "Update recall-sandbox, or use another --data folder.",
      ),
    );

    const after = new DatabaseSync(file);
    expect(after.prepare("SELECT count(*) AS tables FROM sqlite_master").get()).toEqual({ tables: 0 });
    after.close();
  });

  it("is told in words: its database is none", () => {
    const file = join(folder(), "sandbox.sqlite");
    writeFileSync(
      file,
      "This is a text of more than a hundred bytes that no program would take for a database. ".repeat(9),
    );
    expect(() => openSqlite(file, { durable: true })).toThrow(DataFolderError);
    expect(() => openSqlite(file, { durable: true })).toThrow(
      `${file} is not a database of recall-sandbox, or it is damaged`,
    );
  });
});

it("an ephemeral folder is for the user alone and goes when it is released", () => {
  const { path, release } = openEphemeralFolder();
  expect(statSync(path).mode & 0o077).toBe(0);
  writeFileSync(join(path, "x"), "");
  release();
  expect(existsSync(path)).toBe(false);
});

it("a database that is opened again has what was in it", async () => {
  const file = join(folder(), "sandbox.sqlite");
  const before = openSqlite(file, { durable: true });
  await before.write((tx) => tx.run("INSERT INTO meta (name, value) VALUES ('a', 'b')"));
  await before.close();
  const after = openSqlite(file, { durable: true });
  cleanUp(() => after.close());
  expect(await after.all("SELECT name, value FROM meta")).toEqual([{ name: "a", value: "b" }]);
});
