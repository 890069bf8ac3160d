// Lists of /api: filters add up, and pages joined are the whole list, each entry once.
import { expect, test } from "vitest";
import { ALICE, BOB, json, mailItem, NOON, server, type TestServer } from "./support.ts";

interface Page {
  readonly next?: number | string;
  readonly [list: string]: unknown;
}

/** Ids of every page, in the order of the pages. */
async function pages(on: TestServer, path: string, list: string): Promise<unknown[][]> {
  const found: unknown[][] = [];
  for (let before = ""; ; ) {
    const page = await json<Page>(on.ask(`${path}${before}`));
    found.push((page[list] as { id: unknown }[]).map(({ id }) => id));
    if (page.next === undefined) return found;
    before = `&before=${encodeURIComponent(page.next)}`;
  }
}

async function withLegs(): Promise<TestServer> {
  const on = await server();
  for (const [index, connector] of ["To host", "From host", "To host", "50%_host", "To host"].entries()) {
    const item = mailItem({ messageId: `<${index % 2}@contoso.com>`, networkMessageId: `net-${index}` });
    const body = on.contents.whole(await item.body.read());
    await on.mailboxes.write(async (tx) => {
      const contentId = await on.contents.save(tx, item.headers.toBuffer(), body, NOON);
      await on.legs.write(tx, item, {
        direction: connector.startsWith("From") ? "in" : "out",
        connector,
        at: NOON,
        peer: "127.0.0.1:2526",
        recipients: [BOB],
        reply: "250 2.0.0 Ok",
        transcript: ["S: 220 x"],
        contentId,
      });
    });
  }
  return on;
}

test.each([
  ["", [1, 2, 3, 4, 5]],
  ["messageId=0@contoso.com", [1, 3, 5]],
  ["messageId=%3C1@contoso.com%3E", [2, 4]],
  ["messageId=0@contoso.com&connector=to%20HOST&direction=out", [1, 3, 5]],
  ["messageId=0@contoso.com&direction=in", []],
  ["direction=in", [2]],
  ["connector=50%25_host", [4]],
  ["connector=50%25", []],
  ["networkMessageId=NET-3", [4]],
  ["journeyId=net-2", [3]],
  ["before=3", [1, 2]],
  ["before=3&limit=1", [2]],
  ["limit=2", [4, 5]],
])("legs by %s", async (query, ids) => {
  const on = await withLegs();
  expect((await json<{ legs: { id: number }[] }>(on.ask(`/api/legs?${query}`))).legs.map(({ id }) => id)).toEqual(ids);
});

test("pages of legs, from the newest back", async () => {
  const on = await withLegs();
  expect(await pages(on, "/api/legs?limit=2", "legs")).toEqual([[4, 5], [2, 3], [1]]);
  expect(await pages(on, "/api/legs?limit=5", "legs")).toEqual([[1, 2, 3, 4, 5]]);
  expect(await pages(on, "/api/legs?limit=1&messageId=0@contoso.com", "legs")).toEqual([[5], [3], [1]]);
});

const IDS = ["e@mail", "a@mail", "d@mail", "b@mail", "c@mail"];

/** Two at a time were requested in the same instant. */
async function withRecalls(): Promise<TestServer> {
  const on = await server();
  for (const [index, id] of IDS.entries()) {
    const requestMessageId = `<${id}>`;
    const at = NOON + Math.floor(index / 2) * 1000;
    await on.mailboxes.write(async (tx) => {
      await on.recalls.open(tx, {
        requestMessageId,
        originalMessageId: `<${index % 2}@contoso.com>`,
        originalSearchKey: "",
        mailbox: index === 0 ? BOB : ALICE,
        subject: "Budget",
        requestedAt: at,
        level: "2026-09",
        networkMessageId: "n",
        deadline: at + 86_400_000,
      });
      const common = { requestMessageId, at, trueReason: null };
      await on.recalls.addRecipients(tx, [{ ...common, address: BOB, kind: "mailbox", status: "pending" }]);
      if (index > 2) {
        const outside = { address: "X@fabrikam.com", kind: "outside", status: "outside" } as const;
        await on.recalls.addRecipients(tx, [{ ...common, ...outside, trueReason: "outsideOrganization" }]);
      }
    });
  }
  return on;
}

test.each([
  ["", ["c@mail", "b@mail", "d@mail", "a@mail", "e@mail"]],
  ["originalMessageId=1@contoso.com", ["b@mail", "a@mail"]],
  [`mailbox=${BOB.toUpperCase()}`, ["e@mail"]],
  ["recipient=x@FABRIKAM.com", ["c@mail", "b@mail"]],
  ["status=outside", ["c@mail", "b@mail"]],
  [`recipient=${BOB}&status=outside`, []],
  ["recipient=x@fabrikam.com&status=outside&originalMessageId=0@contoso.com", ["c@mail"]],
  ["limit=1", ["c@mail"]],
])("recalls by %s", async (query, ids) => {
  const on = await withRecalls();
  const { recalls } = await json<{ recalls: { id: string }[] }>(on.ask(`/api/recalls?${query}`));
  expect(recalls.map(({ id }) => id)).toEqual(ids);
});

test("recalls listed by a recipient show that one, however many there are", async () => {
  const on = await withRecalls();
  const { recalls } = await json<{ recalls: { recipients: { address: string }[] }[] }>(
    on.ask("/api/recalls?recipient=X@fabrikam.com"),
  );
  expect(recalls.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([
    ["X@fabrikam.com"],
    ["X@fabrikam.com"],
  ]);
});

test("pages of recalls, from the newest back", async () => {
  const on = await withRecalls();
  expect(await pages(on, "/api/recalls?limit=2", "recalls")).toEqual([
    ["c@mail", "b@mail"],
    ["d@mail", "a@mail"],
    ["e@mail"],
  ]);
  expect(await pages(on, "/api/recalls?limit=1&status=pending", "recalls")).toHaveLength(5);
  expect(await json(on.ask("/api/recalls?before=nobody@mail"), 400)).toMatchObject({
    problems: [{ in: "query", name: "before", message: "names no recall request: <nobody@mail>" }],
  });
});
