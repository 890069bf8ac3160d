import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../src/cli/program.ts";
import { mailWith, SEARCH_KEY, winmail } from "../../support/winmail.ts";
import { fakeTerminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "identify-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function identify(...args: string[]) {
  const terminal = fakeTerminal();
  const code = await run(["recall", "identify", ...args], terminal);
  return { code, text: terminal.written.join("\n"), complaint: terminal.complained.join("\n") };
}

const REQUEST = 'Subject: Recall: Hi\n\nBob would like to recall the message, "Hi".\n';
const REPLY = 'Subject: Re: Recall: Hi\n\n> Bob would like to recall the message, "Hi".\n';

describe("recall identify", () => {
  it("tells a person what it is and why", async () => {
    const file = fileWith("recall.eml", mailWith(winmail()));
    const { code, text } = await identify(file);
    expect(code).toBe(0);
    expect(text.split("\n")).toEqual([
      `${file}: a recall request`,
      "  Generation  C: Outlook with a POP or IMAP account",
      "  Language    en",
      '  Original    "Q3 numbers"',
      `              search key ${SEARCH_KEY.toUpperCase()}`,
      "  Shown by    TNEF has the class IPM.Outlook.Recall",
    ]);
  });

  it("says so when nothing but the subject names the original, and when it is no request", async () => {
    const { code, text } = await identify(fileWith("a.eml", REQUEST), fileWith("b.eml", REPLY));
    expect(code).toBe(0);
    expect(text).toContain("nothing but the subject names it");
    expect(text).toMatch(/b\.eml: no recall request$/);
  });

  it("gives a script one document for all files", async () => {
    const files = [fileWith("a.eml", REQUEST), fileWith("b.eml", REPLY)];
    const { text } = await identify(...files, "--json");
    const { messages } = JSON.parse(text);
    expect(messages).toEqual([
      expect.objectContaining({ file: files[0], isRecallRequest: true, generation: "A", language: "en" }),
      expect.objectContaining({ file: files[1], isRecallRequest: false, original: null, signals: [] }),
    ]);
    expect(messages[0].original).toEqual({ namedBy: "subject", subject: "Hi" });
    expect(messages[0].signals).toEqual([{ kind: "text", detail: "Subject and sentence of a recall in en" }]);
  });

  it("a subject cannot move the cursor", async () => {
    const { text } = await identify(fileWith("a.eml", REQUEST.replaceAll("Hi", "H\x1b[2Ji")));
    expect(text).not.toContain("\x1b");
  });

  it("a note says why TNEF was left out", async () => {
    const { code, text } = await identify(fileWith("cut.eml", mailWith(winmail().subarray(0, 200))));
    expect(code).toBe(0);
    expect(text).toMatch(/cut\.eml: no recall request\n {2}Note {2}Its TNEF is left out: Cannot read TNEF/);
  });

  it("a file that is no e-mail is said, and the others are read", async () => {
    const empty = fileWith("empty.eml", "");
    const pdf = fileWith("x.pdf", "%PDF-1.7");
    const bare = fileWith("winmail.dat", winmail());
    const huge = fileWith("huge.eml", "Subject: x\n");
    truncateSync(huge, 200 * 1024 * 1024);
    const { code, text, complaint } = await identify(
      empty,
      pdf,
      bare,
      huge,
      folder,
      join(folder, "nope"),
      fileWith("a.eml", REQUEST),
    );
    expect(code).toBe(2);
    expect(complaint.split("\n")).toEqual([
      `${empty} is no e-mail: it is empty`,
      `${pdf} is no e-mail: it looks like a PDF`,
      `${bare} is TNEF without its e-mail: \`recall-sandbox tnef\` shows what is in it`,
      `${huge} has 209715200 bytes; no e-mail has more than 157286400`,
      `${folder} is a folder`,
      `There is no file ${join(folder, "nope")}`,
    ]);
    expect(text).toContain("a.eml: a recall request");
  });

  it("needs a file", async () => {
    expect((await identify()).code).toBe(2);
  });
});
