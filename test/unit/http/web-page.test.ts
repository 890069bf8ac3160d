// The web page's files: served to browsers, without a token, and nothing beside them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder } from "../database/support.ts";
import { server } from "./support.ts";

const HTML = { headers: { Accept: "text/html,*/*" } };

function built(): string {
  const page = join(folder(), "web");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(page, "assets", "main-abc123.js"), "render()");
  writeFileSync(join(page, "..", "secret.txt"), "not for you");
  return page;
}

it("each screen is the page, with a policy that lets scripts come from here alone", async () => {
  const { ask } = await server({ page: built() });
  for (const path of ["/", "/journeys/01a2/compare", "/recall-desk", "/mail-flow", "/trace", "/check", "/clock"]) {
    const answer = await ask(path, HTML);
    expect([answer.status, await answer.text()], path).toEqual([200, "<!doctype html><title>page</title>"]);
    expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'self';/);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  }
});

it("a script that asks for / gets the index, not the page", async () => {
  const { ask } = await server({ page: built() });
  expect(await (await ask("/")).json()).toMatchObject({ name: "recall-sandbox" });
});

it("assets are kept by browsers, and asked for again they are unchanged", async () => {
  const { ask } = await server({ page: built() });
  const asset = await ask("/assets/main-abc123.js");
  expect([asset.status, asset.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
  expect(asset.headers.get("cache-control")).toContain("immutable");
  const again = await ask("/assets/main-abc123.js", { headers: { "If-None-Match": asset.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
});

it.each(["/assets/../../secret.txt", "/assets/..%2f..%2fsecret.txt", "/assets/nothing.js", "/secret.txt"])(
  "%s is nothing",
  async (path) => {
    const { ask } = await server({ page: built() });
    expect((await ask(path, HTML)).status).toBe(404);
  },
);

it("where a token is demanded, the page opens without it and what it calls does not", async () => {
  const { ask } = await server({ page: built(), config: { http: { token: "a-long-enough-token" } } });
  expect((await ask("/", HTML)).status).toBe(200);
  expect((await ask("/assets/main-abc123.js")).status).toBe(200);
  expect((await ask("/")).status).toBe(401);
  expect((await ask("/api/journeys", HTML)).status).toBe(401);
});
