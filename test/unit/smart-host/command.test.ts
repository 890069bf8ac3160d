import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { registerSmartHost } from "../../../src/cli/smart-host.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { loadOrCreateCertificates } from "../../../src/runtime/certificates.ts";
import { clientFor, Sink, until } from "./loop.ts";
import { ENVELOPE, lines } from "./support.ts";

function fakeTerminal() {
  const output: string[] = [];
  let signal: ((name: string) => void) | undefined;
  const terminal: Terminal = {
    ...{ env: {}, isInteractive: false, isLogInteractive: false, columns: 120, exitCode: 0 },
    out: (text) => output.push(text),
    err: (text) => output.push(text),
    onSignal(listener) {
      signal = listener;
      return () => {};
    },
    exit() {},
  };
  return { terminal, output, signal: () => signal?.("SIGTERM") };
}

const run = (terminal: Terminal, ...words: string[]) => {
  const program = new Command()
    .exitOverride()
    .configureOutput({ writeErr() {}, writeOut: (text) => terminal.out(text) });
  registerSmartHost(program, terminal);
  return program.parseAsync(["smart-host", "--log-level", "silent", ...words], { from: "user" });
};

describe("smart-host", () => {
  test("says when it is ready, relays, and ends by a signal", async () => {
    const sink = await Sink.start();
    const { terminal, output, signal } = fakeTerminal();
    const spool = mkdtempSync(join(tmpdir(), "smart-host-command-"));
    const words = [
      "--listen",
      "127.0.0.1:0",
      "--return",
      `127.0.0.1:${sink.listener.port}`,
      "--spool",
      spool,
      "--json",
    ];
    const ended = run(
      terminal,
      ...words,
      "--preset",
      "signature",
      "--behaviour",
      "strip-headers=^x-a$",
      "--behaviour",
      "duplicate",
    );
    await until(() => output.length > 0);
    const ready = JSON.parse(output[0] ?? "");
    expect(ready).toEqual({ ready: true, port: expect.any(Number) });
    const client = clientFor(ready.port);
    await client.send(ENVELOPE, lines("X-A: x", "Subject: x", "", "Hello"));
    await client.close();
    signal();
    await ended;
    expect(sink.received).toHaveLength(2);
    expect(sink.received[0]?.text).toMatch(/X-Sandbox-Signature: true\r\nSubject: x\r\n\r\nHello\r\n\r\nContoso Ltd/);
  });

  test("does wrong what --fault says", async () => {
    const sink = await Sink.start();
    const { terminal, output, signal } = fakeTerminal();
    const words = ["--listen", "127.0.0.1:0", "--return", `127.0.0.1:${sink.listener.port}`, "--json"];
    const ended = run(
      terminal,
      ...words,
      "--fault",
      "endOfData=lose,nth=1",
      "--fault",
      "data=reply:451 4.7.1 No,nth=2",
    );
    await until(() => output.length > 0);
    const client = clientFor(JSON.parse(output[0] ?? "").port);
    const replies: number[] = [];
    for (const subject of ["lost", "deferred", "passed"]) {
      replies.push((await client.send(ENVELOPE, lines(`Subject: ${subject}`, "", "Hello"))).reply.code);
      await client.reset();
    }
    await client.close();
    signal();
    await ended;
    expect(replies).toEqual([250, 451, 250]);
    expect(sink.received.map(({ text }) => /Subject: (\w+)/.exec(text)?.[1])).toEqual(["passed"]);
  });

  test("shows a certificate that nobody trusts where --fault says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "smart-host-command-"));
    const names = { server: ["localhost", "127.0.0.1"], smartHost: ["smarthost.contoso.com"] };
    const { ca, server, smartHost } = await loadOrCreateCertificates(folder, names);
    const sink = await Sink.start({ ...server, ca: [ca.cert], requestClientCertificate: true });
    const { terminal, output, signal } = fakeTerminal();
    const tls = ["--tls-cert", smartHost.certFile, "--tls-key", smartHost.keyFile, "--ca", ca.certFile];
    const words = ["--listen", "127.0.0.1:0", "--return", `127.0.0.1:${sink.listener.port}`, "--json", ...tls];
    const ended = run(terminal, ...words, "--fault", "handOver=certificate:untrusted");
    await until(() => output.length > 0);
    const client = clientFor(JSON.parse(output[0] ?? "").port);
    expect((await client.send(ENVELOPE, lines("Subject: x", "", "Hello"))).reply.code).toBe(250);
    await client.close();
    signal();
    await ended;
    // The client's own transaction was begun before the fault applied.
    expect(sink.certificates).toEqual([["smarthost.contoso.com"], undefined]);
    expect(sink.received).toHaveLength(1);
  });

  test.each([
    [["--fault", "return.endOfData=lose"], '--fault: "return.endOfData=lose" is the tenant\'s'],
    [["--fault", "endOfData=vanish"], '--fault: there is no "vanish"'],
    [["--fault", "handOver=certificate:other-name"], "--fault: certificate:other-name is of a tenant's built-in"],
    [["--listen", "nowhere"], '--listen must be host:port, such as 127.0.0.1:2526, not "nowhere"'],
    [["--return", "127.0.0.1:0"], "--return needs a port"],
    [["--behaviour", "dance"], 'No behaviour is called "dance"'],
    [["--tls-cert", "x.pem"], "--tls-cert and --tls-key belong together"],
    [["--ca", "/nonexistent/ca.pem"], "--ca: cannot read /nonexistent/ca.pem"],
    [["--preset", "none"], "Allowed choices are transparent, signature"],
    [["--listen", "192.0.2.1:2526"], "192.0.2.1:2526 is not an address of this machine."],
  ])("%j is refused with a sentence", async (words, message) => {
    await expect(run(fakeTerminal().terminal, ...words)).rejects.toThrow(message);
  });

  test("a port that is taken is refused with a sentence", async () => {
    const { port } = (await Sink.start()).listener;
    await expect(run(fakeTerminal().terminal, "--listen", `127.0.0.1:${port}`)).rejects.toThrow("is taken");
  });

  test("a certificate that is none is refused", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "smart-host-command-")), "x.pem");
    writeFileSync(file, "no certificate");
    const words = ["--listen", "127.0.0.1:0", "--tls-cert", file, "--tls-key", file];
    await expect(run(fakeTerminal().terminal, ...words)).rejects.toThrow("--tls-cert");
  });

  test("help shows presets, behaviours and examples", async () => {
    const { terminal, output } = fakeTerminal();
    await expect(run(terminal, "--help")).rejects.toThrow();
    expect(output.join("")).toMatch(
      /Presets:[\s\S]*re-serialises[\s\S]*Behaviours:[\s\S]*delay=DURATION[\s\S]*Examples:/,
    );
  });
});
