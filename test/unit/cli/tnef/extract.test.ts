import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../../src/cli/program.ts";
import { numbered, safeName } from "../../../../src/cli/tnef/safe-name.ts";
import { storeRtf } from "../../../../src/tnef/compressed-rtf.ts";
import { PropertyBag } from "../../../../src/tnef/property-bag.ts";
import { TAG } from "../../../../src/tnef/property-tags.ts";
import { isTnef } from "../../../../src/tnef/stream.ts";
import { recallMessage, winmail } from "../../../support/winmail.ts";
import { fakeTerminal } from "../terminal.ts";

let folder: string;
let parts: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tnef-extract-"));
  parts = join(folder, "parts");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function extract(bytes: Buffer, ...args: string[]) {
  const file = join(folder, "winmail.dat");
  writeFileSync(file, bytes);
  const terminal = fakeTerminal();
  const code = await run(["tnef", file, "--extract", parts, ...args], terminal);
  const tidy = (lines: string[]) => lines.join("\n").replaceAll(`${folder}/`, "");
  return { code, text: tidy(terminal.written), complaint: tidy(terminal.complained) };
}

const content = (name: string) => readFileSync(join(parts, name));

function withFile(name: string, data: string) {
  const properties = new PropertyBag()
    .set(TAG.PidTagAttachMethod, 1)
    .set(TAG.PidTagAttachLongFilename, name)
    .set(TAG.PidTagAttachDataBinary, Buffer.from(data));
  return { properties };
}

describe("tnef --extract", () => {
  it("writes attachments byte for byte, and messages inside as TNEF", async () => {
    const { code, text } = await extract(winmail());
    expect(code).toBe(0);
    expect(readdirSync(parts).sort()).toEqual(["Q3 numbers.winmail.dat", "numbers.txt"]);
    expect(content("numbers.txt").toString()).toBe("1, 2, 3\r\n");
    expect(isTnef(content("Q3 numbers.winmail.dat"))).toBe(true);
    expect(text.split("\n")[0]).toMatch(/^parts\/numbers\.txt +9 bytes$/);
  });

  it("writes the text in each form there is", async () => {
    const properties = new PropertyBag()
      .set(TAG.PidTagBody, "Grüße")
      .set(TAG.PidTagHtml, Buffer.from("<p>Gr\xfc\xdfe</p>", "latin1"))
      .set(TAG.PidTagRtfCompressed, storeRtf(Buffer.from("{\\rtf1 Gr\\'fc\\'dfe}")));
    await extract(winmail({ properties, recipients: [], attachments: [] }));
    expect(content("body.txt").toString()).toBe("Grüße");
    expect(content("body.html").toString("latin1")).toBe("<p>Gr\xfc\xdfe</p>");
    expect(content("body.rtf").toString()).toBe("{\\rtf1 Gr\\'fc\\'dfe}");
  });

  it("writes what rich text was made from", async () => {
    const rtf = "{\\rtf1\\ansi\\fromtext Hello}";
    const properties = new PropertyBag().set(TAG.PidTagRtfCompressed, storeRtf(Buffer.from(rtf)));
    await extract(winmail({ properties, recipients: [], attachments: [] }));
    expect(readdirSync(parts).sort()).toEqual(["body.rtf", "body.txt"]);
    expect(content("body.txt").toString()).toBe("Hello");
  });

  it("writes the rest where rich text cannot be read", async () => {
    const properties = new PropertyBag().set(TAG.PidTagRtfCompressed, Buffer.from("no rich text at all"));
    expect((await extract(winmail({ ...recallMessage(), properties }))).code).toBe(0);
    expect(readdirSync(parts).sort()).toEqual(["Q3 numbers.winmail.dat", "numbers.txt"]);
  });

  it("writes nothing outside its folder", async () => {
    const names = ["../../evil.sh", "/etc/evil", "..\\evil.bat", "..", ".bashrc", "a\u0007b\u202etxt.exe"];
    const attachments = names.map((name) => withFile(name, "x"));
    await extract(winmail({ ...recallMessage(), attachments }));
    expect(readdirSync(folder).sort()).toEqual(["parts", "winmail.dat"]);
    expect(readdirSync(parts).sort()).toEqual([
      "_bashrc",
      "a_b_txt.exe",
      "attachment 4",
      "evil",
      "evil.bat",
      "evil.sh",
    ]);
  });

  it("replaces nothing and follows no link", async () => {
    const victim = join(folder, "victim");
    writeFileSync(victim, "mine");
    await extract(winmail({ ...recallMessage(), attachments: [] }));
    symlinkSync(victim, join(parts, "note.txt"));
    const attachments = [withFile("note.txt", "one"), withFile("note.txt", "two")];
    await extract(winmail({ ...recallMessage(), attachments }));
    expect(readFileSync(victim, "utf8")).toBe("mine");
    expect(content("note (2).txt").toString()).toBe("one");
    expect(content("note (3).txt").toString()).toBe("two");
  });

  it("says in --json what it wrote", async () => {
    const { text } = await extract(winmail(), "--json");
    expect(JSON.parse(text).extracted[0]).toEqual({ path: "parts/numbers.txt", size: 9 });
  });

  it("writes what can be read of one that is broken", async () => {
    const bytes = winmail();
    const { code, complaint } = await extract(bytes.subarray(0, bytes.length - 20));
    expect(code).toBe(1);
    expect(complaint).toMatch(/^winmail\.dat is broken: Cannot read TNEF attribute attAttachment at offset 0x/);
    expect(content("numbers.txt").toString()).toBe("1, 2, 3\r\n");
  });

  it("says where it cannot write", async () => {
    writeFileSync(parts, "a file");
    expect(await extract(winmail())).toMatchObject({
      code: 2,
      complaint: expect.stringMatching(/^Cannot write to parts: /),
    });
  });
});

describe("safeName()", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["C:\\Users\\ann\\report.pdf", "report.pdf"],
    ["a/b/c.txt", "c.txt"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["what?.txt", "what_.txt"],
    ["trailing. ", "trailing"],
    ["", "attachment 1"],
    ["...", "attachment 1"],
    ["写真.jpg", "写真.jpg"],
  ])("makes %j into %j", (name, safe) => {
    expect(safeName(name, "attachment 1")).toBe(safe);
  });

  it("cuts long ones before the ending", () => {
    const name = safeName(`${"写".repeat(300)}.jpg`, "x");
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150);
    expect(name).toMatch(/^写+\.jpg$/);
  });

  it("numbers before the ending", () => {
    expect(numbered("a.tar", 2)).toBe("a (2).tar");
    expect(numbered("Q3.winmail.dat", 2)).toBe("Q3 (2).winmail.dat");
  });
});
