// Every command of the README: what can run, runs here against a sandbox with free ports; npm's scripts are only looked up.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConfiguration } from "../../src/organization/load.ts";
import { command, PROJECT, type Running, startCommand } from "./command.ts";

const README = readFileSync(join(PROJECT, "README.md"), "utf8");
const LINES = [...README.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));
/** Commands that need a smart host of one's own, or containers. */
const ELSEWHERE = [...README.matchAll(/^```text\n(.*?)^```$/gms)]
  .flatMap(([, block = ""]) => block.trim().split("\n"))
  .filter((line) => /^(?:[A-Z_]+=\S+ )*(?:npx|docker) /.test(line));
const CI = readFileSync(join(PROJECT, ".ci", "run"), "utf8");
const PACKAGE = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as { scripts: Record<string, string> };

const folder = mkdtempSync(join(tmpdir(), "readme-"));
let tenant: Running;
let ports: Record<string, number>;

/** As a shell splits them: words, and what stands in quotes. */
const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? "");
/** "export > config.yaml": what runs, and the file that a shell would write. */
function redirected(args: readonly string[]): [string[], string | undefined] {
  const at = args.indexOf(">");
  return at < 0 ? [[...args], undefined] : [args.slice(0, at), args[at + 1]];
}
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
const WRITING = new Set(["cert", "doctor", "explain", "export", "import", "tnef"]);

/** Files that the README's commands name as the reader's own. */
const FILES: Readonly<Record<string, string>> = {
  "message.eml":
    "From: alice@contoso.com\r\nTo: bob@contoso.com\r\nSubject: Q3 numbers\r\nMessage-ID: <id@contoso.com>\r\n\r\nThe numbers.\r\n",
  "rules.json": JSON.stringify([
    { Name: "Mark", State: "Enabled", Mode: "Enforce", SenderAddressLocation: "Header", PrependSubject: "X " },
  ]),
  "connectors.json": JSON.stringify([
    {
      Name: "To the host",
      ConnectorType: "OnPremises",
      RecipientDomains: ["*"],
      SmartHosts: ["127.0.0.1"],
      UseMXRecord: false,
      IsTransportRuleScoped: true,
      Enabled: true,
    },
  ]),
};

/** What else the output of these is. */
const SHAPES: Readonly<Record<string, (stdout: string) => void>> = {
  explain: (stdout) => expect(stdout).toMatch(/Signatures for internal senders[\s\S]*(?:matched|not|stop|ended)/i),
  export: (stdout) => expect(loadConfiguration(stdout).organization.name).toBe("contoso.com"),
  import: () => {
    const { organization } = loadConfiguration(join(folder, "config.yaml"));
    expect(organization.transportRules.map(({ name }) => name)).toEqual(["Mark"]);
    expect(organization.outboundConnectors.map(({ name }) => name)).toEqual(["To the host"]);
  },
};

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
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    const sent = ["send", "message.eml", "--url", `http://127.0.0.1:${ports.http}`];
    expect(await command(sent, { cwd: folder })).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    tenant.child.kill("SIGTERM");
    await tenant.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(ELSEWHERE)("%s: is run in CI, or names a service that is there", (line) => {
    const [, file, service] = /docker compose -f (\S+) (?:up|run .*?(\S+))$/.exec(line) ?? [];
    if (file === undefined) {
      expect(CI).toContain(line);
      return;
    }
    const { services } = parse(readFileSync(join(PROJECT, file), "utf8")) as { services: Record<string, object> };
    if (service !== undefined) expect(services).toHaveProperty(service);
    else expect(Object.keys(services)).not.toEqual([]);
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
      // A whole check takes half a minute where others work, too.
      it(`${title} (runs)`, { timeout: 120_000 }, async () => {
        expect(verb).toBe("recall-sandbox");
        const url = `http://127.0.0.1:${ports.http}`;
        const cwd = WRITING.has(rest[0] ?? "") ? folder : PROJECT;
        const [args, file] = redirected(rest);
        const { code, stdout, stderr } = await command(args, { cwd, env: { ...env, RECALL_SANDBOX_URL: url } });
        // On a machine where a sandbox runs already, doctor finds its ports taken.
        expect({ code: rest[0] === "doctor" && code === 1 ? 0 : code, stderr }).toEqual({ code: 0, stderr: "" });
        if (rest[0] === "import") expect(stderr).toBe("");
        else expect(stdout).not.toBe("");
        if (file !== undefined) expect(stdout).toContain("organization:");
        SHAPES[rest[0] ?? ""]?.(stdout);
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
