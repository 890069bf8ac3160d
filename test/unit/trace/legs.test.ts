import { describe, expect, it } from "vitest";
import { ContentStore } from "../../../src/database/content-store.ts";
import { Legs, type NewLeg } from "../../../src/trace/legs.ts";
import { NOON } from "../../support/sandbox.ts";
import { lines, mailItem } from "../../support/transport.ts";
import { database } from "../database/support.ts";

function open() {
  const db = database();
  const contents = new ContentStore(db);
  const legs = new Legs(db, contents);
  const write = (id: string, parts: Partial<NewLeg> = {}, itemParts = {}) =>
    db.write(async (tx) => {
      const item = mailItem({ message: lines(`Message-ID: <${id}@x>`, "", "Hi"), ...itemParts });
      const contentId = await contents.save(
        tx,
        item.headers.toBuffer(),
        contents.whole(Buffer.from("\r\nHi\r\n")),
        NOON,
      );
      return legs.write(tx, item, {
        direction: "out",
        connector: "To host",
        at: NOON,
        peer: "127.0.0.1:25",
        recipients: ["bob@contoso.com"],
        reply: "250 2.0.0 Ok",
        transcript: ["S: 220 host", "C: EHLO us", "S: 250 host"],
        transcriptTimes: [0, 1, 12],
        contentId,
        ...parts,
      });
    });
  return { legs, write };
}

describe("a leg", () => {
  it("keeps envelope, transcript, certificate and bytes", async () => {
    const { legs, write } = open();
    const id = await write(
      "1",
      { direction: "in", tls: "TLSv1.3 x", certificate: "host.vendor.example" },
      { networkMessageId: "net", journeyId: "journey", sender: "" },
    );
    const leg = await legs.find(id);
    expect(leg).toMatchObject({
      direction: "in",
      connector: "To host",
      at: NOON,
      peer: "127.0.0.1:25",
      tls: "TLSv1.3 x",
      certificate: "host.vendor.example",
      networkMessageId: "net",
      journeyId: "journey",
      messageId: "<1@x>",
      sender: "",
      recipients: ["bob@contoso.com"],
      reply: "250 2.0.0 Ok",
      transcript: ["S: 220 host", "C: EHLO us", "S: 250 host"],
      transcriptTimes: [0, 1, 12],
    });
    expect(leg && String(await legs.bytes(leg))).toBe("Message-ID: <1@x>\r\n\r\nHi\r\n");
    expect(await legs.find(id + 1)).toBeUndefined();
  });

  it("is listed oldest first; a limit keeps the newest", async () => {
    const { legs, write } = open();
    const ids = [await write("1"), await write("2"), await write("1", {}, { journeyId: "j" })];
    const listed = async (filter: object) => (await legs.list(filter)).map((leg) => leg.id);
    expect(await listed({})).toEqual(ids);
    expect(await listed({ limit: 2 })).toEqual(ids.slice(1));
    expect(await listed({ messageId: "<1@x>" })).toEqual([ids[0], ids[2]]);
    expect(await listed({ journeyId: "j" })).toEqual([ids[2]]);
  });
});

describe("journeyOf()", () => {
  it("is the journey of the last message of that id that left", async () => {
    const { legs, write } = open();
    await write("1", {}, { journeyId: "first" });
    await write("1", {}, { journeyId: "second" });
    await write("1", { direction: "in" }, { journeyId: "came in" });
    expect(await legs.journeyOf("<1@x>")).toBe("second");
    expect(await legs.journeyOf("<2@x>")).toBeUndefined();
  });

  it("is nothing for mail without a Message-ID", async () => {
    const { legs, write } = open();
    await write("1", {}, {});
    expect(await legs.journeyOf("")).toBeUndefined();
  });
});
