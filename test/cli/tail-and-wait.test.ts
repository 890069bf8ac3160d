// `tail` and `wait` as their users run them, against a sandbox that goes away and comes back.
import { afterAll, beforeAll, expect, it } from "vitest";
import { command, type Running, startCommand } from "./command.ts";

let tenant: Running;
let env: Record<string, string>;

beforeAll(async () => {
  tenant = startCommand(["up", "--ephemeral", "--ports", "0", "--json", "--log-level", "warn"]);
  const { ports } = JSON.parse(await tenant.firstLine()) as { ports: { http: number } };
  env = { RECALL_SANDBOX_URL: `http://127.0.0.1:${ports.http}` };
});
afterAll(async () => {
  tenant.child.kill("SIGTERM");
  await tenant.ended;
});

it("wait ends with 0 when it came to be, and names what did", async () => {
  const waiting = command(["wait", 'subject:"Q3 numbers" verdict:changed', "--timeout", "20s"], { env });
  expect((await command(["send", "--to", "bob@contoso.com", "--subject", "Q3 numbers"], { env })).code).toBe(0);
  const { code, stdout } = await waiting;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^[0-9a-f-]{36} {2}alice@contoso\.com → bob@contoso\.com {2}Q3 numbers {2}changed$/m);
});

it("wait ends with 1 and says what is nearest when time ran out; a search that can't be read is 2", async () => {
  const late = await command(["wait", "subject:Q3 verdict:lost", "--timeout", "50ms"], { env });
  expect(late).toMatchObject({ code: 1, stdout: "" });
  expect(late.stderr).toContain('"Q3 numbers" is changed, its recall none');
  const wrong = await command(["wait", "verdct:lost"], { env });
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain("did you mean `verdict`?");
  expect((await command(["wait", "x", "--timeout", "soon"], { env })).code).toBe(2);
});

it("tail prints what is kept and what comes, one line an event, or JSON", async () => {
  const { code, stdout } = await command(["tail", "--from", "begin", "--for", "400ms"], { env });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d\d:\d\d:\d\d\.\d{3} RECEIVE {10}alice@contoso\.com → bob@contoso\.com {2}Q3 numbers/m);
  const json = await command(["tail", "--from", "begin", "--types", "journey", "--for", "400ms", "--json"], { env });
  const events = json.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string });
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["journey"]));
  expect((await command(["tail", "--types", "mail"], { env })).stderr).toContain("types: must name tracking");
});

it("without a sandbox both say how to start one", async () => {
  const nowhere = { RECALL_SANDBOX_URL: "http://127.0.0.1:9" };
  for (const verb of [["tail"], ["wait", "x"]]) {
    const { code, stderr } = await command(verb, { env: nowhere });
    expect(code).toBe(2);
    expect(stderr).toContain("start one with `recall-sandbox up`");
  }
});
