// Every command of the README: what can run, runs here against a sandbox with free ports; npm's scripts are only looked up.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command, PROJECT, type Running, startCommand } from "./command.ts";

const README = readFileSync(join(PROJECT, "README.md"), "utf8");
const LINES = [...README.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));
const PACKAGE = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as { scripts: Record<string, string> };

const folder = mkdtempSync(join(tmpdir(), "readme-"));
let tenant: Running;
let ports: Record<string, number>;

/** As a shell splits them: words, and what stands in quotes. */
const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? "");
const isInstalled = (program: string) =>
  (process.env.PATH ?? "").split(delimiter).some((path) => existsSync(join(path, program)));

/** The port that stands in the text, where the tenant of this test listens instead. */
function withPorts(line: string): string {
  const known: Record<string, string> = { 2587: "submission", 2525: "inbound", 8025: "http" };
  return line.replace(/127\.0\.0\.1:(\d+)/g, (text, port) => (known[port] ? `127.0.0.1:${ports[known[port]]}` : text));
}

/** What only a sandbox that did as it was told says. */
const ANSWERED =
  /250 2\.|HTTP\/1\.1 202|# HELP|"(?:value|messages|legs|journeys|openapi|settings|status|milliseconds)":/;
/** Verbs that write where they stand. */
const WRITING = new Set(["cert", "doctor", "tnef"]);

function shell(program: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}

describe("the README's commands", () => {
  beforeAll(async () => {
    cpSync(join(PROJECT, "docs"), join(folder, "docs"), { recursive: true });
    tenant = startCommand(["up", "--ephemeral", "--ports", "0", "--json", "--log-level", "warn"]);
    ports = (JSON.parse(await tenant.firstLine()) as { ports: Record<string, number> }).ports;
  });
  afterAll(async () => {
    tenant.child.kill("SIGTERM");
    await tenant.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it("are found", () => {
    expect(LINES.length).toBeGreaterThan(15);
  });

  for (const [index, line] of LINES.entries()) {
    const [assigned] = /^(?:[A-Z_]+=\S+ )*/.exec(line) ?? [""];
    const [program = "", verb = "", ...rest] = words(line.slice(assigned.length));
    const env = Object.fromEntries(words(assigned).map((word) => word.split("=", 2) as [string, string]));
    const title = `${index + 1}. ${line}`;

    if (program === "npm") {
      it(`${title} (a script of package.json; not run here)`, () => {
        if (verb === "ci") return;
        expect(PACKAGE.scripts).toHaveProperty(verb === "run" ? (rest[0] ?? "") : verb);
      });
    } else if (program === "npx" && (rest[0] === "up" || rest[0] === "smart-host")) {
      it(`${title} (runs on free ports until it is ready)`, async () => {
        const free =
          rest[0] === "up"
            ? [
                "--ports",
                "0",
                "--json",
                ...(rest.includes("--ephemeral") ? [] : ["--data", join(folder, String(index))]),
              ]
            : ["--listen", "127.0.0.1:0", "--json"];
        const started = startCommand([...rest, ...free], { env });
        expect(JSON.parse(await started.firstLine())).toMatchObject({ ready: true });
        started.child.kill("SIGTERM");
        expect((await started.ended).code).toBe(0);
      });
    } else if (program === "npx") {
      it(`${title} (runs)`, async () => {
        expect(verb).toBe("recall-sandbox");
        const url = `http://127.0.0.1:${ports.http}`;
        const cwd = WRITING.has(rest[0] ?? "") ? folder : PROJECT;
        const { code, stdout, stderr } = await command(rest, { cwd, env: { ...env, RECALL_SANDBOX_URL: url } });
        // On a machine where a sandbox runs already, doctor finds its ports taken.
        expect({ code: rest[0] === "doctor" && code === 1 ? 0 : code, stderr }).toEqual({ code: 0, stderr: "" });
        expect(stdout).not.toBe("");
      });
    } else if (program === "swaks" || program === "curl") {
      it.skipIf(!isInstalled(program))(`${title} (runs where ${program} is installed)`, async () => {
        const [, ...args] = words(withPorts(line));
        const { code, output } = await shell(program, args);
        expect({ code, output }).toEqual({
          code: 0,
          output: expect.stringMatching(ANSWERED),
        });
      });
    } else {
      it(`${title}: is of no kind that this test knows`, () => expect.unreachable());
    }
  }
});
