// Advisory class 8 of 11: a command line without a limit (as GHSA-w878-pj84-3j5v). A command that has no end is thrown away
// as it comes, before TLS and behind it, inside AUTH, and as a request of HTTP.
import { expect, it } from "vitest";
import { client } from "../../support/transport.ts";
import { expectAllIsWell, watched } from "../bad-input/support.ts";
import { memoryTaken, pour, rawHttp } from "./support.ts";

const MB = 1024 * 1024;
const CHUNK = Buffer.alloc(65_536, "A");

it.each([
  ["a verb", "", false],
  ["an address", "MAIL FROM:<", false],
  ["HELO", "EHLO ", false],
  ["a command behind TLS", "NOOP ", true],
  ["an AUTH line", "AUTH PLAIN ", true],
])("%s without an end takes no memory, and is answered when it ends", async (_, start, tls) => {
  const test = await watched();
  const conversation = await client(test.on, tls ? "submission" : "inbound", tls ? { tls: true } : {});
  conversation.socket.write(start);
  expect(await memoryTaken(() => pour(conversation.socket, CHUNK, 32 * MB))).toBeLessThan(8 * MB);
  conversation.socket.write("\r\n");
  expect(await conversation.reply()).toBe("500 5.5.2 Line too long");
  expect(await conversation.ask("NOOP")).toMatch(/^250 /);
  await expectAllIsWell(test);
});

it("a line of an AUTH dialog without an end ends the dialog", async () => {
  const test = await watched();
  const conversation = await client(test.on, "submission", { tls: true });
  expect(await conversation.ask("AUTH LOGIN")).toMatch(/^334 /);
  await pour(conversation.socket, CHUNK, MB);
  conversation.socket.write("\r\n");
  expect(await conversation.reply()).toBe("500 5.5.2 Line too long");
  expect(await conversation.ask("NOOP")).toMatch(/^250 /);
});

it("long lines again and again end the connection", async () => {
  const test = await watched({ limits: { maxBadCommands: 3 } });
  const conversation = await client(test.on);
  conversation.raw(`${"x".repeat(70_000)}\r\n`.repeat(3));
  expect(await conversation.reply()).toMatch(/^500 /);
  expect(await conversation.reply()).toMatch(/^500 /);
  expect(await conversation.reply()).toMatch(/^421 /);
});

it("over HTTP a long request line or header is refused", async () => {
  const { on } = await watched();
  const long = "x".repeat(20_000);
  expect(await rawHttp(on, `GET /${long} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 (?:414|431) /,
  );
  expect(await rawHttp(on, `GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: ${long}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
});
