// bin/recall-sandbox.js on a Node that is too old for the sources. A Node that says it is 20.20.2 stands for one.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BIN } from "./command.ts";

const OLD = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})';
const folder = mkdtempSync(join(tmpdir(), "old-node-"));

function onOldNode(bin: string, ...args: string[]) {
  return spawnSync(process.execPath, ["--import", OLD, bin, ...args], { encoding: "utf8" });
}

describe("bin/recall-sandbox.js on Node 20", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("says which Node it needs where none is brought along", () => {
    mkdirSync(join(folder, "bin"));
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "src", "main.ts"), "throw new Error('ran');");
    copyFileSync(BIN, join(folder, "bin", "recall-sandbox.js"));
    const { status, stdout, stderr } = onOldNode(join(folder, "bin", "recall-sandbox.js"), "up");
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("recall-sandbox needs Node 22.18 or newer; this is Node 20.20.2.");
    expect(stderr).toContain("npm ci");
  });

  it("runs on the Node that npm ci brought, with its output and exit code", () => {
    expect(onOldNode(BIN, "--version")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(onOldNode(BIN, "recal")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Did you mean recall?"),
    });
  });
});
