import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { SandboxHttp } from "../../../src/cli/api/http.ts";
import { givenToken } from "../../../src/cli/token.ts";

const folder = mkdtempSync(join(tmpdir(), "token-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("--token without a text, or with generate, makes one that nobody guesses", () => {
  const [one, other] = [givenToken({ token: true }), givenToken({ token: "generate" })];
  expect(one?.isNew && other?.isNew).toBe(true);
  expect(one?.text).toMatch(/^[0-9a-f]{48}$/);
  expect(one?.text).not.toBe(other?.text);
});

it("a token that was given is not new, and none is none", () => {
  expect(givenToken({ token: "0123456789abcdef" })).toEqual({ text: "0123456789abcdef", isNew: false });
  expect(givenToken({})).toBeUndefined();
});

it("--token-file is read without its line end; what is wrong with it is said", () => {
  const file = join(folder, "token");
  writeFileSync(file, "0123456789abcdef\n");
  expect(givenToken({ tokenFile: file })).toEqual({ text: "0123456789abcdef", isNew: false });
  writeFileSync(file, "\n");
  expect(() => givenToken({ tokenFile: file })).toThrow("is empty; `openssl rand -hex 32 >");
  expect(() => givenToken({ tokenFile: join(folder, "none") })).toThrow("Cannot read --token-file");
});

it("a client's token goes into the header and nowhere else; a 401 becomes a sentence", async () => {
  const seen: { url: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url, authorization: request.headers.authorization });
    response.writeHead(request.headers.authorization === "Bearer 0123456789abcdef" ? 200 : 401).end("{}");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new SandboxHttp({ url, token: "0123456789abcdef" }).json("/api/ports");
  expect(seen).toEqual([{ url: "/api/ports", authorization: "Bearer 0123456789abcdef" }]);
  await expect(new SandboxHttp({ url }).json("/api/ports")).rejects.toThrow("demands a token");
  await expect(new SandboxHttp({ url, token: "wrong" }).find("/api/ports")).rejects.toThrow(/^[^w]*refuses this token/);
  expect(() => new SandboxHttp({ url, token: "a\nb" })).toThrow("one word of ASCII");
  server.close();
});
