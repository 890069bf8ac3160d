import { describe, expect, it } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { itemColumns, messageIdOf, TrackingLog, type TrackingRow } from "../../../src/trace/tracking-log.ts";
import { NOON } from "../../support/sandbox.ts";
import { lines, mailItem } from "../../support/transport.ts";
import { database } from "../database/support.ts";

const item = (id: string, parts = {}) =>
  mailItem({ message: lines(`Message-ID: <${id}@x>`, `Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=`, "", "Hi"), ...parts });

/** A row as it is written in JSON: its data is parsed when it is asked for. */
const plain = (row: TrackingRow | undefined) => row && { ...row, recipients: row.recipients, data: row.data };

describe("an event", () => {
  it("is found as it was written", async () => {
    const db = database();
    const log = new TrackingLog(db);
    const message = item("1", { networkMessageId: "net", journeyId: "journey" });
    await db.write((tx) =>
      log.write(tx, NOON, message, {
        eventId: "DEFER",
        source: "SMTP",
        recipients: ["bob@contoso.com", "jörg@contoso.com"],
        detail: "451 4.4.1",
        context: "To host",
        data: { peer: "127.0.0.1:25", legId: 7 },
      }),
    );
    const [row] = await log.find({});
    expect(plain(row)).toEqual({
      id: row?.id,
      at: NOON,
      eventId: "DEFER",
      source: "SMTP",
      networkMessageId: "net",
      journeyId: "journey",
      messageId: "<1@x>",
      sender: "alice@contoso.com",
      recipients: ["bob@contoso.com", "jörg@contoso.com"],
      subject: "Grüße",
      size: message.headers.byteLength + message.body.size,
      detail: "451 4.4.1",
      context: "To host",
      data: { peer: "127.0.0.1:25", legId: 7 },
    });
  });

  it("is found by message, pass, journey and time", async () => {
    const db = database();
    const log = new TrackingLog(db);
    const write = (at: number, id: string, parts: object) =>
      db.write((tx) => log.write(tx, at, item(id, parts), { eventId: "RECEIVE", source: "SMTP", recipients: [] }));
    await write(NOON, "1", { networkMessageId: "a", journeyId: "j" });
    await write(NOON + 10, "1", { networkMessageId: "b", journeyId: "j" });
    await write(NOON + 20, "2", { networkMessageId: "c", journeyId: "k" });
    const found = async (filter: object) => (await log.find(filter)).map((row) => row.networkMessageId).join("");
    expect(await found({ messageId: "<1@x>" })).toBe("ab");
    expect(await found({ networkMessageId: "b" })).toBe("b");
    expect(await found({ journeyId: "j" })).toBe("ab");
    expect(await found({ from: NOON + 10, to: NOON + 20 })).toBe("bc");
    expect(await found({ messageId: "<1@x>", from: NOON + 1 })).toBe("b");
    expect(await found({ limit: 2 })).toBe("ab");
    expect(await found({ messageId: "<none@x>" })).toBe("");
  });
});

describe("who follows the log", () => {
  it("as a subscriber hears of a row once it is committed, until it stops listening", async () => {
    const db = database();
    const log = new TrackingLog(db);
    const heard: TrackingRow[] = [];
    const stop = log.subscribe((row) => heard.push(row));
    const event = { eventId: "DELIVER", source: "STOREDRIVER", recipients: ["bob@contoso.com"] } as const;
    await db.write(async (tx) => {
      await log.write(tx, NOON, item("1"), event);
      expect(heard).toEqual([]);
    });
    await db
      .write(async (tx) => {
        await log.write(tx, NOON, item("2"), event);
        throw new Error("undone");
      })
      .catch(() => undefined);
    stop();
    await db.write((tx) => log.write(tx, NOON, item("3"), event));
    expect(heard.map((row) => row.messageId)).toEqual(["<1@x>"]);
    const found = await log.find({ networkMessageId: heard[0]?.networkMessageId ?? "" });
    expect(found.map(plain)).toEqual(heard);
  });

  it("as an observer writes in the same transaction; its failure undoes the event", async () => {
    const db = database();
    const log = new TrackingLog(db);
    log.observe(async (tx, _at, { sender }, { eventId }) => {
      if (eventId === "FAIL") throw new Error("no");
      await tx.run("INSERT INTO meta (name, value) VALUES ($1, $2)", [eventId, sender]);
    });
    await db.write((tx) => log.write(tx, NOON, item("1"), { eventId: "SEND", source: "SMTP", recipients: [] }));
    const failing = db.write((tx) =>
      log.write(tx, NOON, item("1"), { eventId: "FAIL", source: "SMTP", recipients: [] }),
    );
    await expect(failing).rejects.toThrow("no");
    expect(await db.all("SELECT name, value FROM meta")).toEqual([{ name: "SEND", value: "alice@contoso.com" }]);
    expect((await log.find({})).map((row) => row.eventId)).toEqual(["SEND"]);
  });
});

describe("messageIdOf()", () => {
  it.each([
    ["<1@x>", "<1@x>"],
    [" (made by me) <1@x> (yes)", "<1@x>"],
    ["\r\n <1@x>", "<1@x>"],
    ["without-brackets@x", "without-brackets@x"],
    ["<a@x> <b@x>", "<a@x>"],
    ["", ""],
  ])("%j is %j", (value, expected) => {
    const headers = HeaderBlock.parse(Buffer.from(`Message-ID:${value}\r\n`));
    expect(messageIdOf({ headers })).toBe(expected);
  });

  it('is "" where there is none', () => {
    expect(itemColumns(mailItem({ message: lines("", "Hi") }))).toMatchObject({ messageId: "", subject: "" });
  });
});
