// A folder of before keeps its rows and their ids, and no id of before is given again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { migrate } from "../../../src/database/migrations.ts";
import { schema1 } from "../../../src/database/schema-1.ts";
import { schema2 } from "../../../src/database/schema-2.ts";

it("schema 2 becomes the newest: rows, ids and indexes are as they were, and ids are not given twice", () => {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  const file = join(folder, "sandbox.sqlite");
  const db = new DatabaseSync(file);
  db.exec(`${schema1} ${schema2} PRAGMA user_version = 2;`);
  db.exec(`INSERT INTO folder (id, mailbox, name) VALUES (7, 'bob@contoso.com', 'Inbox');
    INSERT INTO recall_event (id, request_message_id, at, status) VALUES (9, '<1@x>', 5, 'recalled');
    INSERT INTO sink_message (id, at, sender, recipients, message_id, subject, content_id) VALUES (3, 1, 'a', '[]', 'm', 's', 1);`);
  const named = () =>
    db
      .prepare("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      .all()
      .map((row) => row.name);
  const before = named();

  migrate(db, file);

  expect(named()).toEqual(expect.arrayContaining(before));
  expect(db.prepare("SELECT id, mailbox, name FROM folder").get()).toEqual({
    id: 7,
    mailbox: "bob@contoso.com",
    name: "Inbox",
  });
  db.exec("DELETE FROM folder; DELETE FROM recall_event; DELETE FROM sink_message");
  const next = (sql: string) => db.prepare(`${sql} RETURNING id`).get()?.id;
  expect(next("INSERT INTO folder (mailbox, name) VALUES ('bob@contoso.com', 'Inbox')")).toBe(8);
  expect(next("INSERT INTO recall_event (request_message_id, at, status) VALUES ('<2@x>', 6, 'failed')")).toBe(10);
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
