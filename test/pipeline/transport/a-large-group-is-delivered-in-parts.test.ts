import { expect, it } from "vitest";
import { items, person, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";

it("1,200 members: each has one copy of one body, in transactions of 500", { timeout: 60_000 }, async () => {
  const members = Array.from({ length: 1_200 }, (_, index) => `member${index}`);
  const on = await sandbox({
    config: tenant({
      mailboxes: [person("alice"), ...members.map((name) => person(name))],
      groups: [{ address: "everybody@contoso.com", members: members.map((name) => `${name}@contoso.com`) }],
    }),
  });
  const id = await submit(on, { to: "everybody@contoso.com" });
  for (const name of ["member0", "member499", "member500", "member1199"]) expect(await items(on, name)).toHaveLength(1);
  const delivered = (await on.tracking.find({ messageId: id })).filter((row) => row.eventId === "DELIVER");
  expect(delivered.map((row) => row.recipients.length).sort()).toEqual([200, 500, 500]);
  expect(new Set(delivered.flatMap((row) => row.recipients)).size).toBe(1_200);
  const counts = await on.mailboxes.write((tx) =>
    tx.get("SELECT count(DISTINCT content_id) AS contents, count(*) AS copies FROM item"),
  );
  // With Alice's own.
  expect(counts).toEqual({ contents: 1, copies: 1_201 });
  expect((await trail(on, id)).filter((line) => line.startsWith("EXPAND"))).toHaveLength(1);
});
