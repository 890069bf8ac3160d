import { expect, test } from "vitest";
import type { SqlValue } from "../../../src/database/database.ts";
import { itemConditions, itemOrder } from "../../../src/mailbox/item-query.ts";
import { NOON } from "../../support/sandbox.ts";
import { database } from "../database/support.ts";

const plan = async (text: string, params: readonly SqlValue[]) =>
  (await database().all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, params))
    .map(({ detail }) => detail)
    .join("; ");

test("a page of a folder is found by its index, in order, without its rows", async () => {
  const { text, params } = itemConditions("bob@contoso.com", { folderIds: [2] });
  const page = `SELECT id FROM item WHERE ${text} ORDER BY ${itemOrder()} LIMIT 11 OFFSET 40000`;
  expect(await plan(page, params)).toBe("SEARCH item USING COVERING INDEX item_folder (folder_id=?)");
});

test("so is a span of time", async () => {
  const filter = { kind: "compare", property: "receivedAt", operator: "ge", value: NOON } as const;
  const { text, params } = itemConditions("bob@contoso.com", { folderIds: [2], filter });
  const page = `SELECT id FROM item WHERE ${text} ORDER BY ${itemOrder([{ property: "receivedAt", descending: false }])}`;
  expect(await plan(page, params)).toBe("SEARCH item USING COVERING INDEX item_folder (folder_id=? AND received_at>?)");
});

test("a Message-ID is looked up, whatever the folder", async () => {
  const { text, params } = itemConditions("bob@contoso.com", { folderIds: [2, 3], messageId: "<1@x>" });
  expect(await plan(`SELECT id FROM item WHERE ${text}`, params)).toContain(
    "item_message (mailbox=? AND message_id=?)",
  );
});

test("what a filter says stays a value", () => {
  const filter = { kind: "match", property: "subject", where: "contains", text: "50%_\\' OR 1=1" } as const;
  const { text, params } = itemConditions("bob@contoso.com", { folderIds: [2], filter });
  expect(text).toBe("folder_id = $1 AND (lower(subject) LIKE $2 ESCAPE '\\')");
  expect(params).toEqual([2, "%50\\%\\_\\\\' or 1=1%"]);
});

test("items of one instant have an order of their own, in the direction of time", () => {
  expect(itemOrder()).toBe("received_at DESC, id DESC");
  expect(itemOrder([{ property: "receivedAt", descending: false }])).toBe("received_at ASC, id ASC");
  expect(itemOrder([{ property: "subject", descending: true }])).toBe("lower(subject) DESC, received_at DESC, id DESC");
});
