// `init`: what it writes can be used as it stands, and nothing is overwritten unasked.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConfiguration } from "../../src/organization/load.ts";
import { composeProblems } from "../support/compose-schema.ts";
import { command } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "init-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = [
  ".github/workflows/recall-check.yml",
  "ci/recall-check.gitlab-ci.yml",
  "compose.yaml",
  "recall-sandbox.yaml",
];
let count = 0;
async function written(...args: string[]) {
  count += 1;
  const dir = join(folder, String(count));
  const { code, stderr } = await command(["init", dir, ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return { dir, read: (name: string) => readFileSync(join(dir, name), "utf8") };
}

const listed = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();

interface Recipe {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

/** Options of a verb that a recipe uses. */
const optionsIn = (text: string): string[] => text.match(/(?<= )--[a-z-]+/g) ?? [];

describe("init", () => {
  const HOSTS = ["127.0.0.1:10025", "[::1]:10025", "mail.vendor.example:25", "10.1.2.3:25"];
  it.each(HOSTS)("writes for %s what loads, and what compose takes", async (smartHost) => {
    const { dir, read } = await written("--smart-host", smartHost);
    expect(listed(dir)).toEqual(FILES);
    const { organization, allowedDestinations } = loadConfiguration(join(dir, "recall-sandbox.yaml"), {});
    expect(organization.outboundConnectors[0]?.smartHosts).toEqual([smartHost]);
    const isHere = /127\.0\.0\.1|::1/.test(smartHost);
    expect(allowedDestinations).toEqual(isHere ? [] : [smartHost]);
    const compose = parse(read("compose.yaml"));
    expect(composeProblems(compose)).toEqual([]);
    const { code, stdout } = await command(["up", "--help"]);
    expect(code).toBe(0);
    for (const option of optionsIn(compose.services.sandbox.command)) expect(stdout).toContain(option);
  });

  it("writes recipes whose check is one that the command line knows", async () => {
    const { read } = await written("--smart-host", "mail.vendor.example:25");
    const gitHub = parse(read(FILES[0] as string)) as Recipe;
    const gitLab = parse(read(FILES[1] as string)) as Readonly<Record<string, { readonly script: readonly string[] }>>;
    const runs = gitHub.jobs["recall-check"]?.steps.flatMap(({ run }) => run ?? []) ?? [];
    const checks = [runs.find((run) => run.includes("recall-sandbox check")), gitLab["recall-check"]?.script[0]];
    const help = (await command(["check", "--help"])).stdout;
    for (const check of checks) {
      expect(check).toContain("check --smart-host mail.vendor.example:25 --return 0.0.0.0:2528 --yes");
      const after = check?.slice(check.indexOf(" recall-sandbox check ")) ?? "";
      for (const option of optionsIn(after)) expect(help).toContain(option);
    }
  });

  it("says what to run next, so that the smart host can hand mail back", async () => {
    const here = await command(["init", join(folder, "it's here")]);
    const path = join(folder, "it's here").replace("'", String.raw`'\''`);
    expect(here.stdout).toContain(`npx recall-sandbox up --config '${path}/recall-sandbox.yaml' --open\n`);
    const away = await command(["init", join(folder, "away"), "--smart-host", "mail.vendor.example:25"]);
    expect(away.stdout).toContain(`${join(folder, "away", "recall-sandbox.yaml")} --open --listen 0.0.0.0 --token\n`);
    expect(away.stdout).toMatch(/export RECALL_SANDBOX_TOKEN=\$\(openssl rand -hex 32\)\n {2}docker compose -f /);
  });

  it("refuses to overwrite, unless it is told to", async () => {
    const { dir } = await written();
    const file = join(dir, "compose.yaml");
    writeFileSync(file, "mine");
    rmSync(join(dir, "ci"), { recursive: true });
    const refused = await command(["init", dir]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("compose.yaml");
    expect(refused.stderr).toContain("nothing was written. To write over: --force");
    expect([readFileSync(file, "utf8"), existsSync(join(dir, "ci"))]).toEqual(["mine", false]);
    expect((await command(["init", dir, "--force", "--json"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain("recall-sandbox.yaml");
  });

  it("says what a smart host must look like", async () => {
    const { code, stderr } = await command(["init", join(folder, "none"), "--smart-host", "vendor"]);
    expect([code, stderr.trim()]).toEqual([
      2,
      '--smart-host must be host:port, such as 127.0.0.1:10025, not "vendor".',
    ]);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
