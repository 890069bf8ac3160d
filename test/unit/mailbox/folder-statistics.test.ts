import { expect, test } from "vitest";
import type { Database } from "../../../src/database/database.ts";
import { readFolderTotals, readTopSubjects } from "../../../src/mailbox/folder-statistics.ts";
import { NOON } from "../../support/sandbox.ts";
import { database } from "../database/support.ts";

const ALICE = "alice@contoso.com";

/** Two mailboxes, `count` items in one folder of the first and one in the second's. */
async function filled(count: number): Promise<{ db: Database; inbox: number }> {
  const db = database();
  const inbox = await db.write(async (tx) => {
    const folder = async (mailbox: string) => {
      const row = await tx.get<{ id: number }>(
        "INSERT INTO folder (mailbox, parent_id, name) VALUES ($1, NULL, 'Inbox') RETURNING id",
        [mailbox],
      );
      return row?.id ?? 0;
    };
    const [own, other] = [await folder(ALICE), await folder("bob@contoso.com")];
    const put = (mailbox: string, folderId: number, index: number) =>
      tx.run(
        `INSERT INTO item (mailbox, folder_id, content_id, message_id, search_key, message_class, subject, sender,
           received_at, modified_at, network_message_id, size)
         VALUES ($6, $1, 1, '', '', 'IPM.Note', $2, 's', $3, $4, '', $5)`,
        [folderId, `Subject ${index % 3}`, NOON + index, NOON + 2 * index, index, mailbox],
      );
    for (let index = 1; index <= count; index += 1) await put(ALICE, own, index);
    await put("bob@contoso.com", other, 5000);
    return own;
  });
  return { db, inbox };
}

/** A database that counts how often it is asked. */
function counted(db: Database): { db: Database; asked: () => number } {
  let asked = 0;
  const all: Database["all"] = (sql, params) => {
    asked += 1;
    return db.all(sql, params);
  };
  return { db: { ...db, all }, asked: () => asked };
}

test("a folder's totals, of its mailbox alone, from one statement", async () => {
  const { db, inbox } = await filled(200);
  const counting = counted(db);
  const totals = await readFolderTotals(counting.db, ALICE);
  expect([...totals.keys()]).toEqual([inbox]);
  expect(totals.get(inbox)).toMatchObject({
    items: 200,
    size: 20_100,
    oldestReceivedAt: NOON + 1,
    newestReceivedAt: NOON + 200,
    oldestModifiedAt: NOON + 2,
    newestModifiedAt: NOON + 400,
  });
  expect(counting.asked()).toBe(1);
});

test("the subject of the most bytes, with its newest item", async () => {
  const { db, inbox } = await filled(9);
  const counting = counted(db);
  expect((await readTopSubjects(counting.db, ALICE)).get(inbox)).toMatchObject({
    subject: "Subject 0",
    items: 3,
    size: 18,
    receivedAt: NOON + 9,
  });
  expect(counting.asked()).toBe(1);
});

test("a mailbox without items has no totals", async () => {
  const { db } = await filled(0);
  expect([...(await readFolderTotals(db, ALICE)).keys(), ...(await readTopSubjects(db, ALICE)).keys()]).toEqual([]);
});
