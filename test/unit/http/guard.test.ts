import { expect, test } from "vitest";
import { packageVersion } from "../../../src/runtime/package-files.ts";
import { body, json, server } from "./support.ts";

const status = async (headers: Record<string, string>, method = "GET") => {
  const { ask } = await server();
  return (await ask("/api/clock", { headers, method })).status;
};

test.each([
  ["127.0.0.1:8025", 200],
  ["localhost:8025", 200],
  ["LOCALHOST.:8025", 200],
  ["[::1]:8025", 200],
  ["mail.contoso.com:8025", 200],
  ["evil.example:8025", 421],
  ["127.0.0.1:80", 421],
  ["127.0.0.1", 421],
  ["192.168.1.7:8025", 421],
  ["127.0.0.1:8025@evil.example", 421],
  ["", 421],
])("Host %s is answered with %i", async (host, expected) => {
  expect(await status({ host })).toBe(expected);
});

test("an address is a name of ours when we listen on all of them: it can't be rebound", async () => {
  const { guard } = await import("../../../src/http/guard.ts");
  const { Hono } = await import("hono");
  const app = new Hono().use(guard({ host: "0.0.0.0", port: () => 8025, ownName: () => "mail.contoso.com" }));
  app.get("/", (c) => c.text("ok"));
  app.onError((error, c) => c.text(error.message, 421));
  expect((await app.request("/", { headers: { host: "192.168.1.7:8025" } })).status).toBe(200);
  expect((await app.request("/", { headers: { host: "evil.example:8025" } })).status).toBe(421);
});

test.each([
  ["http://127.0.0.1:8025", 200],
  ["http://localhost:8025", 200],
  ["http://evil.example", 403],
  ["http://127.0.0.1:9999", 403],
  ["https://127.0.0.1:8025", 403],
  ["null", 403],
])("a page of %s gets %i", async (origin, expected) => {
  expect(await status({ origin })).toBe(expected);
});

test.each([
  ["cross-site", "cors", "empty", 403],
  ["cross-site", "no-cors", "image", 403],
  ["same-site", "no-cors", "script", 403],
  ["cross-site", "navigate", "iframe", 403],
  ["cross-site", "navigate", "document", 200],
  ["same-origin", "cors", "empty", 200],
  ["none", "navigate", "document", 200],
])("a request of a %s page (%s, %s) without Origin gets %i", async (site, mode, dest, expected) => {
  const headers = { "sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest };
  expect(await status(headers)).toBe(expected);
});

test("a foreign page that sends a form by navigating is refused, Origin or not", async () => {
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  expect(await status(headers, "POST")).toBe(403);
});

test.each([
  "text/plain",
  "TEXT/PLAIN; charset=x",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
])("a body that any page's form could send is refused: %s", async (type) => {
  const { ask } = await server();
  const init = { method: "POST", headers: { "content-type": type }, body: '{"CmdletInput":{}}' };
  for (const path of ["/adminapi/beta/x/InvokeCommand", "/api/clock/advance", "/v1.0/me/messages/1/move"])
    expect((await ask(path, init)).status, path).toBe(415);
});

test("MIME goes to Graph as text/plain, where Graph takes it", async () => {
  const { ask } = await server();
  const init = { method: "POST", headers: { "content-type": "text/plain" }, body: "eA==" };
  for (const path of ["/v1.0/me/sendMail", "/beta/users/a/messages", "/v1.0/me/messages/1/createReply"])
    expect((await ask(path, init)).status, path).not.toBe(415);
});

test("further names are those of http.hostNames, with any port unless they name one, by TLS too", async () => {
  const { guard } = await import("../../../src/http/guard.ts");
  const { Hono } = await import("hono");
  const app = new Hono().use(
    guard({ host: "0.0.0.0", port: () => 8025, ownName: () => "x", hostNames: ["sandbox", "proxy.example:8443"] }),
  );
  app.get("/", (c) => c.text("ok"));
  app.onError((error, c) => c.text(error.message, 421));
  const answer = async (headers: Record<string, string>) => (await app.request("/", { headers })).status;
  expect(await answer({ host: "sandbox" })).toBe(200);
  expect(await answer({ host: "sandbox:8025", origin: "https://sandbox" })).toBe(200);
  expect(await answer({ host: "proxy.example:8443", origin: "https://proxy.example:8443" })).toBe(200);
  expect(await answer({ host: "proxy.example" })).toBe(421);
  expect(await answer({ host: "not.sandbox:8025" })).toBe(421);
  expect(await answer({ host: "sandbox", origin: "https://evil.example" })).toBe(421);
});

test("what is refused says why, and what would be right", async () => {
  const { ask } = await server();
  expect(await json(ask("/api/clock", { headers: { host: "evil.example:8025" } }), 421)).toMatchObject({
    title: "Misdirected Request",
    detail:
      'This server does not answer for the host "evil.example:8025"; use 127.0.0.1:8025 or localhost:8025, or name it in http.hostNames.',
  });
  const graph = await json<{ error: { code: string } }>(ask("/v1.0/me/messages", { headers: { origin: "null" } }), 403);
  expect(graph.error.code).toBe("ForeignOrigin");
});

test("a body of more than a megabyte is refused", async () => {
  const { ask } = await server();
  const init = body("x".repeat(1024 * 1024 + 1));
  expect(await json(ask("/api/clock/advance", init), 413)).toMatchObject({ title: "Payload Too Large" });
});

test("an unknown path names the nearest that are served", async () => {
  const { ask } = await server();
  expect(await json(ask("/api/recals"), 404)).toMatchObject({ nearest: expect.arrayContaining(["GET /api/recalls"]) });
  const graph = await json<{ error: { message: string } }>(ask("/v1.0/me/mailfolder"), 404);
  expect(graph.error.message).toContain("GET /v1.0/me/mailFolders");
  const admin = await json<{ error: { details: { message: string }[] } }>(
    ask("/adminapi/beta/x/Invoke", { method: "POST" }),
    404,
  );
  expect(admin.error.details[0]?.message).toContain("POST /adminapi/beta/:tenant/InvokeCommand");
});

test("a path under another method is 405 with Allow", async () => {
  const { ask } = await server();
  const response = await ask("/api/clock", { method: "DELETE" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"]);
});

test("a defect is logged with its stack and told without it", async () => {
  const { ask, logged } = await server({
    services: {
      readiness: async () => {
        throw new Error("secret inside");
      },
    },
  });
  const problem = await json<{ detail: string }>(ask("/readyz"), 500);
  expect(JSON.stringify(problem)).not.toMatch(/secret inside|at .*\.ts/);
  const line = JSON.parse(logged.join("")) as { request: string; err: { stack: string } };
  expect(line.err.stack).toContain("secret inside");
  expect(problem.detail).toContain(line.request);
});

test("a full disk is named, whatever was asked", async () => {
  const { DatabaseFullError } = await import("../../../src/database/database.ts");
  const advance = async () => {
    throw new DatabaseFullError("The disk of the data folder is full");
  };
  const { ask } = await server({ services: { advance } });
  expect(await json(ask("/api/clock/advance", body({ by: 1 })), 507)).toMatchObject({
    detail: "The disk of the data folder is full",
  });
});

test("no answer is sniffed or cached", async () => {
  const { ask } = await server();
  for (const path of ["/healthz", "/nowhere"]) {
    const { headers } = await ask(path);
    expect([headers.get("x-content-type-options"), headers.get("cache-control")]).toEqual(["nosniff", "no-store"]);
  }
});

test("/readyz says what is missing", async () => {
  const stopping = { name: "stopping", status: "failed", reason: "the sandbox is stopping" } as const;
  const old = { name: "configuration", status: "warning", reason: "the file is not right" } as const;
  let checks: readonly (typeof stopping | typeof old)[] = [old];
  const { ask } = await server({ services: { readiness: async () => checks } });
  expect(await json(ask("/readyz"))).toEqual({ status: "ready", checks });
  checks = [stopping, old];
  expect(await json(ask("/readyz"), 503)).toEqual({ status: "unready", reasons: ["the sandbox is stopping"], checks });
  expect(await json(ask("/healthz"))).toEqual({ status: "ok", version: packageVersion() });
});
