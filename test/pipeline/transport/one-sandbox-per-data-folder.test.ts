import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { DataFolderError } from "../../../src/database/database.ts";
import { SCHEMA } from "../../../src/database/migrations.ts";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

it("a second sandbox on the same data is refused in words, the first works on", async () => {
  const data = newFolder();
  const on = await sandbox({ config: tenant(), data });
  await expect(sandbox({ config: tenant(), data })).rejects.toThrow(
    `The data folder ${data} is in use by another recall-sandbox (process ${process.pid}). Stop that one, or give this one a folder of its own with --data.`,
  );
  await submit(on, { subject: "Still here" });
  expect(await subjects(on, "bob")).toEqual(["Still here"]);
});

it("the folder is free once its sandbox stopped, and mail is still there", async () => {
  const data = newFolder();
  const first = await sandbox({ config: tenant(), data });
  await submit(first, { subject: "Kept" });
  await first.stop();
  const second = await sandbox({ config: tenant(), data });
  expect(await subjects(second, "bob")).toEqual(["Kept"]);
});

it("a folder that a newer version wrote is refused in words, and is free afterwards", async () => {
  const data = newFolder();
  const file = join(data, "sandbox.sqlite");
  const newer = new DatabaseSync(file);
  newer.exec("PRAGMA user_version = 99");
  newer.close();
  for (const _ of [1, 2]) {
    await expect(sandbox({ config: tenant(), data })).rejects.toThrow(
      new DataFolderError(
        `${file} was written by a newer recall-sandbox (schema 99, this one knows ${SCHEMA}). Update recall-sandbox, or use another --data folder.`,
      ),
    );
  }
});
