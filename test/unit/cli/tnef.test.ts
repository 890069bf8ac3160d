import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportTagMessageId } from "../../../src/agents/recall/wire/report-tag.ts";
import { run } from "../../../src/cli/program.ts";
import { PropertyBag } from "../../../src/tnef/property-bag.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { CORRELATOR, mailWith, SEARCH_KEY, winmail } from "../../support/winmail.ts";
import { fakeTerminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tnef-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(bytes: Buffer | string, name = "winmail.dat"): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function tnef(...args: string[]) {
  const terminal = fakeTerminal();
  const code = await run(["tnef", ...args], terminal);
  return { code, text: terminal.written.join("\n"), complaint: terminal.complained.join("\n") };
}

/** The line of a table that begins with these cells. */
const row = (text: string, start: string) => text.split("\n").find((line) => line.trimStart().startsWith(start)) ?? "";

describe("tnef FILE", () => {
  it("shows attributes with place, size and checksum", async () => {
    const { code, text } = await tnef(fileWith(winmail()));
    expect(code).toBe(0);
    expect(text).toContain("key 0x1234, code page 1252");
    expect(row(text, "message     attTnefVersion")).toMatch(/attTnefVersion +0x6 +4 +0x0001 right/);
    expect(text).toContain("Compliance compliant");
  });

  it("shows what stands in the attributes of old", async () => {
    const { text } = await tnef(fileWith(winmail()));
    expect(row(text, "message     attSubject")).toContain('"Recall: Q3 numbers"');
    expect(row(text, "message     attDateSent")).toContain("2026-03-01T09:30:00.000Z");
    expect(row(text, "message     attOemCodepage")).toMatch(/right +1252$/);
  });

  it("shows properties with tag, canonical name, value and meaning", async () => {
    const { text } = await tnef(fileWith(winmail()));
    expect(row(text, "0x00390040")).toMatch(
      /PidTagClientSubmitTime +SysTime +2026-03-01T09:30:00\.000Z {2}· the sender/,
    );
    expect(row(text, "0x68000102")).toMatch(new RegExp(`RecallSearchKey +Binary +16 bytes ${SEARCH_KEY}`));
    expect(row(text, "0x68010003")).toContain("17 (read, has attachments)");
    expect(row(text, "0x80000003")).toMatch(/PidLidAutoProcessState +Int32 +1 \(processed when it is opened\)/);
    expect(row(text, "0x8001101F")).toMatch(/PidNameKeywords +MultipleString +"Blue"; "Green"/);
  });

  it("reads what is inside bytes", async () => {
    const { text } = await tnef(fileWith(winmail()));
    expect(row(text, "0x00710102")).toContain(
      "begun 2015-12-18T13:26:45.330Z, 62cf2a2a-fe89-6e44-ab11-68ffe149ff4b (22 bytes 01d13997bd8b2a2acf6289fe446eab11…)",
    );
    expect(row(text, "0x007F0102")).toContain(`"${CORRELATOR}" (21 bytes`);
  });

  it("shows recipients, attachments and the message inside, further in", async () => {
    const { text } = await tnef(fileWith(winmail()));
    expect(text).toContain("\nRecipient 1 To bob@contoso.com\n");
    expect(text).toContain('\nAttachment 1 "numbers.txt", 9 bytes\n');
    expect(text).toContain('\nAttachment 2 "Q3 numbers", embedded message\n');
    expect(text).toContain("\n    Message IPM.Note\n");
    expect(text).toMatch(/^ {6}0x1000001F +PidTagBody +String +"Here they are\."/m);
  });

  it("cuts long values, and shows them whole with --full", async () => {
    const file = fileWith(winmail());
    expect((await tnef(file)).text).not.toContain("68ffe149ff4b)");
    expect((await tnef(file, "--full")).text).toContain("01d13997bd8b2a2acf6289fe446eab1168ffe149ff4b)");
  });

  it("lists what was tolerated, with its place", async () => {
    const bytes = winmail();
    bytes.writeUInt16LE(0xffff, 19);
    const { code, text } = await tnef(fileWith(Buffer.concat([bytes, Buffer.alloc(3)])));
    expect(code).toBe(0);
    expect(text).toContain("Compliance 2 flaws");
    expect(text).toContain("0x13");
    expect(text).toContain("badChecksum");
    expect(row(text, "message     attTnefVersion")).toContain("0x0001 wrong");
    expect(text).toContain("garbageAtEnd  3 bytes are no attribute");
  });

  it("says where rich text cannot be read, though the codec leaves it as it is", async () => {
    const properties = new PropertyBag().set(TAG.PidTagRtfCompressed, Buffer.from("no rich text at all"));
    const bytes = winmail({ properties, recipients: [], attachments: [] });
    const offset = bytes.indexOf("no rich text at all") + 8;
    const { code, text } = await tnef(fileWith(bytes));
    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`0x${offset.toString(16).toUpperCase()} +badRtf +Cannot read `));
  });

  it("shows as much as there is of one that is cut", async () => {
    const { code, text } = await tnef(fileWith(winmail().subarray(0, 70)));
    expect(code).toBe(1);
    expect(text).toContain("attOemCodepage");
    expect(text).toContain(
      "Compliance broken: Cannot read TNEF attribute attDateSent at offset 0x35: length is 14, 8 bytes remain",
    );
  });

  it("does not let a name move the cursor", async () => {
    const message = mailWith(winmail()).toString("latin1").replace("Subject: Recall", "Subject: \u001b[2J Recall");
    const { text } = await tnef(fileWith(message));
    expect(text).not.toContain("\u001b");
  });
});

describe("tnef FILE of an e-mail", () => {
  it("finds the winmail.dat, and says that it belongs there", async () => {
    const { code, text } = await tnef(fileWith(mailWith(winmail()), "recall.eml"));
    expect(code).toBe(0);
    expect(text).toContain('in the e-mail "Recall: Q3 numbers" <recall@contoso.com>, as application/ms-tnef');
    expect(text).toContain("belongs to it: X-MS-TNEF-Correlator is its correlation key.");
  });

  it("finds one whose type was changed on its way", async () => {
    const { code, text } = await tnef(fileWith(mailWith(winmail(), { type: "application/octet-stream" })));
    expect(code).toBe(0);
    expect(text).toContain("does not belong to it: As application/octet-stream it is an attachment like others;");
  });

  it("goes by the header block of the message it stands in, forwarded or not", async () => {
    const forward = [
      "Subject: Fw: look at this",
      "X-MS-TNEF-Correlator: <other@contoso.com>",
      'Content-Type: multipart/mixed; boundary="f"',
      "",
      "--f",
      "Content-Type: message/rfc822",
      "",
      mailWith(winmail()).toString("latin1"),
      "--f--",
      "",
    ].join("\r\n");
    const { text } = await tnef(fileWith(forward));
    expect(text).toContain('in the e-mail "Recall: Q3 numbers" <recall@contoso.com>');
    expect(text).toContain("belongs to it: X-MS-TNEF-Correlator is its correlation key.");
  });

  it("reads files that were saved with bare line feeds", async () => {
    const { code, text } = await tnef(fileWith(mailWith(winmail()).toString("latin1").replaceAll("\r\n", "\n")));
    expect(code).toBe(0);
    expect(text).toContain("belongs to it:");
  });

  it("says what a Message-ID of Outlook names", async () => {
    const empty = Buffer.alloc(0);
    const searchKey = Buffer.from(SEARCH_KEY, "hex");
    const subject = Buffer.from("Q3 numbers");
    const tag = { storeEntryId: empty, folderEntryId: empty, messageEntryId: empty, searchFolderEntryId: empty };
    const id = reportTagMessageId({ ...tag, searchKey, subject }, "contoso.com");
    const mail = mailWith(winmail())
      .toString("latin1")
      .replace("Message-ID: <recall@contoso.com>", `Message-ID: ${id}`);
    const { text } = await tnef(fileWith(mail));
    expect(text).toContain(`whose Message-ID is a report tag about "Q3 numbers", search key ${SEARCH_KEY}`);
  });

  it("says that it belongs to another", async () => {
    const { text } = await tnef(fileWith(mailWith(winmail(), { correlator: "<other@contoso.com>" })));
    expect(text).toContain(
      `does not belong to it: X-MS-TNEF-Correlator is <other@contoso.com>; the correlation key in the TNEF is ${CORRELATOR}.`,
    );
  });
});

describe("tnef FILE --json", () => {
  it("is one document", async () => {
    const { text } = await tnef(fileWith(winmail()), "--json");
    const document = JSON.parse(text);
    expect(document).toMatchObject({ key: 0x1234, codepage: 1252, status: "compliant", flaws: [] });
    expect(document.attributes[0]).toEqual({
      level: "message",
      id: "0x00089006",
      name: "attTnefVersion",
      offset: 6,
      size: 4,
      checksum: 1,
      isChecksumRight: true,
      explained: "0x00010000",
    });
    const byName = (name: string) => document.message.properties.find((one: { name: string }) => one.name === name);
    expect(byName("RecallSearchKey")).toMatchObject({ tag: "0x68000102", value: { size: 16, hex: SEARCH_KEY } });
    expect(byName("PidTagClientSubmitTime").value).toBe("2026-03-01T09:30:00.000Z");
    expect(byName("PidLidAutoProcessState")).toMatchObject({ named: "PSETID_Common 0x851A", value: 1 });
    expect(document.message.attachments[1].message.messageClass).toBe("IPM.Note");
  });

  it("says what is broken", async () => {
    const { code, text } = await tnef(fileWith(winmail().subarray(0, 70)), "--json");
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ status: "broken", error: { offset: 0x35 } });
  });
});

describe("tnef of bytes that nobody wrote", () => {
  it("shows what it can or says why not, whatever they are", async () => {
    const whole = winmail();
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const codes = new Set<number>();
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(whole.subarray(0, round % 4 === 0 ? 7 + random(whole.length - 7) : whole.length));
      for (let change = random(6); change >= 0; change -= 1) bytes[6 + random(bytes.length - 6)] = random(256);
      const { code, complaint } = await tnef(fileWith(bytes), ...(round % 2 === 0 ? ["--json"] : ["--full"]));
      expect(complaint).not.toContain("defect");
      codes.add(code);
    }
    expect([...codes].sort()).toEqual([0, 1]);
  });
});

describe("tnef of something else", () => {
  it.each([
    ["nothing", "", "is no TNEF: it is empty"],
    ["a PDF", "%PDF-1.7\n", "is no TNEF: it begins with 25 50 44 46, TNEF with 78 9f 3e 22; it looks like a PDF"],
    ["base64", winmail().toString("base64"), "it looks like TNEF in base64: decode it first, `base64 -d`"],
    [".msg", Buffer.from("d0cf11e0a1b11ae1", "hex"), "it looks like a compound file, as .msg"],
    ["zeros", Buffer.alloc(8), "it begins with 00 00 00 00, TNEF with 78 9f 3e 22"],
    [
      "mail without any",
      "Subject: Hello\r\n\r\nHello\r\n",
      "looks like an e-mail, and has no TNEF in it: its parts are text/plain",
    ],
  ])("says so: %s", async (_, bytes, complaint) => {
    const result = await tnef(fileWith(bytes, "other.bin"));
    expect(result.code).toBe(2);
    expect(result.complaint).toContain(complaint);
    expect(result.text).toBe("");
  });

  it("says that there is no such file, or that it is a folder", async () => {
    expect(await tnef(join(folder, "none.dat"))).toMatchObject({
      code: 2,
      complaint: `There is no file ${folder}/none.dat`,
    });
    expect(await tnef(folder)).toMatchObject({ code: 2, complaint: `${folder} is a folder` });
  });
});
