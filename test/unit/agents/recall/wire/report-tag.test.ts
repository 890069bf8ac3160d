// The way back from a recall to its original, in a property and in Outlook's Message-ID. [MS-OXOMSG] §2.2.2.22
import { describe, expect, it } from "vitest";
import {
  type ReportTag,
  readReportTag,
  readReportTagMessageId,
  reportTagMessageId,
  searchKeyText,
  writeReportTag,
} from "../../../../../src/agents/recall/wire/report-tag.ts";

const TAG: ReportTag = {
  storeEntryId: Buffer.from("store"),
  folderEntryId: Buffer.from("folder"),
  messageEntryId: Buffer.from("message"),
  searchFolderEntryId: Buffer.alloc(0),
  searchKey: Buffer.from("00112233445566778899aabbccddeeff", "hex"),
  subject: Buffer.from("Q3 numbers"),
};
const HEX =
  "504344464542303900 01000200 05000000 73746f7265 06000000 666f6c646572 07000000 6d657373616765 00000000 10000000 00112233445566778899aabbccddeeff 0b000000 5133206e756d6265727300";

describe("the property", () => {
  it("has cookie, version and six fields behind their lengths", () => {
    expect(writeReportTag(TAG).toString("hex")).toBe(HEX.replaceAll(" ", ""));
    expect(readReportTag(Buffer.from(HEX.replaceAll(" ", ""), "hex"))).toEqual(TAG);
  });

  it.each([
    ["no search key", { searchKey: Buffer.alloc(0) }],
    ["a key of four bytes", { searchKey: Buffer.from("1e000000", "hex") }],
    ["a search folder", { searchFolderEntryId: Buffer.from("found here") }],
    ["no subject", { subject: Buffer.alloc(0) }],
    ["a subject beyond ASCII", { subject: Buffer.from("b3b7bbd8", "hex") }],
  ])("with %s is read as it was written", (_, differs) => {
    const tag = { ...TAG, ...differs };
    expect(readReportTag(writeReportTag(tag))).toEqual(tag);
  });

  it("of the older version has no search folder, with or without its length", () => {
    const bytes = writeReportTag(TAG);
    bytes.writeUInt32LE(0x00010001, 9);
    expect(readReportTag(bytes)).toEqual(TAG);
    const at = bytes.indexOf("message") + "message".length;
    expect(readReportTag(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 4)]))).toEqual(TAG);
  });

  it("may lack the NUL behind the subject", () => {
    const bytes = writeReportTag(TAG).subarray(0, -1);
    bytes.writeUInt32LE(10, bytes.length - 14);
    expect(readReportTag(bytes)).toEqual(TAG);
  });

  it("is none when cut anywhere, when longer, of another version or cookie", () => {
    const bytes = writeReportTag(TAG);
    for (let length = 0; length < bytes.length; length += 1)
      expect(readReportTag(bytes.subarray(0, length))).toBeUndefined();
    expect(readReportTag(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
    for (const at of [0, 8, 9, 12]) {
      const other = Buffer.from(bytes);
      other[at] = 0xff;
      expect(readReportTag(other)).toBeUndefined();
    }
  });
});

describe("the Message-ID", () => {
  it("of Outlook 16 leaves cookie, version and store out", () => {
    const id = reportTagMessageId(TAG, "contoso.com");
    expect(id).toMatch(/^<!&!BgAAAGZvbGRlcgcAAABtZXNzYWdl[A-Za-z0-9+/]+=*@contoso\.com>$/);
    expect(readReportTagMessageId(id)).toEqual({ ...TAG, storeEntryId: Buffer.alloc(0) });
  });

  it("of Outlook 2002 holds the whole tag", () => {
    const id = reportTagMessageId(TAG, "contoso.com", "whole");
    expect(id).toMatch(/^<!~!UENERkVCMDkAAQACA/);
    expect(readReportTagMessageId(id)).toEqual(TAG);
  });

  it("may have been folded", () => {
    const id = reportTagMessageId(TAG, "contoso.com");
    expect(readReportTagMessageId(`${id.slice(0, 30)}\r\n ${id.slice(30)}`)?.searchKey).toEqual(TAG.searchKey);
  });

  it.each(["", "<a@contoso.com>", "<!&!@contoso.com>", "<!&!AAAA@contoso.com>", "<!~!UENERkVC@contoso.com>", "<!&!"])(
    "%s is another",
    (id) => {
      expect(readReportTagMessageId(id)).toBeUndefined();
    },
  );
});

it("a search key is sixteen bytes; nothing else names a message", () => {
  expect(searchKeyText(TAG.searchKey)).toBe("00112233445566778899AABBCCDDEEFF");
  expect(searchKeyText(Buffer.from("1e000000", "hex"))).toBeUndefined();
  expect(searchKeyText(Buffer.alloc(0))).toBeUndefined();
  expect(searchKeyText(undefined)).toBeUndefined();
});
