import { expect, test } from "vitest";
import { reportPath } from "../../../src/http/report-link.ts";
import { ALICE, json, server, tenant } from "./support.ts";

const TOKEN = "0123456789abcdef-token";
const guarded = (services = {}) => server({ config: tenant({ http: { token: TOKEN } }), services });
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

test.each([
  ["/api/ports", "/api: problem+json"],
  ["/openapi.json", "the description"],
  ["/", "the first page"],
  ["/recall/1%40contoso.com", "a report page"],
  ["/metrics", "what nobody serves"],
])("%s is closed without the token", async (path) => {
  const { ask } = await guarded();
  for (const [init, challenge] of [
    [{}, 'Bearer realm="recall-sandbox"'],
    [bearer("wrong"), 'Bearer realm="recall-sandbox", error="invalid_token"'],
    [bearer(`${TOKEN}x`), 'Bearer realm="recall-sandbox", error="invalid_token"'],
    [{ headers: { authorization: `Basic ${btoa(`x:${TOKEN}`)}` } }, 'Bearer realm="recall-sandbox"'],
  ] as const) {
    const response = await ask(path, init);
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, challenge]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  }
  expect((await ask(path, bearer(TOKEN))).status).not.toBe(401);
});

test("every surface says so in its own form", async () => {
  const { ask } = await guarded();
  const graph = await json<{ error: object }>(ask(`/v1.0/users/${ALICE}/messages`), 401);
  expect(graph.error).toMatchObject({ code: "InvalidAuthenticationToken", innerError: expect.anything() });
  const admin = await json<{ error: object }>(ask("/adminapi/beta/x/InvokeCommand", { method: "POST" }), 401);
  expect(admin.error).toMatchObject({ code: "InvalidAuthenticationToken", details: [{ code: "Client" }] });
});

test("health is told to everybody, the reasons to those with the token", async () => {
  const { ask } = await guarded({
    readiness: async () => [{ name: "stopping", status: "failed", reason: "the sandbox is stopping" }],
  });
  expect(await json(ask("/healthz"))).toEqual({ status: "ok" });
  expect(await json(ask("/readyz"), 503)).toEqual({ status: "unready" });
  expect(await json(ask("/readyz", bearer(TOKEN)), 503)).toMatchObject({ reasons: ["the sandbox is stopping"] });
});

test("behind a colon the token names the mailbox of /me", async () => {
  const { ask, put } = await guarded();
  await put({ mailbox: ALICE, subject: "Mine" });
  const page = await json<{ value: { subject: string }[] }>(ask("/v1.0/me/messages", bearer(`${TOKEN}:${ALICE}`)));
  expect(page.value.map(({ subject }) => subject)).toEqual(["Mine"]);
  expect((await ask(`/v1.0/users/${ALICE}/messages`, bearer(TOKEN))).status).toBe(200);
  expect((await ask("/v1.0/me/messages", bearer(TOKEN))).status).toBe(401);
  expect((await ask("/v1.0/me/messages", bearer(`${TOKEN}:mallory@contoso.com`))).status).toBe(401);
  expect((await ask("/v1.0/me/messages", bearer(`wrong:${ALICE}`))).status).toBe(401);
});

test("a report's link opens its page and nothing else", async () => {
  const { ask } = await guarded();
  const link = reportPath("1@contoso.com", TOKEN);
  const key = link.split("?")[1];
  expect((await ask(link)).status).toBe(404);
  for (const path of [
    `/recall/2%40contoso.com?${key}`,
    `/recall/1%40contoso.com?key=`,
    `/recall/1%40contoso.com?key=${TOKEN}`,
    `/api/journeys?${key}`,
    `/recall/../api/journeys?${key}`,
    `/api/legs/..%2F..%2Frecall%2F1%40contoso.com?${key}`,
    `/api/%2e%2e/recall/1%40contoso.com/../../api/journeys?${key}`,
  ])
    expect((await ask(path)).status, path).toBe(401);
  expect(reportPath("1@contoso.com", undefined)).toBe("/recall/1%40contoso.com");
});

test("neither settings nor log ever have it", async () => {
  const { ask, logged } = await guarded({
    readiness: () => {
      throw new Error(`seen Bearer ${TOKEN}`);
    },
  });
  const settings = await (await ask("/api/settings", bearer(TOKEN))).text();
  expect(settings).toContain('"http.token"');
  expect(settings).not.toContain(TOKEN);
  expect((await ask(`/readyz?access_token=${TOKEN}`, bearer(TOKEN))).status).toBe(500);
  expect(logged).toHaveLength(1);
  expect(logged.join("")).not.toContain(TOKEN);
});

test("without a token any bearer text will do", async () => {
  const { ask } = await server();
  expect((await ask("/api/ports", bearer("anything"))).status).toBe(200);
});
