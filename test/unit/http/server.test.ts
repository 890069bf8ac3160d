import { Agent, request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startHttp } from "../../../src/http/server.ts";
import { silentLog } from "../../../src/runtime/log.ts";
import { body, server, tenant } from "./support.ts";

const start = async (services: Parameters<typeof server>[0] = {}) =>
  startHttp((await server(services)).services, { host: "127.0.0.1", port: 0, log: silentLog });

function get(
  url: string,
  agent?: Agent,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers, ...(agent && { agent }) }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on("error", reject)
      .end();
  });
}

test("a free port is picked and named, and Host is checked against it", async () => {
  const http = await start();
  expect(http.url).toBe(`http://127.0.0.1:${http.port}`);
  expect(await get(`${http.url}/healthz`)).toEqual({ status: 200, text: expect.stringContaining('"status":"ok"') });
  expect((await get(`${http.url}/healthz`, undefined, { host: `evil.example:${http.port}` })).status).toBe(421);
  await http.close();
});

test("a port that is taken is an error of the start", async () => {
  const http = await start();
  const again = startHttp((await server()).services, { host: "127.0.0.1", port: http.port, log: silentLog });
  await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
  await http.close();
});

test.each([
  ["a body of unknown length", { method: "POST", body: new Blob(['{"by":', '"1h"}']).stream(), duplex: "half" }, 200],
  ["no body at all", { method: "POST" }, 400],
  ["an endless body", { method: "POST", body: endless(), duplex: "half" }, 413],
  ["a body of a form", { method: "POST", body: new URLSearchParams({ by: "1h" }) }, 415],
  ["a method without a body", { method: "DELETE" }, 405],
])("%s over the wire", async (_, init, status) => {
  const http = await start();
  const answer = fetch(`${http.url}/api/clock/advance`, init as RequestInit);
  expect((await answer).status).toBe(status);
  await http.close();
});

test("close ends kept-open and silent connections at once", async () => {
  const http = await start();
  const agent = new Agent({ keepAlive: true });
  await get(`${http.url}/healthz`, agent);
  const silent = connect(http.port, "127.0.0.1");
  await new Promise<void>((resolve) => silent.once("connect", resolve));
  const ended = new Promise((resolve) => silent.once("close", resolve));
  silent.on("error", () => undefined).resume();
  const since = performance.now();
  await http.close();
  expect(performance.now() - since).toBeLessThan(500);
  await ended;
  agent.destroy();
});

test("close lets an answer be finished", async () => {
  const began = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const advance = () => {
    began.resolve();
    return released.promise;
  };
  const http = await start({ services: { advance } });
  const answer = fetch(`${http.url}/api/clock/advance`, body({ by: 1 }));
  await began.promise;
  const closed = http.close();
  released.resolve();
  expect((await answer).status).toBe(200);
  await closed;
});

test.each([
  ["no Host", "GET /healthz HTTP/1.1\r\n\r\n"],
  ["HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n"],
  ["an absolute URL elsewhere", "GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n"],
  ["nonsense", "\0\0\0\r\n\r\n"],
])("%s is refused and the server goes on", async (_, text) => {
  const http = await start();
  const socket = connect(http.port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.on("error", () => undefined);
  socket.end(text);
  await new Promise((resolve) => socket.once("close", resolve));
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect((await get(`${http.url}/healthz`)).status).toBe(200);
  await http.close();
});

/** What the server says to these bytes before it ends the connection, and after how many milliseconds. */
async function dialog(port: number, ...pieces: string[]): Promise<{ answer: string; ms: number }> {
  const since = performance.now();
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.on("error", () => undefined);
  for (const piece of pieces) socket.write(piece);
  await new Promise((resolve) => socket.once("close", resolve));
  return { answer, ms: performance.now() - since };
}

test.each([
  ["a header too large", `X-Large: ${"x".repeat(20_000)}\r\n`],
  ["too many header fields", "X: y\r\n".repeat(200)],
])("%s is refused with 431", async (_, fields) => {
  const http = await start();
  const { answer } = await dialog(http.port, `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${http.port}\r\n${fields}\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toContain("The header is larger than 16 KB or has more than 100 fields.");
  await http.close();
});

test.each([
  ["header", "GET /healthz HTTP/1.1\r\nHost: x\r\n"],
  ["body", "POST /api/clock/advance HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 9\r\n\r\n{"],
])("a client that never ends its %s is cut off with 408", async (_, text) => {
  const http = await start({ config: tenant({ http: { requestTimeout: "1s" } }) });
  const { answer, ms } = await dialog(http.port, text.replace("PORT", String(http.port)));
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(ms).toBeLessThan(5000);
  await http.close();
});

test("connections beyond the limit are closed, and there is room again when others end", async () => {
  const http = await start({ config: tenant({ http: { maxConnections: 10 } }) });
  const sockets = Array.from({ length: 10 }, () => connect(http.port, "127.0.0.1"));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  await expect(get(`${http.url}/healthz`)).rejects.toMatchObject({ code: "ECONNRESET" });
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => get(`${http.url}/healthz`).catch(() => undefined)).toMatchObject({ status: 200 });
  await http.close();
});

function endless(): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x20)) });
}
