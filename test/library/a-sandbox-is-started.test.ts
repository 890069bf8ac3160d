// startSandbox() of the package: options, what it offers, how it ends.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { scenario, startSandbox } from "../../src/library/index.ts";
import { failure, library, Q3 } from "../support/library.ts";

describe("startSandbox()", () => {
  it("needs no options: the default tenant, free ports, time that stands still", async () => {
    await using sandbox = await startSandbox();
    const before = sandbox.now;
    expect(Object.values(sandbox.ports).every((port) => port > 9999)).toBe(true);
    expect(sandbox).toMatchObject({
      clock: "virtual",
      password: "sandbox",
      url: `http://127.0.0.1:${sandbox.ports.http}`,
    });
    expect(sandbox.ca).toContain("BEGIN CERTIFICATE");
    expect((await fetch(`${sandbox.url}/api/ports`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sandbox.now).toEqual(before);
  });

  it("takes a path, YAML text or an object", async () => {
    const tenants = [
      scenario("no-smart-host"),
      `extends: ${scenario("default")}\nsmartHost: { preset: transparent }\n`,
      { extends: scenario("default"), smartHost: { preset: "transparent" } },
    ];
    for (const config of tenants) {
      await using sandbox = await startSandbox({ config });
      expect(sandbox.organization.mailboxes.map(({ address }) => address)).toContain("bob@contoso.com");
    }
  });

  it("tells everything that is wrong with the configuration", async () => {
    await expect(startSandbox({ config: { mailbxes: [], smartHost: { preset: "x" } } })).rejects.toMatchObject({
      name: "ConfigurationError",
      problems: [{ path: "mailbxes" }, { path: "smartHost.preset" }],
    });
    expect(() => scenario("exemtion")).toThrow('There is no scenario "exemtion"; did you mean `exemption`?');
    expect(await failure(startSandbox({ now: "yesterday" }))).toContain('not "yesterday"');
    expect(await failure(startSandbox({ clock: "real", now: 0 }))).toContain("this one is real");
  });

  it("keeps mail in a data folder, where time is real unless said otherwise", async () => {
    const data = mkdtempSync(join(tmpdir(), "library-"));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    {
      await using first = await startSandbox({ data });
      expect(first.clock).toBe("real");
      await expect(await first.send(Q3)).toBeDelivered();
      expect(await failure(startSandbox({ data }))).toContain("is in use by another recall-sandbox");
    }
    await using again = await startSandbox({ data });
    expect((await again.mailbox("bob@contoso.com").messages()).map(({ subject }) => subject)).toEqual(["Q3 numbers"]);
  });

  it("writes to the log that a test gives", async () => {
    const lines: string[] = [];
    const write = (_: unknown, text?: string) => void lines.push(String(text));
    const log = { debug() {}, info() {}, warn: write, error: write, child: () => log };
    const throws = { name: "breaks", priority: 1, onSubmitted: () => Promise.reject(new Error("broken")) };
    const sandbox = await library({}, { log, agents: { routing: [throws] } });
    await sandbox.send(Q3);
    await sandbox.idle();
    expect(lines.join()).not.toBe("");
  });

  it("stops once, whoever asks; who comes later or still waits is told", async () => {
    const sandbox = await startSandbox();
    const { ports } = sandbox;
    const waiting = failure(sandbox.wait({ subject: "never" }));
    await Promise.all([sandbox.stop(), sandbox.stop()]);
    expect(await waiting).toBe("This sandbox was stopped.");
    await sandbox.stop();
    await expect(fetch(`http://127.0.0.1:${ports.http}/`)).rejects.toThrow();
    for (const use of [
      () => sandbox.send(Q3),
      () => sandbox.journeys(),
      () => sandbox.idle(),
      () => sandbox.advance(1),
    ])
      expect(await failure(use())).toBe("This sandbox was stopped.");
  });
});

describe("a sandbox that runs on", () => {
  it("begins anew between tests", async () => {
    const sandbox = await library({}, { now: 0 });
    const { ports } = sandbox;
    const before = await sandbox.send(Q3);
    await sandbox.advance("1h");
    await sandbox.reset({ clock: true });
    expect(sandbox.now).toEqual(new Date(0));
    expect(sandbox.ports).toEqual(ports);
    expect(await sandbox.journeys()).toEqual([]);
    expect(await failure(before.journey())).toBe('The journey of "Q3 numbers" is gone: retention or a reset took it');
    await expect(await sandbox.send(Q3)).toBeDelivered();
  });

  it("takes another configuration, or none of it", async () => {
    const sandbox = await library();
    await sandbox.reload({ extends: scenario("default"), mailboxes: [{ address: "dora@contoso.com" }] });
    await expect(await sandbox.send({ ...Q3, to: "dora@contoso.com" })).toBeDelivered();
    expect(await sandbox.mailbox("dora@contoso.com").messages()).toHaveLength(1);
    expect(await failure(sandbox.reload({ mailbxes: [] }))).toContain("did you mean `mailboxes`?");
    expect(sandbox.mailbox("dora@contoso.com").address).toBe("dora@contoso.com");
  });
});
