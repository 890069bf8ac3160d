import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../src/cli/program.ts";
import { fakeTerminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "diff-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text.replace(/\n/g, "\r\n"));
  return path;
}

async function diff(...args: string[]) {
  const terminal = fakeTerminal();
  const code = await run(["diff", ...args], terminal);
  return { code, text: terminal.written.join("\n"), complaint: terminal.complained.join("\n") };
}

const MAIL = `From: alice@contoso.com
To: bob@contoso.com
Subject: Budget
Message-ID: <1@contoso.com>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello Bob,
the budget.
`;
const SIGNED = MAIL.replace("the budget.\n", "the budget.\n\n[ACME]\nACME Ltd.\n[/ACME]\n");

describe("diff", () => {
  it("says first what it means for recall", async () => {
    const other = MAIL.replace("<1@contoso.com>", "<2@vendor.example>");
    const { code, text } = await diff(fileWith("a.eml", MAIL), fileWith("b.eml", other));
    expect(code).toBe(1);
    expect(text.split("\n").slice(0, 8)).toEqual([
      "FATAL  The message came back with another Message-ID: a recall that names the original by it does not find the copy.",
      "",
      "Fatal",
      "  header Message-ID changed",
      "    - <1@contoso.com>",
      "    + <2@vendor.example>",
      "    The message came back with another Message-ID: a recall that names the original by it does not find the copy.",
      "",
    ]);
  });

  it("of one and the same message has nothing to say", async () => {
    const file = fileWith("a.eml", MAIL);
    expect(await diff(file, file)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^IDENTICAL[\s\S]*\n100 % of/),
    });
  });

  it("shows what was written in; between declared texts it is expected", async () => {
    const [left, returned] = [fileWith("a.eml", MAIL), fileWith("b.eml", SIGNED)];
    expect((await diff(left, returned)).text).toContain("  | ACME Ltd.");
    const declared = await diff(left, returned, "--edits", "[ACME]…[/ACME]", "--json");
    expect(declared.code).toBe(0);
    expect((await diff(left, returned, "--edits", "signature=[ACME]…[/ACME]", "--json")).text).toBe(declared.text);
    expect(JSON.parse(declared.text)).toMatchObject({ class: "expected", differences: [{ area: "body" }] });
  });

  it("says which file is not there, or is no e-mail, and what --edits wants", async () => {
    const mail = fileWith("a.eml", MAIL);
    expect(await diff(mail, join(folder, "none.eml"))).toMatchObject({
      code: 2,
      complaint: expect.stringMatching(/There is no file .*none\.eml/),
    });
    expect(await diff(fileWith("empty.eml", ""), mail)).toMatchObject({
      code: 2,
      complaint: expect.stringContaining("is no e-mail: it is empty"),
    });
    expect(await diff("-", "-")).toMatchObject({ code: 2, complaint: expect.stringContaining("Only one of both") });
    expect(await diff(mail, mail, "--edits", "[ACME]")).toMatchObject({
      code: 2,
      complaint: expect.stringContaining("two texts with … between"),
    });
  });
});
