// A wipe is many commits: one that is killed in between is ended by the next start.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";

it("what a killed reset left is gone after the next start, and mail passes", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));
  const first = await sandbox({ config: tenant(), data });
  await submit(first, { subject: "Before" });
  await first.stop();
  // As the process leaves it when it dies behind the first slices.
  const db = new DatabaseSync(join(data, "sandbox.sqlite"));
  db.exec("INSERT INTO meta (name, value) VALUES ('reset-under-way', ''); DELETE FROM item; DELETE FROM leg;");
  db.close();

  const second = await sandbox({ config: tenant(), data });

  expect(await second.tracking.find({})).toEqual([]);
  expect((await second.journeys.list({}, { limit: 10 })).journeys).toEqual([]);
  await submit(second, { subject: "After" });
  expect(await subjects(second, "bob")).toEqual(["After"]);
  await second.stop();
  expect(await subjects(await sandbox({ config: tenant(), data }), "bob")).toEqual(["After"]);
});
