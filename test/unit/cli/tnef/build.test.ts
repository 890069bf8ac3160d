import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../../src/cli/program.ts";
import { type MapiProperty, MULTI, type PropertyValue, TYPE } from "../../../../src/tnef/property.ts";
import type { PropertyBag } from "../../../../src/tnef/property-bag.ts";
import { NAMED, TAG } from "../../../../src/tnef/property-tags.ts";
import { readMessage } from "../../../../src/tnef/read-message.ts";
import { decodeTnef } from "../../../../src/tnef/stream.ts";
import { fakeTerminal } from "../terminal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tnef-build-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function build(spec: string, ...args: string[]) {
  const file = join(folder, "spec.yaml");
  writeFileSync(file, spec);
  const terminal = fakeTerminal();
  const out = join(folder, "out.dat");
  const code = await run(["tnef", "build", file, "--out", out, ...args], terminal);
  const complaint = terminal.complained.join("\n").replaceAll(`${folder}/`, "");
  return { code, out, complaint, text: terminal.written.join("\n").replaceAll(`${folder}/`, "") };
}

async function built(spec: string) {
  const { code, out, complaint } = await build(spec);
  expect(complaint).toBe("");
  expect(code).toBe(0);
  const stream = decodeTnef(readFileSync(out));
  const read = readMessage(stream);
  expect(read.flaws).toEqual([]);
  return { stream, ...read.message };
}

const valueAt = (bag: PropertyBag, tag: { id: number; type: number; name: string }) => bag.find(tag)?.value;

describe("tnef build", () => {
  it("makes a message of form, key, code page and properties", async () => {
    const { stream, properties } = await built(`
form: outlook
key: 0x4321
codepage: 936
properties:
  PidTagMessageClass: IPM.Outlook.Recall
  PidTagConversationTopic: { type: String8, value: 撤回 }
`);
    expect(stream.key).toBe(0x4321);
    expect(stream.attributes).toHaveLength(4);
    expect(properties.codepage).toBe(936);
    expect(properties.text(TAG.PidTagMessageClass)).toBe("IPM.Outlook.Recall");
    expect(properties.find(TAG.PidTagConversationTopic)?.type).toBe(TYPE.String8);
    expect(properties.text(TAG.PidTagConversationTopic)).toBe("撤回");
  });

  it("makes recipients and attachments, files and messages", async () => {
    writeFileSync(join(folder, "numbers.csv"), "1,2\n");
    const { recipients, attachments } = await built(`
recipients:
  - { PidTagRecipientType: 2, PidTagSmtpAddress: bob@contoso.com }
attachments:
  - file: numbers.csv
  - { name: note.txt, text: Hello, properties: { PidTagAttachMimeTag: text/plain } }
  - message:
      properties: { PidTagSubject: Inside }
      attachments: [{ name: deeper.txt, text: "!" }]
`);
    expect(recipients.map((one) => one.text(TAG.PidTagSmtpAddress))).toEqual(["bob@contoso.com"]);
    expect(attachments.map(({ properties }) => properties.text(TAG.PidTagAttachLongFilename))).toEqual([
      "numbers.csv",
      "note.txt",
      undefined,
    ]);
    expect(attachments[0]?.properties.binary(TAG.PidTagAttachDataBinary)?.toString()).toBe("1,2\n");
    expect(attachments[1]?.properties.text(TAG.PidTagAttachMimeTag)).toBe("text/plain");
    expect(attachments[2]?.embedded?.properties.text(TAG.PidTagSubject)).toBe("Inside");
    expect(attachments[2]?.embedded?.attachments).toHaveLength(1);
  });

  const VALUES: readonly (readonly [string, number, string, PropertyValue])[] = [
    ["null", TYPE.Null, "{ type: 'Null', value: null }", null],
    ["16 bits", TYPE.Int16, "{ type: Int16, value: -2 }", -2],
    ["32 bits, as flags are written", TYPE.Int32, "{ type: Int32, value: 0x80000001 }", -2147483647],
    ["a float", TYPE.Float, "{ type: Float, value: 0.5 }", 0.5],
    ["a double", TYPE.Double, "{ type: Double, value: 0.1 }", 0.1],
    ["money", TYPE.Currency, "{ type: Currency, value: '-12.5' }", -125_000n],
    ["a time of applications", TYPE.AppTime, "{ type: AppTime, value: 1900-01-01T12:00:00Z }", 2.5],
    ["an error", TYPE.Error, "{ type: Error, value: 0x8004010f }", 0x8004010f],
    ["a boolean", TYPE.Boolean, "{ type: Boolean, value: true }", true],
    ["64 bits", TYPE.Int64, "{ type: Int64, value: '9007199254740993' }", 9007199254740993n],
    ["text", TYPE.String, "{ type: String, value: Grüße }", "Grüße"],
    ["a time", TYPE.SysTime, "{ type: SysTime, value: 1970-01-01T01:00:00+01:00 }", 116_444_736_000_000_000n],
    [
      "a GUID",
      TYPE.Guid,
      "{ type: Guid, value: '{00062008-0000-0000-C000-000000000046}' }",
      "00062008-0000-0000-c000-000000000046",
    ],
    ["bytes", TYPE.Binary, "{ type: Binary, hex: 00 ff }", Buffer.from([0, 255])],
    ["bytes in base64", TYPE.Binary, "{ type: Binary, base64: AP8= }", Buffer.from([0, 255])],
    ["bytes as text", TYPE.Binary, '{ type: Binary, text: "ab\\0" }', Buffer.from("ab\0")],
    [
      "an object",
      TYPE.Object,
      "{ type: Object, iid: 0000000b-0000-0000-c000-000000000046, hex: '01' }",
      { iid: "0000000b-0000-0000-c000-000000000046", data: Buffer.from([1]) },
    ],
    ["several numbers", TYPE.Int32 | MULTI, "{ type: MultipleInt32, value: [1, 2] }", [1, 2]],
    ["several texts", TYPE.String | MULTI, "{ type: MultipleString, value: [a, b] }", ["a", "b"]],
    [
      "several bytes",
      TYPE.Binary | MULTI,
      "{ type: MultipleBinary, value: ['01', { text: a }] }",
      [Buffer.from([1]), Buffer.from("a")],
    ],
  ];
  it.each(VALUES)("writes %s", async (_, type, yaml, value) => {
    const { properties } = await built(`properties:\n  "0x6FF0": ${yaml}\n`);
    const property = properties.list.find(({ id }) => id === 0x6ff0) as MapiProperty;
    expect(property).toEqual({ id: 0x6ff0, type, value });
  });

  it("takes properties by canonical name, tag, or set with number or name", async () => {
    const { properties } = await built(`
properties:
  PidLidAutoProcessState: 1
  "0x00260003": 1
  "PSETID_Common 0x8570": { type: Int32, value: 3 }
  "PS_INTERNET_HEADERS x-test": { type: String, value: "yes" }
  "00c0ffee-1111-1111-beef-00aabbccddee 0x9001": { type: Boolean, value: true }
`);
    expect(properties.namedNumber(NAMED.PidLidAutoProcessState)).toBe(1);
    expect(valueAt(properties, TAG.PidTagPriority)).toBe(1);
    expect(properties.namedNumber({ guid: NAMED.PidLidAutoProcessState.guid, lid: 0x8570 })).toBe(3);
    expect(properties.namedText({ guid: "00020386-0000-0000-c000-000000000046", text: "X-Test" })).toBe("yes");
    expect(properties.named({ guid: "00c0ffee-1111-1111-beef-00aabbccddee", lid: 0x9001 })?.value).toBe(true);
  });

  it("makes the same bytes each time", async () => {
    const spec = "properties: { PidTagSubject: Hello, PidNameKeywords: [Blue] }\n";
    const first = readFileSync((await build(spec)).out);
    expect(readFileSync((await build(spec, "--force")).out)).toEqual(first);
  });

  it("says what it made, and replaces nothing unless it is told to", async () => {
    const spec =
      "properties: { PidTagSubject: Hello }\nattachments: [{ name: a.txt, text: a }, { name: b.txt, text: b }]\n";
    expect((await build(spec)).text).toMatch(/^out\.dat: \d+ bytes, 1 property, 0 recipients, 2 attachments$/);
    expect(await build(spec)).toMatchObject({ code: 2, complaint: "out.dat is there already; --force replaces it" });
  });
});

describe("a specification that is wrong", () => {
  it.each([
    [
      "proprties: {}",
      "1:1 proprties: is no key here; known are form, key, codepage, properties, recipients, attachments",
    ],
    ["form: word", "1:7 form: must be exchange or outlook"],
    ["key: 0", "1:6 key: must be a whole number from 1 to 65535"],
    ["properties: [a]", "1:13 properties: must be a map"],
    ["recipients: {}", "1:13 recipients: must be a list"],
    [
      "properties:\n  PidTagSubjct: a",
      '2:3 properties.PidTagSubjct: is no property: no canonical name, no 0x0037, no "PSETID_Common 0x851A"; did you mean `PidTagSubject`?',
    ],
    [
      "properties:\n  PidTagImportance: high",
      "2:21 properties.PidTagImportance: must be a whole number from -2147483648 to 4294967295",
    ],
    ["properties:\n  PidTagSubject: 2026", "2:18 properties.PidTagSubject: must be text; put it in quotes"],
    [
      "properties:\n  PidTagSearchKey: xyz",
      "2:20 properties.PidTagSearchKey: must be bytes in hexadecimal digits, in quotes; or { text: … }, { base64: … }, { file: … }",
    ],
    [
      "properties:\n  PidTagSearchKey: { text: a, hex: '00' }",
      "2:20 properties.PidTagSearchKey: must have one of hex, base64, text, rtf, file",
    ],
    [
      "properties:\n  PidTagBody: { type: String8, value: 日本 }",
      "2:39 properties.PidTagBody.value: has letters that code page 1252 (cp1252) lacks; say type: String",
    ],
    [
      "properties:\n  PidTagBody: { type: Text, value: a }",
      "2:23 properties.PidTagBody.type: is no type; there are Null, Int16, Int32, Float, Double, Currency, AppTime, Error, Boolean, Object, Int64, String8, String, SysTime, Guid, Binary, and each with Multiple before it",
    ],
    [
      "properties:\n  PidTagClientSubmitTime: 2026-03-01",
      "2:27 properties.PidTagClientSubmitTime: must be a time with its zone, as 2026-03-01T09:30:00Z",
    ],
    [
      "properties:\n  '0x8001': 1",
      '2:3 properties.0x8001: means something in one stream only; say its set, as in "PSETID_Common 0x851A"',
    ],
    [
      "properties:\n  '0x6FF0': 1",
      "2:13 properties.0x6FF0: is not known here: say its type, as in { type: Int32, value: 1 }",
    ],
    ["properties:\n  PidTagSubject: a\n  '0x0037': b", "3:3 properties.0x0037: stands here twice, by tag and by name"],
    ["attachments:\n  - file: none.txt", "2:11 attachments.0.file: There is no file none.txt"],
    ["attachments:\n  - { file: a, text: b }", "2:5 attachments.0: has file and text; keep one"],
    ["properties:\n\tPidTagSubject: a", "2:1: indent with blanks, not with tabs"],
  ])("is refused with its place: %j", async (spec, problem) => {
    const { code, complaint } = await build(`${spec}\n`);
    expect(code).toBe(2);
    expect(complaint.split("\n")).toContain(`spec.yaml:${problem}`);
    expect(complaint).toMatch(/\n\d+ problems? in the specification; nothing was written\.$/);
  });

  it("has all its problems said at once, from top to bottom", async () => {
    const { complaint } = await build("key: 0\nproperties:\n  PidTagSubject: 1\nform: x\n");
    expect(complaint.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "spec.yaml:1:6",
      "spec.yaml:3:18",
      "spec.yaml:4:7",
      "3",
    ]);
  });
});
