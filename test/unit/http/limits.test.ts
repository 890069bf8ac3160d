import { expect, test } from "vitest";
import { RateLimit } from "../../../src/http/rate-limit.ts";
import { Turnstile } from "../../../src/http/turnstile.ts";
import { ALICE, body, json, server, tenant } from "./support.ts";

test("a client has so many requests a second, twice as many after a pause, and others are not held up by it", () => {
  let now = 0;
  const rate = new RateLimit(10, () => now);
  const taken = (client: string, times: number) =>
    Array.from({ length: times }, () => rate.take(client)).filter((wait) => wait === 0).length;
  expect(taken("a", 100)).toBe(20);
  expect(taken("b", 1)).toBe(1);
  now += 500;
  expect(taken("a", 100)).toBe(5);
  now += 60_000;
  expect(taken("a", 100)).toBe(20);
  expect(rate.take("a")).toBe(1);
});

test("a million clients are not all remembered", () => {
  const rate = new RateLimit(10, () => 0);
  for (let n = 0; n < 20_000; n += 1) rate.take(`client ${n}`);
  expect(Array.from({ length: 30 }, () => rate.take("client 19999")).filter((wait) => wait === 0)).toHaveLength(19);
});

test("too many requests get 429 with Retry-After, in each surface's form", async () => {
  const { ask } = await server({ config: tenant({ http: { maxRequestsPerSecond: 1 } }) });
  await ask("/healthz");
  await ask("/healthz");
  const response = await ask("/api/ports");
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
  expect(await response.json()).toMatchObject({ title: "Too Many Requests", status: 429 });
  expect(await json(ask("/v1.0/me/messages"), 429)).toMatchObject({ error: { code: "TooManyRequests" } });
  expect(await json(ask("/adminapi/beta/x/InvokeCommand", { method: "POST" }), 429)).toMatchObject({
    error: { code: "TooManyRequests" },
  });
});

test("so many are at work at a time, the others wait in line, and a line too long is refused", async () => {
  const turnstile = new Turnstile(1);
  const first = Promise.withResolvers<void>();
  const order: string[] = [];
  const work = (name: string, until: Promise<void> = Promise.resolve()) =>
    turnstile.pass(async () => {
      order.push(name);
      await until;
    });
  const passed = [work("first", first.promise), ...Array.from({ length: 20 }, (_, n) => work(String(n)))];
  expect(work("one too many")).toBeUndefined();
  expect(order).toEqual(["first"]);
  first.resolve();
  await Promise.all(passed);
  expect(order).toEqual(["first", ...Array.from({ length: 20 }, (_, n) => String(n))]);
  await work("after an error", Promise.reject(new Error("x")))?.catch(() => undefined);
  await work("later");
  expect(order.at(-1)).toBe("later");
});

test("health is told while everything else waits", async () => {
  const stuck = Promise.withResolvers<void>();
  const { ask } = await server({
    config: tenant({ http: { maxConcurrentRequests: 1 } }),
    services: { advance: () => stuck.promise },
  });
  const advance = ask("/api/clock/advance", { method: "POST", body: '{"by":"1h"}' });
  const ports = ask("/api/ports");
  expect((await ask("/healthz")).status).toBe(200);
  stuck.resolve();
  expect([(await advance).status, (await ports).status]).toEqual([200, 200]);
});

test("requests inside a batch need no place beside that of the batch", async () => {
  const { ask } = await server({ config: tenant({ http: { maxConcurrentRequests: 1 } }) });
  const requests = ["1", "2", "3"].map((id) => ({ id, method: "GET", url: `/users/${ALICE}/messages` }));
  const batches = [1, 2, 3].map(() =>
    json<{ responses: { status: number }[] }>(ask("/v1.0/$batch", body({ requests }))),
  );
  for (const { responses } of await Promise.all(batches))
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test("a URL longer than 8 KB is refused", async () => {
  const { ask } = await server();
  expect(await json(ask(`/api/journeys?q=${"x".repeat(9000)}`), 414)).toMatchObject({ title: "URI Too Long" });
});

test("a place goes to the next in line: nobody slips in between", async () => {
  const turnstile = new Turnstile(1);
  let [inside, most] = [0, 0];
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await Promise.resolve();
    inside -= 1;
  };
  // Somebody comes at every turn, so also between one's end and the next one's beginning.
  const passed: (Promise<void> | undefined)[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    passed.push(turnstile.pass(work));
    await Promise.resolve();
  }
  await Promise.all(passed);
  expect(most).toBe(1);
  expect(turnstile.pass(async () => "free")).toBeDefined();
});
