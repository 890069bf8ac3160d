import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { recall, sandbox, submit, tenant } from "../../support/sandbox.ts";

const wait = (on: Sandbox, query: string, init: RequestInit = {}) => fetch(`${on.url}/api/wait?${query}`, init);
const detail = async (response: Promise<Response>) => ((await (await response).json()) as { detail: string }).detail;
const found = async (response: Promise<Response>) => {
  const { journeys } = (await (await response).json()) as { journeys: { subject: string; recall: string }[] };
  return journeys.map(({ subject, recall: state }) => `${subject}: ${state}`);
};

it("is answered once it holds, and at once when it does", async () => {
  const on = await sandbox({ config: tenant() });
  const early = found(wait(on, "subject=budget&verdict=intact&timeout=20s"));
  const id = await submit(on, { subject: "Budget" });
  expect(await early).toEqual(["Budget: none"]);
  expect(await found(wait(on, "q=budget%20verdict:intact"))).toEqual(["Budget: none"]);
  const recalled = found(wait(on, `messageId=${encodeURIComponent(id)}&recall=recalled&timeout=20s`));
  await recall(on, id);
  expect(await recalled).toEqual(["Budget: recalled"]);
});

it("says what is nearest when time ran out", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Budget" });
  const response = await wait(on, "subject=budget&verdict=lost&timeout=20ms");
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({
    detail: expect.stringContaining('"Budget" is intact, its recall none, after submission, mailbox.'),
    nearest: [{ subject: "Budget", verdict: "intact" }],
  });
  expect(await detail(wait(on, "subject=other&timeout=20ms"))).toContain("Nothing like it is known.");
});

it.each([
  ["timeout=soon", 'timeout: must be a duration such as "500ms", "10s" or "5m", at most 10m'],
  ["timeout=11m", "at most 10m"],
  ["verdict=good", "verdict: must be one of pending, intact"],
  ["q=verdict:good", "verdict is one of pending"],
  ["subjekt=x", "did you mean `subject`?"],
])("refuses %s", async (query, text) => {
  const on = await sandbox({ config: tenant() });
  const response = await wait(on, query);
  expect(response.status).toBe(400);
  expect(await detail(Promise.resolve(response))).toContain(text);
});

it("a client that goes away waits no longer", async () => {
  const on = await sandbox({ config: tenant() });
  const gone = new AbortController();
  const asked = wait(on, "subject=x&timeout=5m", { signal: gone.signal }).catch(() => undefined);
  await expect.poll(() => on.journeys.waiting).toBe(1);
  gone.abort();
  await asked;
  await expect.poll(() => on.journeys.waiting).toBe(0);
});

it("a thousand waiting clients hold up neither mail nor other requests, and each is answered", async () => {
  const on = await sandbox({ config: tenant() });
  const waiting = Array.from({ length: 1000 }, (_, n) => wait(on, `subject=no.${n % 10}.&verdict=intact&timeout=1m`));
  await expect.poll(() => on.journeys.waiting, { timeout: 20_000 }).toBe(1000);
  const began = performance.now();
  for (let n = 0; n < 10; n += 1) await submit(on, { subject: `No.${n}.` });
  expect((await fetch(`${on.url}/api/journeys`)).status).toBe(200);
  const answers = await Promise.all(waiting);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(on.journeys.waiting).toBe(0);
  // Mail alone takes some hundred milliseconds; this is no measurement, it tells a hang from a day's work.
  expect(performance.now() - began).toBeLessThan(20_000);
});

it("a stop answers those who wait", async () => {
  const on = await sandbox({ config: tenant() });
  const asked = wait(on, "subject=x&timeout=5m").then(
    ({ status }) => status,
    () => "cut",
  );
  await expect.poll(() => on.journeys.waiting).toBe(1);
  await on.stop();
  expect([504, "cut"]).toContain(await asked);
});
