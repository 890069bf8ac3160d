import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, items, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { lines, send } from "../../support/transport.ts";

const DAY = 24 * HOUR;
const ext = { contacts: [{ address: "ext@contoso.com", externalAddress: "ext@x.example" }] };

const counts = async (on: Sandbox): Promise<Record<string, number>> => {
  const tables = [
    "leg",
    "tracking_event",
    "delivered",
    "item",
    "content",
    "body",
    "body_chunk",
    "sink_message",
    "submitted",
  ];
  const row = await on.mailboxes.write((tx) =>
    tx.get<Record<string, number>>(
      `SELECT ${tables.map((name) => `(SELECT count(*) FROM ${name}) AS ${name}`).join(", ")}`,
    ),
  );
  return row ?? {};
};

const body = (letter: string, bytes: number) => `${letter.repeat(98)}\r\n`.repeat(bytes / 100);

describe("what is older than retention allows goes, with its bytes; what mailboxes have stays", () => {
  it("legs and the sink after 14 days, the ledger after 7, the trace after 90", async () => {
    const on = await sandbox({ config: tenant(ext) });
    await send(on, {
      listener: "return",
      to: ["bob@contoso.com", "ext@contoso.com"],
      raw:
        lines("Subject: Kept", "Message-ID: <1@x>", "Date: Fri, 20 Nov 2026 12:00:00 +0000", "") + body("k", 200_000),
    });
    await on.idle();
    expect(await counts(on)).toMatchObject({ leg: 2, delivered: 1, sink_message: 1, tracking_event: 4, body: 1 });

    await on.advance(8 * DAY);
    await expect.poll(() => counts(on)).toMatchObject({ leg: 2, delivered: 0, sink_message: 1 });
    await on.advance(7 * DAY);
    await expect
      .poll(() => counts(on))
      .toMatchObject({ leg: 0, sink_message: 0, tracking_event: 4, content: 1, body: 1 });
    await on.advance(76 * DAY);
    await expect.poll(() => counts(on)).toMatchObject({ tracking_event: 0, content: 1, body: 1 });
    expect(await subjects(on, "bob")).toEqual(["Kept"]);
    const [item] = await items(on, "bob");
    expect((item && (await on.mailboxes.bytes(item)))?.toString().endsWith(body("k", 200_000))).toBe(true);
  });

  it("a body goes once nothing refers to it, large ones with their chunks, and the file shrinks", async () => {
    const on = await sandbox({ config: tenant() });
    for (let index = 0; index < 10; index += 1) {
      await send(on, {
        from: "frank@fabrikam.com",
        raw: lines(`Subject: ${index}`, `Message-ID: <${index}@x>`, "") + body(String(index), 500_000),
      });
    }
    await on.idle();
    const pages = async () =>
      (await on.mailboxes.write((tx) => tx.get<{ page_count: number }>("PRAGMA page_count")))?.page_count ?? 0;
    const before = await pages();
    for (const item of await items(on, "bob")) await on.mailboxes.softDelete(item, on.clock.now());
    await on.advance(13 * DAY);
    expect(await counts(on)).toMatchObject({ body: 10 });

    await on.advance(3 * DAY);

    await expect.poll(() => counts(on)).toMatchObject({ item: 0, content: 0, body: 0, body_chunk: 0 });
    await on.advance(DAY);
    await expect.poll(pages).toBeLessThan(before / 2);
  });

  it("what was submitted is remembered", async () => {
    const on = await sandbox({ config: tenant() });
    const id = await submit(on);
    await on.advance(400 * DAY);
    await expect.poll(() => counts(on)).toMatchObject({ tracking_event: 0 });
    expect(await on.submitted.find(id)).toHaveLength(1);
  });
});

it("beyond retention.legsMaxSize the oldest legs go first", async () => {
  const on = await sandbox({ config: tenant({ ...ext, retention: { legsMaxSize: "1MB" } }) });
  for (const name of ["old", "new"]) {
    await send(on, {
      listener: "return",
      raw: lines(`Subject: ${name}`, `Message-ID: <${name}@x>`, "") + body(name[0] ?? "", 700_000),
    });
    await on.idle();
  }
  expect((await on.legs.list()).map((leg) => leg.messageId)).toEqual(["<old@x>", "<new@x>"]);
  await on.advance(DAY);
  await expect.poll(async () => (await on.legs.list()).map((leg) => leg.messageId)).toEqual(["<new@x>"]);
});

const NEXT_WEEK = Date.UTC(2026, 10, 26, 12);

it("an upload under way, and mail that waits, keep their bytes through it", async () => {
  const on = await sandbox({
    config: tenant({ transport: { expiration: "7d" } }),
    agents: {
      routing: [
        {
          name: "Not before next week",
          priority: 50,
          onSubmitted(source) {
            if (source.now < NEXT_WEEK) source.defer("not yet", NEXT_WEEK);
          },
        },
      ],
    },
  });
  const raw = lines("Subject: Patient", "Message-ID: <1@x>", "") + body("p", 300_000);
  await send(on, { raw });
  await on.advance(6 * DAY);
  expect(await subjects(on, "bob")).toEqual(["Patient"]);
  const [item] = await items(on, "bob");
  expect((item && (await on.mailboxes.bytes(item)))?.toString().endsWith(body("p", 300_000))).toBe(true);
});
