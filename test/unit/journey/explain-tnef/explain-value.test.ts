import { describe, expect, it } from "vitest";
import { writeReportTag } from "../../../../src/agents/recall/wire/report-tag.ts";
import { readConversationIndex } from "../../../../src/journey/explain-tnef/conversation-index.ts";
import { describeEntryId, readEntryIdList } from "../../../../src/journey/explain-tnef/entry-id.ts";
import { explainValue } from "../../../../src/journey/explain-tnef/explain-value.ts";
import { numberInWords } from "../../../../src/journey/explain-tnef/number-words.ts";
import { MULTI, type PropertyValue, TYPE } from "../../../../src/tnef/property.ts";

function explain(type: number, value: PropertyValue, name = "", isFull = false) {
  return explainValue({ id: 0, type, value }, { name, codepage: 1252, internetCodepage: 65001, isFull });
}

const hex = (...parts: string[]) => Buffer.from(parts.join(""), "hex");

describe("explainValue()", () => {
  it.each<[string, number, PropertyValue, string]>([
    ["null", TYPE.Null, null, "null"],
    ["a number", TYPE.Int32, -5, "-5"],
    ["an error", TYPE.Error, 0x8004010f, "0x8004010f"],
    ["money", TYPE.Currency, -125_000n, "-12.5000"],
    ["little money", TYPE.Currency, 5n, "0.0005"],
    ["64 bits", TYPE.Int64, 9007199254740993n, "9007199254740993"],
    ["a time of applications", TYPE.AppTime, 2.5, "1900-01-01T12:00:00.000Z"],
    ["a time", TYPE.SysTime, 116_444_736_000_000_000n, "1970-01-01T00:00:00.000Z"],
    ["a time that stands for none", TYPE.SysTime, 0x0cb34557a3dd4000n, "4501-01-01T00:00:00.000Z (never)"],
    ["the last time", TYPE.SysTime, 0xffffffffffffffffn, "+060056-05-28T05:36:10.955Z"],
    ["a time beyond dates", TYPE.AppTime, 2 ** 40, "1099511627776 days"],
    ["text", TYPE.String, 'a "b"\u0001', '"a \\"b\\"\\u0001"'],
    ["text of a code page", TYPE.String8, Buffer.from([0x80]), '"€"'],
    ["a GUID", TYPE.Guid, "00062008-0000-0000-c000-000000000046", "00062008-0000-0000-c000-000000000046"],
    ["no bytes", TYPE.Binary, Buffer.alloc(0), "empty"],
    ["bytes", TYPE.Binary, hex("00ff"), "2 bytes 00ff"],
    ["one byte", TYPE.Binary, hex("00"), "1 byte 00"],
    ["bytes of text", TYPE.Binary, Buffer.from("SMTP:ANN\0"), '"SMTP:ANN" (9 bytes 534d54503a414e4e00)'],
    ["many bytes", TYPE.Binary, Buffer.alloc(40, 1), `40 bytes ${"01".repeat(32)}…`],
    ["several", TYPE.String | MULTI, ["a", "b"], '"a"; "b"'],
    [
      "an object",
      TYPE.Object,
      { iid: "00020307-0000-0000-c000-000000000046", data: Buffer.alloc(1234) },
      "IMessage, 1,234 bytes",
    ],
  ])("tells %s", (_, type, value, text) => {
    expect(explain(type, value)).toEqual({ text, details: [] });
  });

  it("cuts long text unless all is wanted", () => {
    const text = "x".repeat(2000);
    expect(explain(TYPE.String, text).text).toBe(`"${"x".repeat(160)}"… (2,000 letters)`);
    expect(explain(TYPE.String, text, "", true).text).toBe(`"${text}"`);
  });

  it("reads HTML in its own code page", () => {
    expect(explain(TYPE.Binary, Buffer.from("<p>ü</p>"), "PidTagHtml").text).toMatch(/^"<p>ü<\/p>" \(9 bytes /);
  });

  it("tells how rich text is kept", () => {
    const bytes = Buffer.concat([hex("10000000", "dc020000"), Buffer.from("LZFu"), hex("00000000")]);
    expect(explain(TYPE.Binary, bytes, "PidTagRtfCompressed").text).toMatch(
      /^LZFu \(compressed\), 732 bytes of rich text/,
    );
  });

  it("reads security identifiers and change keys", () => {
    const sid = hex("010500000000000515000000", "5b523d30cfff6637e41e007749505600");
    expect(explain(TYPE.Binary, sid, "PR_SENDER_SID").text).toMatch(
      /^S-1-5-21-809325147-929497039-1996496612-5656649 \(28 bytes/,
    );
    const key = hex("4344df5fde4f9fed822e8954fab89f6a", "99819038");
    expect(explain(TYPE.Binary, key, "PidTagChangeKey").text).toMatch(
      /^5fdf4443-4fde-ed9f-822e-8954fab89f6a, 99819038 /,
    );
  });

  it("lives through a conversation that ends after all time", () => {
    const index = hex(`01d13997bd8b${"00".repeat(16)}`, "ffffffff00".repeat(30_000));
    const { details } = explain(TYPE.Binary, index, "PidTagConversationIndex");
    expect(details.at(-1)).toMatch(/^answer \d+ ms$/);
  });

  it("opens a report tag", () => {
    const empty = Buffer.alloc(0);
    const tag = {
      storeEntryId: hex("00000000", "38a1bb1005e5101aa1bb08002b2a56c2", "0000").subarray(0, 22),
      folderEntryId: empty,
      messageEntryId: hex("00000000", "0e55f772dbff6a981e95a6cd395a4a4a", "24002000"),
      searchFolderEntryId: empty,
      searchKey: hex("292ba3f11581d30605ecc58781b96348"),
      subject: Buffer.from("Q3"),
    };
    const { text, details } = explain(TYPE.Binary, writeReportTag(tag), "PidTagReportTag");
    expect(text).toMatch(/^about "Q3" \(/);
    expect(details).toEqual([
      "search key 292ba3f11581d30605ecc58781b96348",
      "store of the provider 38a1bb1005e5101aa1bb08002b2a56c2",
      "message item 2097188 in the store 0e55f772dbff6a981e95a6cd395a4a4a",
    ]);
    expect(explain(TYPE.Binary, hex("00"), "PidTagReportTag").details).toEqual([]);
  });
});

describe("describeEntryId()", () => {
  const ONE_OFF = "00000000812b1fa4bea310199d6e00dd010f5402";
  const ADDRESS_BOOK = "00000000dca740c8c042101ab4b908002b2fe182";

  it("reads name and address of somebody who is in no address book, in either form", () => {
    const unicode = Buffer.concat([hex(ONE_OFF, "00000190"), Buffer.from("Bob\0SMTP\0bob@x.example\0", "utf16le")]);
    expect(describeEntryId(unicode, 1252)).toBe("one-off: Bob <SMTP:bob@x.example>");
    const ansi = Buffer.concat([hex(ONE_OFF, "00000110"), Buffer.from("B\xf6b\0SMTP\0bob@x.example\0", "latin1")]);
    expect(describeEntryId(ansi, 1252)).toBe("one-off: Böb <SMTP:bob@x.example>");
  });

  it("reads the distinguished name of an address book entry", () => {
    const bytes = Buffer.concat([hex(ADDRESS_BOOK, "01000000", "00000000"), Buffer.from("/o=Contoso/cn=Bob\0")]);
    expect(describeEntryId(bytes, 1252)).toBe("address book: /o=Contoso/cn=Bob");
  });

  it("reads library, server and mailbox of a store", () => {
    const store = Buffer.concat([
      hex("0000000038a1bb1005e5101aa1bb08002b2a56c2", "0000"),
      Buffer.from("emsmdb.dll\0\0\0\0"),
      Buffer.alloc(24),
      Buffer.from("EX01\0/o=Contoso/cn=Ann\0"),
    ]);
    expect(describeEntryId(store, 1252)).toBe("by emsmdb.dll on EX01, /o=Contoso/cn=Ann");
  });

  it("says the provider of what it does not know, and nothing of too few bytes", () => {
    expect(describeEntryId(hex("00000000", "11".repeat(16), "aabb"), 1252)).toBe(`of the provider ${"11".repeat(16)}`);
    expect(describeEntryId(Buffer.alloc(19), 1252)).toBeUndefined();
  });

  it("reads lists, and refuses ones that are cut", () => {
    const list = hex("02000000", "14000000", "03000000", "aabbcc00", "01000000", "dd000000");
    expect(readEntryIdList(list)?.map((entry) => entry.toString("hex"))).toEqual(["aabbcc", "dd"]);
    expect(readEntryIdList(list.subarray(0, 18))).toBeUndefined();
  });
});

describe("readConversationIndex()", () => {
  const GUID = "2a2acf6289fe446eab1168ffe149ff4b";

  it("reads begin and GUID, in the form of clients and in that of servers", () => {
    const client = readConversationIndex(hex("01d13997bd8b", GUID));
    expect(client).toEqual({
      begunAt: Date.parse("2015-12-18T13:26:45.330Z"),
      guid: "62cf2a2a-fe89-6e44-ab11-68ffe149ff4b",
      answeredAt: [],
    });
    const server = readConversationIndex(hex("0101d13997bd", GUID));
    expect(Math.abs((server?.begunAt ?? 0) - (client?.begunAt ?? 0))).toBeLessThan(1678);
  });

  it("counts answers from the time before, in steps of 26 or 839 milliseconds", () => {
    const index = readConversationIndex(hex("01d13997bd8b", GUID, "0000000100", "8000000100"));
    const begunAt = index?.begunAt ?? 0;
    expect(index?.answeredAt.map((time) => time - begunAt)).toEqual([26, 865]);
  });

  it.each([
    ["too short", `01${"00".repeat(20)}`],
    ["between two answers", `01${"00".repeat(23)}`],
    ["of another version", `02${"00".repeat(21)}`],
  ])("refuses bytes that are %s", (_, bytes) => {
    expect(readConversationIndex(hex(bytes))).toBeUndefined();
  });
});

describe("numberInWords()", () => {
  it.each([
    ["PidTagImportance", 2, "high"],
    ["PidTagPriority", -1, "not urgent"],
    ["PidTagMessageFlags", 51, "read, unmodified, has attachments, from me"],
    ["RecallMessageFlags", 17, "read, has attachments"],
    ["PidTagMessageFlags", 0x800, "0x800"],
    ["PidTagRecipientType", 0x10000001, "To"],
    ["PidTagMessageLocaleId", 2052, "zh-CN"],
    ["PidLidAutoProcessState", 1, "processed when it is opened"],
    ["PidTagImportance", 7, undefined],
    ["PidTagMessageFlags", 0, undefined],
    ["PidTagAttachSize", 5, undefined],
  ])("says of %s %i: %s", (name, value, words) => {
    expect(numberInWords(name, value)).toBe(words);
  });
});
