import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { schema1 } from "../../../src/database/schema-1.ts";
import { schema2 } from "../../../src/database/schema-2.ts";
import { schema3 } from "../../../src/database/schema-3.ts";
import { database, folder } from "./support.ts";

test("an item of before schema 4 is found by its envelope's sender", async () => {
  const file = join(folder(), "sandbox.sqlite");
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

test("lower() knows letters beyond ASCII, as PostgreSQL's does", async () => {
  expect(await database().get("SELECT lower('ÜBER Ärger') AS text")).toEqual({ text: "über ärger" });
});
