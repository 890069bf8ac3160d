// `up` and `doctor` with users' agents, as processes: what a bad file says, what a stray error does, what keeps no process.
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { agentsFolder, seer } from "../support/agents-folder.ts";
import { until } from "../support/processes.ts";
import { command, type Running, startCommand } from "./command.ts";

const running: Running[] = [];
afterEach(async () => {
  for (const started of running.splice(0)) {
    started.child.kill("SIGKILL");
    await started.ended;
  }
});

const env = (folder: string) => ({ RECALL_SANDBOX_AGENTS_FOLDER: folder });

async function up(folder: string) {
  const started = startCommand(["up", "--ephemeral", "--ports", "0", "--json"], { env: env(folder) });
  running.push(started);
  const { ports } = JSON.parse(await started.firstLine()) as { ports: Record<string, number> };
  return { started, url: `http://127.0.0.1:${ports.http}` };
}

it("a bad file ends the start with its place, and nothing is left listening", async () => {
  const { path } = agentsFolder({ "a.js": seer("A"), "b.ts": ["", "enum X { A }"] });
  const { code, stdout, stderr } = await command(["up", "--ephemeral", "--ports", "0", "--json"], { env: env(path) });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`${join(path, "b.ts")}:2:1: TypeScript enum is not supported`);
  expect(stderr).toContain("1 problem in the configuration; nothing was started.");
  expect(stderr).not.toContain("    at ");
});

it("what an agent starts and leaves alone does not end the process when it fails, and a stop is a stop", async () => {
  const { path } = agentsFolder({
    "a.ts": [
      "export default { name: 'Stray', priority: 5, onSubmitted() {",
      "  void (async () => { await 1; throw new Error('a promise'); })();",
      "  setTimeout(() => { throw new Error('a timer'); }, 1);",
      "} };",
    ],
  });
  const { started, url } = await up(path);
  expect((await command(["send", "--to", "bob@contoso.com", "--url", url])).code).toBe(0);
  await until("both errors in the log", 10_000, () => /a promise.*a timer/s.test(started.stderr()) || undefined);
  expect(started.stderr()).toContain("an agent started something that failed and that nobody awaited");
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  started.child.kill("SIGTERM");
  expect((await started.ended).code).toBe(0);
});

it("neither does it while the sandbox stops", async () => {
  const { path } = agentsFolder({
    "a.ts": [
      "export default { name: 'Stray', priority: 5, async onSubmitted() {",
      "  setInterval(() => { throw new Error('a timer'); }, 10);",
      "  await new Promise((resolve) => setTimeout(resolve, 1500));",
      "} };",
    ],
  });
  const { started, url } = await up(path);
  await command(["send", "--to", "bob@contoso.com", "--url", url]);
  await until("the agent at work", 10_000, () => started.stderr().includes("a timer") || undefined);
  started.child.kill("SIGTERM");
  expect((await started.ended).code).toBe(0);
});

it("a file that is saved is in force for the next message, without a restart", async () => {
  const folder = agentsFolder({ "a.js": seer("A", "old") });
  const { started, url } = await up(folder.path);
  folder.write("a.js", seer("A", "new"));
  await until("the reload", 10_000, () => started.stderr().includes('"replaced":["A"]') || undefined);
  await command(["send", "--to", "bob@contoso.com", "--url", url]);
  const inbox = `${url}/v1.0/users/bob@contoso.com/mailFolders/inbox/messages`;
  const id = await until("the message", 10_000, async () => {
    const { value } = (await (await fetch(inbox)).json()) as { value: { id: string }[] };
    return value[0]?.id;
  });
  const bytes = await (await fetch(`${url}/v1.0/users/bob@contoso.com/messages/${id}/$value`)).text();
  expect(bytes).toContain("X-Seen: new\r\n");
  expect(bytes).not.toContain("X-Seen: old");
});
