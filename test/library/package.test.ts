// What npm pack makes, in an empty project: types for tsc --strict, code for node, the command. Dependencies are taken
// from this checkout by links, so that no registry is asked.
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PACKAGE_ROOT, packageFile } from "../../src/runtime/package-files.ts";

const run = promisify(execFile);
const project = realpathSync(mkdtempSync(join(tmpdir(), "consumer-")));
const installed = join(project, "node_modules", "recall-sandbox");
const tsc = packageFile("node_modules", "typescript", "bin", "tsc");

/** What the package names, and what a project in TypeScript with vitest has. */
function linkDependencies(): void {
  const modules = packageFile("node_modules");
  for (const name of readdirSync(modules)) {
    // Types of our dependencies are not a consumer's; Node's are.
    if (name.startsWith(".") || name === "@types") continue;
    symlinkSync(realpathSync(join(modules, name)), join(project, "node_modules", name));
  }
  mkdirSync(join(project, "node_modules", "@types"));
  symlinkSync(realpathSync(join(modules, "@types", "node")), join(project, "node_modules", "@types", "node"));
}

async function compile(files: readonly string[], options: object): Promise<string> {
  const compilerOptions = { strict: true, target: "es2024", types: ["node"], outDir: "out", ...options };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const { stdout } = await run(process.execPath, [tsc, "-p", "."], { cwd: project }).catch((error) => error);
  return stdout;
}

describe("the packed package", () => {
  beforeAll(async () => {
    await run("npm", ["pack", "--pack-destination", project], { cwd: PACKAGE_ROOT });
    const [tarball = ""] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
    mkdirSync(installed, { recursive: true });
    await run("tar", ["-xzf", join(project, tarball), "-C", installed, "--strip-components", "1"]);
    linkDependencies();
    writeFileSync(join(project, "package.json"), '{ "type": "module" }');
    for (const file of ["consumer.ts", "matchers.ts"])
      cpSync(join(import.meta.dirname, "consumer", file), join(project, file));
  }, 120_000);
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it("has no sources and no tests", () => {
    expect(readdirSync(installed).sort()).toEqual([
      "LICENSE",
      "README.md",
      "bin",
      "config",
      "dist",
      "docs",
      "package.json",
    ]);
    expect(existsSync(join(installed, "dist", "test"))).toBe(false);
  });

  it.each(["node16", "nodenext", "bundler"])("gives types that stand alone, resolved as %s", async (resolution) => {
    const module = resolution === "bundler" ? "esnext" : resolution;
    // Every declaration that is reached is checked, too.
    const options = { module, moduleResolution: resolution, skipLibCheck: false };
    expect(await compile(["consumer.ts"], options)).toBe("");
  });

  it("gives vitest's expect the matchers' types", async () => {
    expect(await compile(["matchers.ts"], { module: "nodenext", skipLibCheck: true, noEmit: true })).toBe("");
  });

  it("runs on plain node", async () => {
    expect(await compile(["consumer.ts"], { module: "nodenext", skipLibCheck: true })).toBe("");
    const { stdout } = await run(process.execPath, [join("out", "consumer.js")], { cwd: project });
    expect(stdout).toBe("consumed\n");
  });

  it("has a command that works", async () => {
    const bin = join(installed, "bin", "recall-sandbox.js");
    const { stdout } = await run(process.execPath, [bin, "demo", "--help"], { cwd: project });
    expect(stdout).toContain("recall-sandbox demo");
  });
});
