// docs/recall.md R1, R6, R11: inside the tenant, and from outside.
import { describe, expect, it } from "vitest";
import type { HeaderBlock } from "../../../src/mime/header-block.ts";
import { TYPE } from "../../../src/tnef/property.ts";
import { NAMED, TAG } from "../../../src/tnef/property-tags.ts";
import { deliverFromOutside, items, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { SEARCH_KEY, type TnefMail, tnefMail, withoutCorrelationKey, withWinmail } from "../../support/tnef-mail.ts";

const RECALLED = Buffer.from("00112233445566778899AABBCCDDEEFF", "hex");

const sniffed: TnefMail = {
  subject: "Expenses",
  change: (properties) =>
    properties
      .set(TAG.PidTagMessageClass, "IPM.Note.Expenses")
      .set({ id: 0x6800, type: TYPE.Binary, name: "RecallSearchKey" }, RECALLED)
      .set(TAG.PidTagImportance, 2)
      .setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, 1),
};

describe("submitted over SMTP", () => {
  it("class, search key and the rest are the item's, in the mailbox and in Sent Items alike", async () => {
    const on = await sandbox({ config: tenant() });
    await submit(on, { raw: await tnefMail(sniffed) });
    for (const [mailbox, folder] of [
      ["bob", "inbox"],
      ["alice", "sentitems"],
    ] as const) {
      const [item] = await items(on, mailbox, folder);
      expect(item).toMatchObject({ messageClass: "IPM.Note.Expenses", searchKey: SEARCH_KEY, subject: "Expenses" });
      expect(item?.mapi).toMatchObject({
        "0x0017": ["Integer", "2"],
        "0x0070": ["String", "Expenses"],
        "0x6800": ["Binary", RECALLED.toString("base64")],
        "{00062008-0000-0000-c000-000000000046} Id 0x851a": ["Integer", "1"],
      });
    }
    expect((await on.submitted.find("<budget@contoso.com>")).map((message) => message.searchKey)).toEqual([SEARCH_KEY]);
  });

  it("without a search key of its own it gets one, the same for every copy", async () => {
    const on = await sandbox({ config: tenant() });
    const raw = await tnefMail({
      change: (properties) => properties.delete(TAG.PidTagSearchKey),
      to: "bob@contoso.com, carol@contoso.com",
    });
    await submit(on, { raw, to: ["bob@contoso.com", "carol@contoso.com"] });
    const copies = [
      ...(await items(on, "bob")),
      ...(await items(on, "carol")),
      ...(await items(on, "alice", "sentitems")),
    ];
    const keys = new Set(copies.map((item) => item.searchKey));
    expect(keys.size).toBe(1);
    expect([...keys][0]).toMatch(/^[0-9A-F]{32}$/);
  });
});

describe("from outside", () => {
  const received = async (mail: TnefMail) => {
    const on = await sandbox({ config: tenant() });
    await deliverFromOutside(on, { raw: await tnefMail({ from: "frank@fabrikam.com", ...mail }) });
    await on.idle();
    const [item] = await items(on, "bob");
    if (!item) throw new Error("bob got nothing");
    return { on, item };
  };

  it("TNEF whose key is X-MS-TNEF-Correlator belongs to its message, whatever became of the Message-ID", async () => {
    const changeHeaders: TnefMail["changeHeaders"] = (headers) => headers.set("Message-ID", "<other@fabrikam.com>");
    const { item } = await received({ ...sniffed, changeHeaders });
    expect(item).toMatchObject({ messageClass: "IPM.Note.Expenses", searchKey: SEARCH_KEY });
  });

  it.each<[string, TnefMail["changeHeaders"]]>([
    ["names another", (headers) => headers.set("X-MS-TNEF-Correlator", "<other@fabrikam.com>")],
    ["is empty", (headers) => headers.set("X-MS-TNEF-Correlator", "")],
    ["is not there", (headers) => headers.removeWhere(({ name }) => name === "X-MS-TNEF-Correlator")],
  ])("nothing is taken from TNEF where X-MS-TNEF-Correlator %s", async (_, changeHeaders) => {
    const { item } = await received({ ...sniffed, ...(changeHeaders && { changeHeaders }) });
    expect(item.messageClass).toBe("IPM.Note");
    expect(Object.keys(item.mapi)).toEqual(["0x0070", "0x0071"]);
    expect(item.searchKey).not.toBe(SEARCH_KEY);
  });

  it("TNEF that has no key belongs to the message it is in", async () => {
    const changeHeaders = (headers: HeaderBlock) => headers.removeWhere(({ name }) => name === "X-MS-TNEF-Correlator");
    const mail = await tnefMail({ ...sniffed, from: "frank@fabrikam.com", changeHeaders });
    const on = await sandbox({ config: tenant() });
    await deliverFromOutside(on, { raw: withoutCorrelationKey(mail) });
    await on.idle();
    expect(await items(on, "bob")).toMatchObject([{ messageClass: "IPM.Note.Expenses", searchKey: SEARCH_KEY }]);
  });

  it("broken TNEF is delivered as it came, as plain mail with an attachment", async () => {
    const on = await sandbox({ config: tenant() });
    const whole = await tnefMail({ from: "frank@fabrikam.com" });
    const broken = withWinmail(whole, (winmail) => winmail.subarray(0, 200)).toString("latin1");
    await deliverFromOutside(on, { raw: broken });
    await on.idle();
    const [item] = await items(on, "bob");
    expect(item).toMatchObject({ messageClass: "IPM.Note" });
    const bytes = item && (await on.mailboxes.bytes(item));
    expect(bytes?.toString("latin1").endsWith(broken.slice(broken.indexOf("--_000_")))).toBe(true);
  });

  it("what plain MIME says in fields of Exchange's is promoted, too", async () => {
    const on = await sandbox({ config: tenant() });
    const headers = {
      "Thread-Topic": "Budget",
      "X-CallingTelephoneNumber": "IPM.Note",
      "X-VoiceMessageDuration": "17",
      "X-FaxNumberOfPages": "0",
      Importance: "high",
    };
    await deliverFromOutside(on, { subject: "Recall: Budget", headers });
    await on.idle();
    const [item] = await items(on, "bob");
    expect(item?.messageClass).toBe("IPM.Note");
    expect(item?.mapi).toEqual({
      "0x0017": ["Integer", "2"],
      "0x0070": ["String", "Budget"],
      "0x6801": ["Integer", "17"],
      "0x6802": ["String", "IPM.Note"],
      "0x6804": ["Integer", "0"],
    });
  });

  it("plain MIME gets a search key per mailbox, and keeps no MAPI properties", async () => {
    const on = await sandbox({ config: tenant() });
    await deliverFromOutside(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
    await on.idle();
    const [bob, carol] = [await items(on, "bob"), await items(on, "carol")].flat();
    expect([bob?.mapi, carol?.mapi]).toEqual([{}, {}]);
    expect(bob?.searchKey).not.toBe(carol?.searchKey);
  });
});
