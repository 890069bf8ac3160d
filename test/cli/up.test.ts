// `up` as a process: what it prints when ready, how it ends, and what keeps it from starting.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { command, PROJECT, type Running, startCommand } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "up-"));
const running: Running[] = [];

function up(...args: string[]): Running {
  const started = startCommand(["up", "--ports", "0", ...args]);
  running.push(started);
  return started;
}

async function stop(started: Running) {
  started.child.kill("SIGTERM");
  return started.ended;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

async function untilText(started: Running, text: string): Promise<void> {
  while (!(started.stdout() + started.stderr()).includes(text)) {
    if (started.child.exitCode !== null) throw new Error(`ended without "${text}": ${started.stderr()}`);
    await pause();
  }
}

describe("up", () => {
  afterEach(async () => {
    for (const started of running.splice(0)) {
      started.child.kill("SIGKILL");
      await started.ended;
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("with --json prints one line when ready, logs elsewhere, and ends with 0 at SIGTERM", async () => {
    const started = up("--ephemeral", "--json");
    const { ready, ports } = JSON.parse(await started.firstLine());
    expect(ready).toBe(true);
    expect(Object.keys(ports)).toEqual(["submission", "inbound", "return", "smartHost", "internet", "http"]);
    for (const port of Object.values(ports)) expect(port).toBeGreaterThan(1023);
    expect((await fetch(`http://127.0.0.1:${ports.http}/readyz`)).status).toBe(200);
    const { code, stdout, stderr } = await stop(started);
    expect(code).toBe(0);
    expect(stdout.split("\n")).toHaveLength(2);
    for (const line of stderr.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("level");
  });

  it("opens the page with --open, and starts where no browser can be opened", async () => {
    const [bin, opened] = [join(folder, "bin"), join(folder, "opened")];
    mkdirSync(bin);
    writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\necho "$1" > ${opened}\n`, { mode: 0o755 });
    for (const PATH of [`${bin}:${process.env.PATH}`, join(folder, "nowhere")]) {
      const one = startCommand(["up", "--ports", "0", "--ephemeral", "--json", "--open"], { env: { PATH } });
      running.push(one);
      const { ports } = JSON.parse(await one.firstLine());
      const url = `http://127.0.0.1:${ports.http}`;
      if (PATH.startsWith(bin))
        while (!existsSync(opened) || readFileSync(opened, "utf8") !== `${url}\n`) await pause();
      else await untilText(one, `no browser was opened (spawn xdg-open ENOENT): the page is at ${url}`);
      expect((await stop(one)).code).toBe(0);
    }
  });

  it("tells a person addresses, password, what is trusted, what is not kept, and what to try", async () => {
    const started = up("--ephemeral", "--log-level", "silent");
    await untilText(started, "--auth-password sandbox --from");
    const text = started.stdout();
    expect(text).toMatch(/submission {2}127\.0\.0\.1:\d+ /);
    expect(text).toMatch(/password {2}sandbox/);
    expect(text).toContain("--ephemeral: a 250 is not on disk");
    expect(text).toContain('who shows a certificate of smarthost.contoso.com (connector "From the signature service")');
    expect(text).toMatch(/npx recall-sandbox send --to bob@contoso\.com --url http:\/\/127\.0\.0\.1:\d+/);
    expect(text).not.toContain("\u001b[");
    expect((await stop(started)).code).toBe(0);
  });

  it("beyond loopback makes a token, tells it once, and says on standard error what it exposes", async () => {
    const started = up("--ephemeral", "--json", "--log-level", "silent", "--listen", "0.0.0.0", "--token");
    const { ports, token } = JSON.parse(await started.firstLine());
    expect(token).toMatch(/^[0-9a-f]{48}$/);
    const url = `http://127.0.0.1:${ports.http}`;
    expect((await fetch(`${url}/api/ports`)).status).toBe(401);
    expect((await fetch(`${url}/api/ports`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    const without = await command(["send", "--url", url, "--to", "bob@contoso.com"]);
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining("demands a token")]);
    const env = { RECALL_SANDBOX_TOKEN: token };
    expect((await command(["send", "--url", url, "--to", "bob@contoso.com"], { env })).code).toBe(0);
    expect((await command(["wait", "verdict:changed", "--url", url, "--token", token])).code).toBe(0);
    const { stderr } = await stop(started);
    expect(stderr).toContain("THIS SANDBOX LISTENS BEYOND THIS MACHINE");
    expect(stderr).not.toContain(token);
  });

  it("says who is trusted on `return` when a connector goes by address", async () => {
    const config = join(PROJECT, "config", "external-smart-host", "config.yaml");
    const started = up("--ephemeral", "--log-level", "silent", "--config", config);
    await untilText(started, "WHOEVER REACHES `return` from 127.0.0.1");
    await stop(started);
  });

  it("says which faults of the configuration are in force", async () => {
    const config = join(folder, "with-a-fault.yaml");
    const base = join(PROJECT, "config", "default.yaml");
    writeFileSync(config, `extends: ${JSON.stringify(base)}\nfaults: [return.endOfData=lose]\n`);
    const started = up("--ephemeral", "--log-level", "silent", "--config", config);
    await untilText(started, "return.endOfData=lose (mail goes wrong on purpose)");
    await stop(started);
  });

  it("does not share its data folder", async () => {
    const data = join(folder, "shared");
    const first = up("--data", data, "--json");
    await first.firstLine();
    const { code, stdout, stderr } = await up("--data", data, "--json").ended;
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(
      `The data folder ${data} is in use by another recall-sandbox (process ${first.child.pid})`,
    );
    expect(stderr).not.toContain("    at ");
  });

  it("says that the file differs from the folder, and how the file wins", async () => {
    const data = join(folder, "differs");
    const other = ["--config", join(PROJECT, "config", "no-smart-host", "config.yaml")];
    const warned = async (...args: string[]) => {
      const started = up("--data", data, "--json", ...args);
      await started.firstLine();
      return (await stop(started)).stderr.includes("--reset-config");
    };
    expect(await warned()).toBe(false);
    expect(await warned(...other)).toBe(true);
    expect(await warned(...other, "--reset-config")).toBe(false);
    expect(await warned(...other)).toBe(false);
  });

  it("reads a changed file anew, at once and at SIGHUP, and goes on with what it had where the file is not right", async () => {
    const config = join(folder, "watched.yaml");
    const write = (text: string) => writeFileSync(config, `smartHost: { enabled: false }\n${text}`);
    write("");
    const started = up("--ephemeral", "--json", "--config", config);
    const { ports } = JSON.parse(await started.firstLine());
    const setting = async () => {
      const answer = await fetch(`http://127.0.0.1:${ports.http}/api/organization`);
      const { organizationConfig } = (await answer.json()) as { organizationConfig: { rejectDirectSend: boolean } };
      return organizationConfig.rejectDirectSend;
    };
    write("organizationConfig: { rejectDirectSend: true }\n");
    await untilText(started, "organizationConfig.rejectDirectSend: false → true");
    expect(await setting()).toBe(true);
    write("organizationConfig: { rejectDirectSend: maybe }\n");
    await untilText(started, "watched.yaml:2:41 organizationConfig.rejectDirectSend: must be true or false");
    started.child.kill("SIGHUP");
    await untilText(started, "reading the configuration anew");
    expect(await setting()).toBe(true);
    expect((await stop(started)).code).toBe(0);
  });

  it("names the listener whose port is taken, and what to do", async () => {
    const server: Server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const env = Object.fromEntries(
      ["SUBMISSION", "INBOUND", "RETURN", "SMARTHOST", "INTERNET", "HTTP"].map((name) => [
        `RECALL_SANDBOX_LISTENERS_${name}`,
        "0",
      ]),
    );
    for (const name of ["SUBMISSION", "HTTP"]) {
      const taken = { ...env, [`RECALL_SANDBOX_LISTENERS_${name}`]: String(port) };
      const { code, stderr } = await command(["up", "--ephemeral", "--json", "--log-level", "warn"], { env: taken });
      expect(code).toBe(2);
      expect(stderr).toContain(`127.0.0.1:${port}`);
      expect(stderr).toContain("--ports 0");
      expect(stderr).not.toContain("    at ");
    }
    server.close();
  });

  it("shows every problem of a configuration with its place", async () => {
    const { code, stderr } = await command(["up", "--ephemeral"], {
      env: { RECALL_SANDBOX_SMARTHOST_PRESET: "sigature", RECALL_SANDBOX_LISTENERS_HTTP: "x" },
    });
    expect(code).toBe(2);
    expect(stderr).toContain("did you mean");
    expect(stderr).toContain("2 problems in the configuration; nothing was started.");
    expect(stderr).not.toContain("    at ");
  });
});
