// / and /api: what is served here, and where.
import { expect, test } from "vitest";
import { json, server } from "./support.ts";

test("the index names surfaces that are there", async () => {
  const { ask } = await server();
  const index = await json<{ links: Record<string, string> }>(ask("/api"));
  expect(index).toMatchObject({
    name: "recall-sandbox",
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    organization: "contoso.com",
    links: {
      description: "/openapi.json",
      legs: "/api/legs",
      graph: "/v1.0",
      exchangeAdmin: "/adminapi/beta/contoso.com/InvokeCommand",
      health: "/readyz",
    },
  });
  const { graph: _, events: __, ...links } = index.links;
  for (const path of Object.values(links)) expect((await ask(path)).status, path).not.toBe(404);
});

test("/ is the index for scripts and a page for browsers", async () => {
  const { ask } = await server();
  expect(await json(ask("/"))).toEqual(await json(ask("/api")));
  const response = await ask("/", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
  const page = await response.text();
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(response.headers.get("vary")).toBe("Accept");
  expect(page).not.toContain("<script");
  expect(page).toContain('<a href="/openapi.json">/openapi.json</a>');
  // What takes no GET is no link.
  expect(page).toContain('<th scope="row">/adminapi/beta/contoso.com/InvokeCommand</th>');
});
