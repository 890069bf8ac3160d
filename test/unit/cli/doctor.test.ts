// Each thing that stops people is found, with what to do; nothing is changed by looking.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { checkCertificates } from "../../../src/cli/doctor/certificates.ts";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { checkContainer, checkMemory, checkOpenFiles, checkSystemClock } from "../../../src/cli/doctor/machine.ts";
import { examine } from "../../../src/cli/doctor.ts";
import { run } from "../../../src/cli/program.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { loadOrCreateCertificates } from "../../../src/runtime/certificates.ts";
import { agentsFolder, seer } from "../../support/agents-folder.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { foreignHost } from "../../support/transport.ts";
import { fakeTerminal } from "./terminal.ts";

const LISTENERS = ["submission", "inbound", "return", "smartHost", "internet", "http"];
const FREE = Object.fromEntries(LISTENERS.map((name) => [name, 0]));
const DAY_MS = 86_400_000;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "doctor-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** JSON is YAML. */
function configFile(parts: Record<string, unknown> = {}): string {
  const file = join(folder(), "config.yaml");
  writeFileSync(file, `${JSON.stringify({ ...tenant(), listeners: FREE, ...parts })}\n`);
  return file;
}

async function findings(parts: Record<string, unknown> = {}, data = join(folder(), "data")): Promise<Finding[]> {
  return examine({ configFile: configFile(parts), data, env: {} });
}

const of = (found: readonly Finding[], check: string) => found.filter((finding) => finding.check === check);
const bad = (found: readonly Finding[]) => found.filter(({ status }) => status === "problem");

/** Every file with its bytes and time. */
function picture(path: string): string[] {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => {
    const file = join(parentPath, name);
    return `${file} ${statSync(file).mtimeMs} ${createHash("sha256").update(readFileSync(file)).digest("hex")}`;
  });
}

async function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as { port: number }).port;
}

it("finds nothing wrong where nothing is, and makes nothing", async () => {
  const data = join(folder(), "data");
  const found = await findings({}, data);
  expect(bad(found)).toEqual([]);
  expect(of(found, "data folder")[0]?.seen).toBe(`${data} is made at the first start`);
  expect(() => statSync(data)).toThrow("ENOENT");
});

describe("configuration and agents", () => {
  it("tells every problem with its place, and goes on with the rest", async () => {
    const found = await findings({ smartHost: { preset: "sigature" }, limits: { maxConnections: 0 } });
    expect(of(found, "configuration").map(({ status, seen }) => [status, seen.replace(/^.*config\.yaml/, "")])).toEqual(
      [
        ["problem", expect.stringMatching(/^:1:\d+ smartHost\.preset: .*did you mean `signature`\?/)],
        ["problem", expect.stringMatching(/^:1:\d+ limits\.maxConnections: must be at least 1/)],
      ],
    );
    expect(of(found, "disk")).toHaveLength(1);
  });

  it("loads users' agents as `up` does", async () => {
    const { path } = agentsFolder({
      "a.js": seer("A"),
      "b.ts": ["", "enum X { A }"],
      "c.js": seer("Transport Rule Agent"),
    });
    const found = of(await findings({ agents: { folder: path } }), "agents");
    expect(found.map(({ status, seen }) => `${status} ${seen}`)).toEqual([
      expect.stringMatching(/^problem .*b\.ts:2:1: TypeScript enum/),
      expect.stringMatching(/^problem .*c\.js:1:\d+: "Transport Rule Agent" is the name of a built-in agent already/),
    ]);
    const [none] = of(await findings({ agents: { folder: join(path, "none") } }), "agents");
    expect(none).toMatchObject({ status: "warning", advice: expect.stringContaining("mend agents.folder") });
  });
});

describe("ports", () => {
  it("that another program has are named with it, and with what sets another", async () => {
    const port = await listening(createServer());
    const [found] = of(await findings({ listeners: { ...FREE, inbound: port } }), "port inbound");
    expect(found).toMatchObject({
      status: "problem",
      advice: expect.stringContaining("RECALL_SANDBOX_LISTENERS_INBOUND"),
    });
    expect(found?.seen).toMatch(
      process.platform === "linux"
        ? `127.0.0.1:${port} is taken by process ${process.pid} (`
        : `127.0.0.1:${port} is taken by`,
    );
  });

  it("of the sandbox that runs on this folder are as they should be, of another one's not", async () => {
    const data = join(folder(), "data");
    const on = await sandbox({ config: tenant(), data });
    const listeners = { ...FREE, submission: on.ports.submission, http: on.ports.http };
    const found = await findings({ listeners }, data);
    expect(of(found, "port submission")[0]).toMatchObject({
      status: "ok",
      seen: expect.stringContaining(`process ${process.pid}`),
    });
    expect(of(found, "port http")[0]).toMatchObject({ status: "ok" });
    expect(of(found, "data folder's lock")[0]?.seen).toBe(`process ${process.pid} runs on it`);
    const [other] = of(await findings({ listeners }), "port http");
    expect(other).toMatchObject({ status: "problem", seen: expect.stringContaining("with another data folder") });
  });

  it("of our own that demands a token are asked with it", async () => {
    const data = join(folder(), "data");
    const http = { token: "a-token-of-this-very-test" };
    const on = await sandbox({ config: tenant({ http }), data });
    const listeners = { ...FREE, submission: on.ports.submission, http: on.ports.http };
    const [known] = of(await findings({ listeners, http }, data), "port submission");
    expect(known).toMatchObject({ status: "ok", seen: expect.stringContaining(`process ${process.pid}`) });
    const [stranger] = of(await findings({ listeners }, data), "port submission");
    expect(stranger).toMatchObject({ status: "problem", seen: expect.stringContaining("taken by") });
  });
});

describe("the data folder", () => {
  it("is told with its schema and the time of its mail, and is left as it was", async () => {
    const data = join(folder(), "data");
    const on = await sandbox({ config: tenant(), data });
    await on.advance(2 * DAY_MS);
    await on.stop();
    const before = picture(data);
    const found = await findings({}, data);
    expect(picture(data)).toEqual(before);
    expect(of(found, "database")[0]).toMatchObject({
      status: "ok",
      seen: expect.stringMatching(/^\d+ KB, schema \d+$/),
    });
    expect(of(found, "certificate server")[0]).toMatchObject({ status: "ok" });
  });

  it("whose time was advanced says so", async () => {
    const data = join(folder(), "data");
    const on = await sandbox({ config: tenant(), data, frozenAt: undefined as never });
    await on.advance(2 * DAY_MS);
    await on.stop();
    const [clock] = of(await findings({}, data), "mail's clock");
    expect(clock).toMatchObject({ status: "warning", seen: "2d ahead of real time, as it was advanced" });
  });

  it("of a process that was killed is not touched either, and said to be recovered", async () => {
    const data = join(folder(), "data");
    mkdirSync(data);
    const file = join(data, "sandbox.sqlite");
    const script = `const { DatabaseSync } = require("node:sqlite"); const db = new DatabaseSync(${JSON.stringify(file)});
      db.exec("PRAGMA journal_mode = WAL; CREATE TABLE meta (name, value);"); console.log("ready"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "close");
    const before = picture(data);
    const found = await findings({}, data);
    expect(of(found, "database")[0]?.seen).toContain("it was not closed, the next start recovers it");
    expect(picture(data)).toEqual(before);
  });

  it("of a newer version, or with something else for a database, is a problem", async () => {
    const data = folder();
    const db = new DatabaseSync(join(data, "sandbox.sqlite"));
    db.exec("CREATE TABLE meta (name, value); PRAGMA user_version = 999;");
    db.close();
    expect(bad(await findings({}, data))[0]).toMatchObject({ seen: expect.stringContaining("schema 999 of a newer") });
    writeFileSync(
      join(data, "sandbox.sqlite"),
      "something else entirely, long enough to be read as a header".repeat(20),
    );
    expect(bad(await findings({}, data))[0]).toMatchObject({
      check: "database",
      advice: expect.stringContaining("--data"),
    });
  });

  it("that is a file is a problem, and so is too little room", async () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    expect(bad(await findings({}, file))[0]?.seen).toBe(`${file} is a file`);
    const found = bad(await findings({ limits: { minFreeDisk: "900TB" } }));
    expect(found[0]).toMatchObject({ check: "disk", advice: expect.stringContaining("retention.legs") });
  });
});

describe("certificates", () => {
  const names = { server: ["mail.contoso.com"], smartHost: ["smarthost.contoso.com"] };
  const check = (data: string, caFile?: string, now?: number) => {
    const connector = {
      name: "V",
      connectorType: "OnPremises",
      tlsSenderCertificateName: "v.example",
      ...(caFile && { caFile }),
    };
    const configuration = loadConfiguration(tenant({ inboundConnectors: [connector] }));
    return checkCertificates({ configuration, configFile: "", data, env: {} }, now);
  };

  it("that end soon or have ended are told before they stop mail", async () => {
    const data = folder();
    await loadOrCreateCertificates(join(data, "tls"), names);
    expect(check(data).map(({ status }) => status)).toEqual(["ok", "ok", "ok"]);
    const [, server] = check(data, undefined, Date.now() + 380 * DAY_MS);
    expect(server).toMatchObject({
      status: "warning",
      seen: "ends in 16 days",
      advice: "The next start makes it anew.",
    });
    expect(check(data, undefined, Date.now() + 3640 * DAY_MS)[0]?.advice).toContain("issue them anew");
    expect(check(data, undefined, Date.now() - 10 * DAY_MS)[0]).toMatchObject({
      status: "problem",
      advice: expect.stringContaining("Set the clock"),
    });
  });

  it("of which the authority is damaged are a problem, and so is a connector's that is none", async () => {
    const data = folder();
    const { ca } = await loadOrCreateCertificates(join(data, "tls"), names);
    writeFileSync(ca.certFile, "damaged");
    expect(bad(check(data))[0]?.seen).toContain("ca.pem can't be used");
    const [other] = bad(check(folder(), ca.keyFile));
    expect(other?.seen).toContain("is no certificate");
  });
});

describe("smart hosts", () => {
  const connector = (smartHosts: string) => ({
    outboundConnectors: [{ name: "Out", connectorType: "OnPremises", isTransportRuleScoped: true, smartHosts }],
  });
  const found = async (smartHosts: string) =>
    (await findings(connector(smartHosts))).find(({ check }) => check.startsWith("smart host"));

  it("that greet are well, those that don't are told with what they say", async () => {
    const host = await foreignHost();
    expect(await found(host.address)).toMatchObject({ status: "ok", seen: expect.stringMatching(/^220 /) });
    const http = await listening(
      createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n").on("error", () => {})),
    );
    expect(await found(`127.0.0.1:${http}`)).toMatchObject({
      status: "warning",
      seen: expect.stringContaining('says "HTTP/1.1 400'),
    });
    const rude = await listening(createServer((socket) => socket.destroy()));
    expect((await found(`127.0.0.1:${rude}`))?.status).toBe("warning");
    expect(await found("127.0.0.1:1")).toMatchObject({ status: "warning", seen: "nothing listens there" });
  });

  it("elsewhere are not dialled unless allowed: the configuration says so", async () => {
    const elsewhere = await findings(connector("192.0.2.1:25"));
    expect(bad(elsewhere).map(({ seen }) => seen)).toEqual([expect.stringContaining("allowedDestinations")]);
    expect(elsewhere.filter(({ check }) => check.startsWith("smart host"))).toEqual([]);
  });
});

describe("the machine", () => {
  const patient = { configFile: "", data: "", env: {}, configuration: loadConfiguration(tenant()) };
  it("with few open files is told what would fit", () => {
    const [few] = checkOpenFiles(patient, 1024);
    expect(few).toMatchObject({
      status: "warning",
      advice: expect.stringContaining("set limits.maxConnections to 184"),
    });
    expect(checkOpenFiles(patient, Number.POSITIVE_INFINITY)[0]).toMatchObject({ status: "ok", seen: "unlimited" });
  });

  it("with little memory, or a clock that went back, is told", () => {
    const MB = 2 ** 20;
    expect([600, 300, 100].map((free) => checkMemory(free * MB).status)).toEqual(["ok", "warning", "problem"]);
    expect(checkSystemClock(Date.UTC(2001, 0, 1))).toMatchObject({ status: "problem" });
  });

  it("that is a container reaches nobody on its loopback", () => {
    expect(checkContainer(patient, true)[0]).toMatchObject({
      status: "warning",
      advice: expect.stringContaining("network_mode: host"),
    });
    expect(checkContainer(patient, false)).toEqual([]);
    const foreign = loadConfiguration("config/external-smart-host/config.yaml");
    expect(checkContainer({ ...patient, configuration: foreign }, false)[0]?.seen).toContain("host.docker.internal");
  });
});

describe("the verb", () => {
  async function doctor(parts: Record<string, unknown>, ...argv: string[]) {
    const terminal = fakeTerminal();
    const code = await run(
      ["doctor", "--config", configFile(parts), "--data", join(folder(), "data"), ...argv],
      terminal,
    );
    return { code, out: terminal.written.join("\n"), err: terminal.complained.join("\n") };
  }

  it("ends with 0 when nothing keeps `up` from starting, with 1 when something does", async () => {
    expect(await doctor({})).toMatchObject({ code: 0, err: "" });
    const { code, out } = await doctor({ limits: { minFreeDisk: "900TB" } });
    expect(code).toBe(1);
    expect(out).toMatch(/problem +disk +.* free; .*\n +→ Make room/);
    expect(out).toMatch(/1 problem( and \d+ warnings?)?: mend the problems first\.$/);
  });

  it("is one document with --json", async () => {
    const { out } = await doctor({ limits: { minFreeDisk: "900TB" } }, "--json");
    const { status, findings } = JSON.parse(out);
    expect(status).toBe("problem");
    expect(of(findings, "disk")).toMatchObject([
      { status: "problem", seen: expect.any(String), advice: expect.any(String) },
    ]);
  });
});
