import { describe, expect, it } from "vitest";
import type { MailItem } from "../../../src/agent-api/mail-item.ts";
import { ContentStore } from "../../../src/database/content-store.ts";
import type { Database } from "../../../src/database/database.ts";
import { type Placement, type QueuedItem, QueueRepository } from "../../../src/transport/queue/queue-repository.ts";
import { NOON } from "../../support/sandbox.ts";
import { lines, mailItem } from "../../support/transport.ts";
import { database } from "../database/support.ts";

function open(db: Database = database()) {
  const contents = new ContentStore(db);
  const queue = new QueueRepository(db, contents);
  const enqueue = (item: MailItem, place: Partial<Placement> = {}): Promise<QueuedItem> =>
    db.write(async (tx) => {
      const stored = { ...item, body: contents.whole(await item.body.read()) };
      const contentId = await contents.save(tx, item.headers.toBuffer(), stored.body, NOON);
      return queue.insert(tx, stored, {
        queue: "submission",
        nextHop: "",
        dueAt: NOON,
        queuedAt: NOON,
        contentId,
        ...place,
      });
    });
  return { db, queue, enqueue };
}

describe("an item comes back from disk as it went there", () => {
  it("with envelope, header bytes, body and all that is known about it", async () => {
    const { queue, enqueue } = open();
    const item = mailItem({
      message: lines("subject:  As   it\twas", "X-Odd: \xe4\xf6 raw", " folded", "Message-ID: <1@x>", "", "Body \xff"),
      entry: "return",
      sender: "",
      recipients: [
        {
          address: "bob@contoso.com",
          originalRecipient: "rfc822;all@contoso.com",
          notify: ["SUCCESS", "DELAY"],
          history: [{ address: "all@contoso.com", by: "group" }],
          mailbox: "bob@contoso.com",
          nextHop: { kind: "connector", connector: 'To the "host"' },
        },
        { address: "jörg@contoso.com" },
      ],
      authAs: "Anonymous",
      submitter: "alice@contoso.com",
      attribution: { connector: "From host", connectorType: "OnPremises", by: "certificate" },
      generatedBy: "An agent",
      ret: "HDRS",
      envelopeId: "QQ314159",
      smtpUtf8: true,
      eightBitMime: true,
      outboundConnector: "To host",
      data: { searchKey: "00FF" },
    });
    const queued = await enqueue(item, { queue: "delivery", nextHop: "connector:To host", dueAt: 5, queuedAt: 3 });

    const loaded = await queue.load(queued.id);

    expect(loaded).toMatchObject({
      queue: "delivery",
      nextHop: "connector:To host",
      dueAt: 5,
      queuedAt: 3,
      attempts: 0,
    });
    const { headers, body, ...rest } = (loaded as QueuedItem).item;
    const { headers: given, body: givenBody, ...expected } = item;
    expect(rest).toEqual(expected);
    expect(headers.toBuffer().equals(given.toBuffer())).toBe(true);
    expect((await body.read()).equals(await givenBody.read())).toBe(true);
  });

  it("absent facts stay absent", async () => {
    const { queue, enqueue } = open();
    const { id } = await enqueue(mailItem());
    const loaded = (await queue.load(id))?.item;
    for (const name of ["submitter", "attribution", "generatedBy", "ret", "envelopeId", "outboundConnector"]) {
      expect(loaded).not.toHaveProperty(name);
    }
  });

  it("is undefined once it is gone", async () => {
    const { db, queue, enqueue } = open();
    const { id } = await enqueue(mailItem());
    await db.write((tx) => queue.remove(tx, id));
    expect(await queue.load(id)).toBeUndefined();
  });
});

describe("what is due", () => {
  it("is of that queue and hop, oldest due first, no more than asked for", async () => {
    const { queue, enqueue } = open();
    const at = (dueAt: number, place: Partial<Placement> = {}) =>
      enqueue(mailItem(), { dueAt, ...place }).then((q) => q.id);
    const second = await at(NOON - 1);
    const first = await at(NOON - 2);
    const third = await at(NOON);
    await at(NOON + 1);
    await at(NOON, { queue: "delivery", nextHop: "mailbox" });
    const elsewhere = await at(NOON, { queue: "delivery", nextHop: "connector:A" });
    expect(await queue.due("submission", "", NOON, 10)).toEqual([first, second, third]);
    expect(await queue.due("submission", "", NOON, 2)).toEqual([first, second]);
    expect(await queue.due("delivery", "connector:A", NOON, 10)).toEqual([elsewhere]);
    expect(await queue.nextDue("submission", "", NOON)).toBe(NOON + 1);
    expect(await queue.nextDue("submission", "", NOON + 1)).toBeUndefined();
    expect((await queue.nextHops()).sort()).toEqual(["connector:A", "mailbox"]);
  });
});

it("a deferred item counts its attempts and keeps only the recipients that are left", async () => {
  const { db, queue, enqueue } = open();
  const queued = await enqueue(mailItem({ recipients: ["bob@contoso.com", "carol@contoso.com"] }));
  for (const _ of [1, 2]) {
    await db.write((tx) =>
      queue.defer(tx, queued, {
        dueAt: NOON + 60_000,
        error: "451 4.4.1 no",
        recipients: [{ address: "carol@contoso.com" }],
        delayNotified: true,
      }),
    );
  }
  const loaded = await queue.load(queued.id);
  expect(loaded).toMatchObject({ dueAt: NOON + 60_000, attempts: 2, delayNotified: true, queuedAt: NOON });
  expect(loaded?.item.recipients).toEqual([{ address: "carol@contoso.com" }]);
});

it("an item that is placed in its next queue begins there anew", async () => {
  const { db, queue, enqueue } = open();
  const queued = await enqueue(mailItem());
  await db.write((tx) =>
    queue.defer(tx, queued, { dueAt: NOON, error: "", recipients: queued.item.recipients, delayNotified: true }),
  );
  const edited = { ...queued.item, sender: "changed@contoso.com", outboundConnector: "To host" };
  await db.write((tx) =>
    queue.place(tx, queued, edited, { ...queued, queue: "delivery", nextHop: "mailbox", dueAt: NOON + 1 }),
  );
  expect(await queue.load(queued.id)).toMatchObject({
    queue: "delivery",
    nextHop: "mailbox",
    attempts: 0,
    item: { sender: "changed@contoso.com", outboundConnector: "To host" },
  });
});

describe("a message that stops the process", () => {
  it("goes to the poison queue once it was begun twice without an end", async () => {
    const { db, queue, enqueue } = open();
    const bad = await enqueue(mailItem({ message: lines("Subject: Bad", "Message-ID: <bad@x>", "", "") }));
    const good = await enqueue(mailItem());
    const start = (id: number) => db.write((tx) => queue.markStarted(tx, id));
    const quarantine = () => db.write((tx) => queue.quarantinePoison(tx, 2));

    await start(bad.id);
    await start(good.id);
    expect(await quarantine()).toEqual([]);
    await start(bad.id);

    expect(await quarantine()).toEqual([
      { id: bad.id, networkMessageId: bad.item.networkMessageId, messageId: "<bad@x>", subject: "Bad" },
    ]);
    expect(await quarantine()).toEqual([]);
    expect(await queue.due("submission", "", NOON, 10)).toEqual([good.id]);
    expect(await queue.counts()).toEqual([
      { queue: "poison", nextHop: "", items: 1 },
      { queue: "submission", nextHop: "", items: 1 },
    ]);
  });

  it("is not one whose processing ended in between", async () => {
    const { db, queue, enqueue } = open();
    const queued = await enqueue(mailItem());
    const { recipients } = queued.item;
    for (const _ of [1, 2, 3]) {
      await db.write((tx) => queue.markStarted(tx, queued.id));
      await db.write((tx) => queue.defer(tx, queued, { dueAt: NOON, error: "", recipients, delayNotified: false }));
    }
    for (const _ of [1, 2, 3]) {
      await db.write((tx) => queue.markStarted(tx, queued.id));
      await db.write((tx) =>
        queue.place(tx, queued, queued.item, { ...queued, queue: "delivery", nextHop: "mailbox" }),
      );
    }
    expect(await db.write((tx) => queue.quarantinePoison(tx, 2))).toEqual([]);
  });
});

it("wake() makes waiting mailbox deliveries of one Message-ID due, and nothing else", async () => {
  const { db, queue, enqueue } = open();
  const later = NOON + 60_000;
  const deliver = (message: string, nextHop: string) =>
    enqueue(mailItem({ message }), { queue: "delivery", nextHop, dueAt: later });
  const wanted = await deliver(lines("Message-ID: <a@x>", ""), "mailbox");
  await deliver(lines("Message-ID: <b@x>", ""), "mailbox");
  await deliver(lines("Message-ID: <a@x>", ""), "connector:A");
  expect(await db.write((tx) => queue.wake(tx, "<a@x>", NOON))).toBe(1);
  expect(await queue.due("delivery", "mailbox", NOON, 10)).toEqual([wanted.id]);
  expect(await queue.due("delivery", "connector:A", NOON, 10)).toEqual([]);
});

it("an id is never given twice: a queue may still know the item that had it", async () => {
  const { db, queue, enqueue } = open();
  const { id } = await enqueue(mailItem());
  await db.write((tx) => queue.remove(tx, id));
  expect((await enqueue(mailItem())).id).toBeGreaterThan(id);
});
