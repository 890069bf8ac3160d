import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../../src/cli/program.ts";
import type { MapiMessage } from "../../../../src/tnef/message.ts";
import { TYPE } from "../../../../src/tnef/property.ts";
import { PropertyBag } from "../../../../src/tnef/property-bag.ts";
import { NAMED, PSETID, TAG } from "../../../../src/tnef/property-tags.ts";
import { encodeTnef } from "../../../../src/tnef/stream.ts";
import { writeMessage } from "../../../../src/tnef/write-message.ts";
import { mailWith, recallMessage, winmail } from "../../../support/winmail.ts";
import { fakeTerminal } from "../terminal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tnef-diff-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function diff(before: Buffer, after: Buffer, ...args: string[]) {
  const files = [before, after].map((bytes, index) => {
    const file = join(folder, `${index}.dat`);
    writeFileSync(file, bytes);
    return file;
  });
  const terminal = fakeTerminal();
  const code = await run(["tnef", "diff", ...files, ...args], terminal);
  return { code, lines: terminal.written.join("\n").split("\n"), complaint: terminal.complained.join("\n") };
}

/** The recall request, changed. */
function changed(change: (message: MapiMessage) => void): Buffer {
  const message = recallMessage();
  change(message);
  return winmail(message);
}

describe("tnef diff", () => {
  it("ends with 0 where they are equal, in a file or in an e-mail", async () => {
    expect(await diff(winmail(), mailWith(winmail()))).toMatchObject({ code: 0, lines: ["equal by property"] });
  });

  it("tells what was added, removed and changed, with sign and word", async () => {
    const after = changed(({ properties }) => {
      properties.set(TAG.PidTagImportance, 2).delete(TAG.RecallSearchKey);
      properties.setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, 0);
    });
    const { code, lines } = await diff(winmail(), after);
    expect(code).toBe(1);
    expect(lines).toEqual([
      "message",
      "  ~ changed  PidTagImportance  Int32 1 (normal)",
      "            → Int32 2 (high)",
      "  - removed  RecallSearchKey  Binary 16 bytes 292ba3f11581d30605ecc58781b96348",
      "  ~ changed  PidLidAutoProcessState  Int32 1 (processed when it is opened)",
      "            → Int32 0 (not processed)",
      "3 properties differ",
    ]);
    expect((await diff(after, winmail())).lines).toContain(
      "  + added    RecallSearchKey  Binary 16 bytes 292ba3f11581d30605ecc58781b96348",
    );
  });

  it("goes into recipients, attachments and messages inside", async () => {
    const after = changed(({ recipients, attachments }) => {
      recipients[0]?.set(TAG.PidTagSmtpAddress, "rob@contoso.com");
      attachments[0]?.properties.set(TAG.PidTagAttachDataBinary, Buffer.from("1, 2, 4\r\n"));
      attachments[1]?.embedded?.properties.set(TAG.PidTagBody, "There they are.");
    });
    const { lines } = await diff(winmail(), after);
    expect(lines.filter((line) => !line.startsWith(" "))).toEqual([
      "recipient 1",
      "attachment 1",
      "attachment 2, message inside",
      "3 properties differ",
    ]);
  });

  it("tells of whole recipients and attachments", async () => {
    const message = recallMessage();
    const after = winmail({ ...message, recipients: [], attachments: message.attachments.slice(0, 1) });
    const { lines } = await diff(winmail(), after);
    expect(lines).toContain("  - removed  bob@contoso.com");
    expect(lines).toContain('  - removed  "Q3 numbers"');
  });

  it("says where long values part that look the same", async () => {
    const long = (last: number) => {
      const bytes = Buffer.alloc(64, 7);
      bytes[63] = last;
      return changed(({ properties }) => properties.set(TAG.PidTagReportTag, bytes));
    };
    const { lines } = await diff(long(1), long(2));
    expect(lines[1]).toMatch(/PidTagReportTag {2}Binary 64 bytes (?:07){32}… \(from byte 63 on 01\)$/);
    expect(lines[2]).toMatch(/\(from byte 63 on 02\)$/);
  });

  it("takes a type for a difference, the number of a named property in its stream for none", async () => {
    const named = (id: number) => {
      const properties = new PropertyBag([{ id, type: TYPE.Int32, name: NAMED.PidLidTaskMode, value: 1 }]);
      return winmail({ properties, recipients: [], attachments: [] });
    };
    expect((await diff(named(0x8001), named(0x8002))).code).toBe(0);
    const asText8 = changed(({ properties }) =>
      properties.set({ ...TAG.PidTagSubject, type: TYPE.String8 }, Buffer.from("Recall: Q3 numbers")),
    );
    expect((await diff(winmail(), asText8)).lines).toContain('            → String8 "Recall: Q3 numbers"');
  });

  it("says what else makes other bytes of equal properties", async () => {
    const other = encodeTnef(writeMessage(recallMessage(), { key: 0x4321, codepage: 1252, form: "exchange" }));
    expect(await diff(winmail(), other)).toMatchObject({
      code: 0,
      lines: ["equal by property (key: 0x1234, then 0x4321)"],
    });
  });

  it("takes header fields for the same, however they are written", async () => {
    const field = (text: string) =>
      changed(({ properties }) => properties.setNamed({ guid: PSETID.InternetHeaders, text }, TYPE.String, "yes"));
    expect((await diff(field("X-Test"), field("x-test"))).code).toBe(0);
  });

  it("is one document with --json", async () => {
    const after = changed(({ properties }) => properties.delete(TAG.RecallSearchKey));
    const { code, lines } = await diff(winmail(), after, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(lines.join("\n"))).toEqual({
      equal: false,
      differences: [
        {
          where: "message",
          property: "RecallSearchKey",
          change: "removed",
          before: "Binary 16 bytes 292ba3f11581d30605ecc58781b96348",
        },
      ],
      notes: [],
    });
  });

  it("ends with 2 where one of them cannot be read", async () => {
    expect(await diff(winmail(), Buffer.from("text"))).toMatchObject({ code: 2 });
    const cut = await diff(winmail(), winmail().subarray(0, 70));
    expect(cut.code).toBe(2);
    expect(cut.complaint).toContain("1.dat: Cannot read TNEF attribute attDateSent at offset 0x35");
  });
});
