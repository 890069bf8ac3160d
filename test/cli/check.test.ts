// `check` as a vendor's QA runs it: a process of its own, exit codes, files.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Run } from "../../src/check/run.ts";
import { command } from "./command.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "check-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (...args: string[]) => command(["check", ...args], { cwd: folder });

describe("check", () => {
  it("lists its cases as JSON", async () => {
    const { code, stdout } = await check("--list", "--json");
    const { cases } = JSON.parse(stdout) as { cases: Record<string, unknown>[] };
    expect(code).toBe(0);
    expect(Object.keys(cases[0] ?? {}).sort()).toEqual([
      "group",
      "id",
      "judges",
      "level",
      "requirement",
      "sends",
      "settings",
      "title",
    ]);
    expect((await check("--list", "--only", "RECALL")).stdout).toMatch(
      /^id +level +forms +title +source\n-.*\nRECALL-01 /,
    );
  });

  it("prints the whole run, and nothing else, with --json", async () => {
    const { code, stdout, stderr } = await check(
      "--builtin",
      "transparent",
      "--only",
      "RECALL-01",
      "--seed",
      "7",
      "--json",
    );
    const run = JSON.parse(stdout) as Run;
    expect(stderr).toBe("");
    expect([code, run.exitCode, run.seed, run.cases[0]?.outcome]).toEqual([0, 0, 7, "OK"]);
  });

  it("fails with a report; the replay of it ends the same, the baseline names what failed newly", async () => {
    const failed = await check("--builtin", "strips-exchange-headers", "--only", "RECALL-01", "--report", "report");
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/\nFAILED {2}RECALL-01 .*\n[\s\S]*\nVerdict: /);
    expect(readdirSync(join(folder, "report")).sort()).toEqual([
      "MANIFEST.sha256",
      "badge.svg",
      "evidence",
      "index.html",
      "junit.xml",
      "run.json",
    ]);
    const replayed = await check("--replay", "report");
    expect(replayed.code).toBe(1);
    expect(replayed.stdout).toMatch(/\nRECALL-01 +FAILED +FAILED +the same/);
    const good = await check("--builtin", "transparent", "--only", "RECALL-01", "--baseline", "report");
    expect(good.code).toBe(0);
    expect(good.stdout).toContain("Newly passing:\n  RECALL-01  FAILED → OK");
    const matrix = await check("--matrix", "report", "report");
    expect([matrix.code, matrix.stdout]).toEqual([0, expect.stringMatching(/\nRECALL-01 +FAILED +FAILED +/)]);
  });

  it("writes no address or host of the sender under --redact", async () => {
    const args = ["--builtin", "transparent", "--only", "RECALL-01", "--from", "ulrike@nordwind.example"];
    expect((await check(...args, "--redact", "--report", "redacted")).code).toBe(0);
    const files = readdirSync(join(folder, "redacted"), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile()))
      expect(readFileSync(join(file.parentPath, file.name), "latin1"), file.name).not.toMatch(/ulrike|nordwind/i);
  });

  // Eight starts of the command line.
  it("sends nothing where it could not run: exit code 2, with the cause and the next step", {
    timeout: 120_000,
  }, async () => {
    writeFileSync(join(folder, "thesis.txt"), "");
    const busy = createServer();
    const port = await new Promise<number>((resolve) => {
      busy.listen(0, "127.0.0.1", () => resolve((busy.address() as { port: number }).port));
    });
    const cases: [string[], RegExp][] = [
      [["--smart-host", "127.0.0.1:1", "--return", "127.0.0.1:0"], /can't be reached: .*Start it/],
      [["--builtin", "transparent", "--return", `127.0.0.1:${port}`], new RegExp(`${port}`)],
      [["--builtin", "transparent", "--smart-host", "127.0.0.1:1"], /cannot be used with/],
      [["--builtin", "transparent", "--only", "NOPE-01"], /No case or group is called "NOPE-01"/],
      [["--builtin", "transparent", "--report", "."], /which is of no report/],
      [["--smart-host", "mail.vendor.example:25"], /--yes/],
      [["--builtin", "transparent", "--baseline", "none"], /No saved run can be read there/],
      [[], /Name the product under test/],
    ];
    for (const [args, why] of cases) {
      const { code, stdout, stderr } = await check(...args);
      expect([args, code, stdout]).toEqual([args, 2, ""]);
      expect(stderr).toMatch(why);
      expect(stderr).not.toMatch(/defect|\n {4}at /);
    }
    busy.close();
    expect(existsSync(join(folder, "index.html"))).toBe(false);
  });
});
