import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { parseEvents, type ServerEvent } from "../../../src/cli/api/event-source.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";

const open: AbortController[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});

async function follow(on: Sandbox, query = "", headers: Record<string, string> = {}) {
  const stop = new AbortController();
  open.push(stop);
  const response = await fetch(`${on.url}/api/events${query}`, { headers, signal: stop.signal });
  return { response, stop, events: parseEvents(response.body as never) };
}

/** Events until one is of this kind. */
async function until(events: AsyncGenerator<ServerEvent>, eventId: string): Promise<ServerEvent[]> {
  const seen: ServerEvent[] = [];
  for (;;) {
    const { value, done } = await events.next();
    if (done) return seen;
    seen.push(value);
    if ((value.data as { eventId?: string }).eventId === eventId) return seen;
  }
}
const kinds = (events: readonly ServerEvent[]) =>
  events.map(({ type, data }) => (data as { eventId?: string }).eventId ?? type);

it("is a stream of server-sent events that no cache and no proxy keeps", async () => {
  const on = await sandbox({ config: tenant() });
  const { response, events } = await follow(on);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  await submit(on, { subject: "Grüße ☃" });
  const seen = await until(events, "DELIVER");
  expect(kinds(seen)).toEqual(["RECEIVE", "DELIVER"]);
  expect(seen[0]?.data).toMatchObject({
    subject: "Grüße ☃",
    sender: "alice@contoso.com",
    recipients: ["bob@contoso.com"],
  });
});

it("goes on behind Last-Event-ID, as a browser's EventSource asks for it", async () => {
  const on = await sandbox({ config: tenant() });
  const first = await follow(on);
  await submit(on, { subject: "First" });
  const [received] = await until(first.events, "RECEIVE");
  first.stop.abort();
  await submit(on, { subject: "Second" });
  const second = await follow(on, "", { "Last-Event-ID": received?.id ?? "" });
  expect(kinds(await until(second.events, "RECEIVE"))).toEqual(["DELIVER", "RECEIVE"]);
});

it("tells of a gap when the id is of before a reset of the data", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  const { events } = await follow(on, "", { "Last-Event-ID": "999999.0.0" });
  expect((await events.next()).value).toMatchObject({ type: "gap" });
});

it("begins with all that is kept where that is asked for", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  const { events } = await follow(on, "?since=begin&types=tracking,journey");
  expect(kinds([(await events.next()).value, (await events.next()).value, (await events.next()).value])).toEqual([
    "RECEIVE",
    "DELIVER",
    "journey",
  ]);
});

it.each([
  ["?types=mail", "types: must name tracking, recall, journey, mailbox, check, refusal, by commas"],
  ["?since=yesterday", "since: must be `begin` or the id of an event"],
])("refuses %s", async (query, text) => {
  const on = await sandbox({ config: tenant() });
  const { response } = await follow(on, query);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(text);
});

/** A client that asks and then never reads. */
async function deaf(on: Sandbox): Promise<Socket> {
  const socket = connect(on.ports.http, "127.0.0.1");
  await once(socket, "connect");
  socket.pause();
  socket.write(
    `GET /api/events?since=begin&types=tracking,journey HTTP/1.1\r\nHost: 127.0.0.1:${on.ports.http}\r\n\r\n`,
  );
  return socket;
}

it("a reader that never reads holds up neither mail nor other readers, and fills no memory", async () => {
  const on = await sandbox({ config: tenant() });
  const deafOnes = await Promise.all(Array.from({ length: 20 }, () => deaf(on)));
  // An answer that nobody holds on to is ended by fetch.
  const reader = await follow(on);
  const subject = "x".repeat(900);
  for (let n = 0; n < 60; n += 1) await submit(on, { subject: `${n} ${subject}` });
  const seen: ServerEvent[] = [];
  while (seen.filter(({ data }) => (data as { eventId?: string }).eventId === "DELIVER").length < 60)
    seen.push((await reader.events.next()).value);
  expect(seen).toHaveLength(120);
  expect(reader.response.ok).toBe(true);
  for (const socket of deafOnes) socket.destroy();
});

it("ends for everybody when the sandbox stops, without a wait", async () => {
  const on = await sandbox({ config: tenant() });
  const { events } = await follow(on);
  const ended = until(events, "never").catch(() => []);
  const began = performance.now();
  await on.stop();
  await ended;
  expect(performance.now() - began).toBeLessThan(1900);
});

it("a client that goes away gives its place back", async () => {
  const on = await sandbox({ config: tenant() });
  for (let round = 0; round < 3; round += 1) {
    const followers = await Promise.all(Array.from({ length: 250 }, () => follow(on)));
    expect(followers.every(({ response }) => response.status === 200)).toBe(true);
    for (const { stop } of followers) stop.abort();
    // The server hears of it by its sockets.
    await expect.poll(() => on.events.readers, { timeout: 10_000 }).toBe(0);
  }
});
