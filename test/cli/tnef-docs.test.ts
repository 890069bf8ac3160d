// docs/tnef.md: its commands run in their order where its files are, and print what stands below them.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { winmail } from "../support/winmail.ts";
import { BIN, command, PROJECT } from "./command.ts";

const BLOCKS = [...readFileSync(join(PROJECT, "docs/tnef.md"), "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, kind = "", content = ""]) => ({ kind, content }),
);
const squeezed = (text: string) => text.replace(/ +/g, " ");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tnef-docs-"));
  mkdirSync(join(folder, "docs"));
  copyFileSync(join(PROJECT, "docs/recall-request.yaml"), join(folder, "docs/recall-request.yaml"));
  for (const { kind, content } of BLOCKS) {
    const name = /^# (\S+\.yaml)$/m.exec(content)?.[1];
    if (kind === "yaml" && name !== undefined) writeFileSync(join(folder, name), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runs(line: string) {
  const [program, ...args] = line.split(" ");
  expect(program).toBe("recall-sandbox");
  return command(args, { cwd: folder });
}

describe("docs/tnef.md", () => {
  let printed = "";
  for (const [index, { kind, content }] of BLOCKS.entries()) {
    if (kind === "sh") {
      it(`${index + 1}. runs ${content.trim().split("\n").join(", ")}`, async () => {
        for (const line of content.trim().split("\n")) {
          const { code, stdout, stderr } = await runs(line);
          printed = stdout;
          expect({ code: line.includes(" diff ") && code === 1 ? 0 : code, stderr }).toEqual({ code: 0, stderr: "" });
        }
      });
    } else if (kind === "text") {
      it(`${index + 1}. was printed`, () => {
        const lines = squeezed(printed).split("\n");
        expect(lines).toEqual(expect.arrayContaining(squeezed(content).trimEnd().split("\n")));
      });
    }
  }

  it("says that - is standard input", () => {
    const read = (input: Buffer | string) =>
      spawnSync(process.execPath, [BIN, "tnef", "-"], { input, encoding: "utf8" });
    expect(read(winmail())).toMatchObject({ status: 0, stdout: expect.stringContaining("standard input: TNEF, ") });
    expect(read("")).toMatchObject({ status: 2, stderr: "standard input is no TNEF: it is empty\n" });
  });

  it("has a specification with everything, which is built without a flaw", async () => {
    expect(await runs("recall-sandbox tnef build everything.yaml --out everything.dat")).toMatchObject({ code: 0 });
    const { stdout } = await runs("recall-sandbox tnef everything.dat --json");
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ status: "compliant", key: 0x1234, codepage: 936 });
    expect(
      document.message.properties.map(({ name, named }: { name: string; named?: string }) => name ?? named),
    ).toContain("PSETID_Common 0x8570");
    expect(document.message.attachments).toHaveLength(2);
  });
});
