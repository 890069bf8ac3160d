// A folder of before keeps its rows and their ids, and no id of before is given again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it, test } from "vitest";
import { migrate } from "../../../src/database/migrations.ts";
import { schema1 } from "../../../src/database/schema-1.ts";
import { schema2 } from "../../../src/database/schema-2.ts";
import { schema3 } from "../../../src/database/schema-3.ts";
import { schema4 } from "../../../src/database/schema-4.ts";
import { Folders } from "../../../src/mailbox/folders.ts";
import { database, folder as temporary } from "./support.ts";

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

test("an item of before schema 4 is found by its envelope's sender", async () => {
  const file = join(temporary(), "sandbox.sqlite");
  const before = new DatabaseSync(file);
  before.exec(`${schema1} ${schema2} ${schema3} PRAGMA user_version = 3;
    INSERT INTO item (mailbox, folder_id, content_id, message_id, search_key, message_class, subject, sender,
      received_at, modified_at, network_message_id, size)
    VALUES ('bob@contoso.com', 1, 1, '<1@x>', '00', 'IPM.Note', 'Budget', 'Alice@Contoso.com', 0, 0, 'n', 1)`);
  before.close();
  expect(await database(file).all("SELECT subject, from_address FROM item")).toEqual([
    { subject: "Budget", from_address: "alice@contoso.com" },
  ]);
});

test("an item of before schema 5 has no MAPI properties; what was submitted is found by its search key", async () => {
  const file = join(temporary(), "sandbox.sqlite");
  const before = new DatabaseSync(file);
  before.exec(`${schema1} ${schema2} ${schema3} ${schema4} PRAGMA user_version = 4;
    INSERT INTO item (mailbox, folder_id, content_id, message_id, search_key, message_class, subject, sender,
      received_at, modified_at, network_message_id, size)
    VALUES ('bob@contoso.com', 1, 1, '<1@x>', '00', 'IPM.Note', 'Budget', 'alice@contoso.com', 0, 0, 'n', 1)`);
  before.close();
  const db = database(file);
  expect(await db.all("SELECT subject, mapi FROM item")).toEqual([{ subject: "Budget", mapi: null }]);
  const [step] = await db.all<{ detail: string }>(
    "EXPLAIN QUERY PLAN SELECT message_id FROM submitted WHERE search_key = '00'",
  );
  expect(step?.detail).toContain("submitted_search_key");
});

test("well-known folders of before schema 9 become numbers: items and folders below stay where they were", async () => {
  const file = join(temporary(), "sandbox.sqlite");
  const before = new DatabaseSync(file);
  const item = (id: number, folder: number) =>
    `INSERT INTO item (id, mailbox, folder_id, content_id, message_id, search_key, message_class, subject, sender,
       received_at, modified_at, network_message_id, size)
     VALUES (${id}, 'bob@contoso.com', ${folder}, 1, '<${id}@x>', '00', 'IPM.Note', 'Budget', 'alice@contoso.com', 0, 0, 'n', 1);`;
  before.exec(`${schema1} ${schema2} ${schema3} PRAGMA user_version = 3;
    INSERT INTO folder (id, mailbox, parent_id, name, well_known) VALUES
      (1, 'alice@contoso.com', NULL, 'Top of Information Store', 'msgfolderroot'),
      (4, 'bob@contoso.com', NULL, 'Top of Information Store', 'msgfolderroot'), (5, 'bob@contoso.com', 4, 'Inbox', 'inbox'),
      (6, 'bob@contoso.com', 5, 'Later', NULL), (7, 'bob@contoso.com', NULL, 'Purges', 'recoverableitemspurges');
    ${item(1, 5)} ${item(2, 6)} ${item(3, 7)}`);
  before.close();
  const folders = new Folders(database(file));
  await folders.load();
  const bob = (name: string) => folders.wellKnown("bob@contoso.com", name)?.id;
  expect(await database(file).all("SELECT id, folder_id AS folder FROM item ORDER BY id")).toEqual([
    { id: 1, folder: bob("inbox") },
    { id: 2, folder: 6 },
    { id: 3, folder: bob("recoverableitemspurges") },
  ]);
  expect(folders.get(6)).toMatchObject({ name: "Later", parentId: bob("inbox") });
  expect(folders.wellKnown("alice@contoso.com", "inbox")?.id).not.toBe(bob("inbox"));
});

test("lower() knows letters beyond ASCII, as PostgreSQL's does", async () => {
  expect(await database().get("SELECT lower('ÜBER Ärger') AS text")).toEqual({ text: "über ärger" });
});
