// Advisory class 4 of 11: a page of another site takes over the live connection (as CVE-2026-22689, WebSocket). Here it is
// server-sent events and plain HTTP: no page but our own reads or changes anything, by its origin or by rebinding a name.
import { expect, it } from "vitest";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { rawHttp } from "./support.ts";

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const OWN = "Host: 127.0.0.1:PORT\r\n";

it.each([
  ["an EventSource of another site", `${OWN}Origin: https://evil.example\r\n`, 403],
  ["an EventSource of another port of this machine", `${OWN}Origin: http://127.0.0.1:3000\r\n`, 403],
  ["a sandboxed frame or a file", `${OWN}Origin: null\r\n`, 403],
  ["an image of another site, without Origin", `${OWN}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n`, 403],
  ["a name that was rebound to this machine", "Host: evil.example:PORT\r\n", 421],
  ["the same with its own Origin", "Host: evil.example:PORT\r\nOrigin: http://evil.example:PORT\r\n", 421],
])("%s does not get the events", async (_, headers, status) => {
  const on = await sandbox({ config: tenant() });
  for (const path of ["/api/events", "/api/wait?timeout=1s", "/api/journeys", "/v1.0/users/bob@contoso.com/messages"]) {
    const answer = await rawHttp(on, `GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);
    expect(statusOf(answer), path).toBe(status);
    expect(answer.toLowerCase()).not.toContain("access-control-allow");
  }
  expect(on.events.readers).toBe(0);
});

it.each([
  ["a foreign page", "Origin: https://evil.example\r\n"],
  ["our own page", "Origin: http://127.0.0.1:PORT\r\n"],
])("no connection becomes a WebSocket, not for %s", async (_, origin) => {
  const on = await sandbox({ config: tenant() });
  const upgrade = `${OWN}${origin}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  for (const path of ["/", "/api/events", "/ws"])
    expect(statusOf(await rawHttp(on, `GET ${path} HTTP/1.1\r\n${upgrade}`)), path).not.toBe(101);
});

const CHANGES = [
  ["POST", "/api/clock/advance", '{"by":"1h"}'],
  [
    "POST",
    "/adminapi/beta/contoso.com/InvokeCommand",
    '{"CmdletInput":{"CmdletName":"Set-OrganizationConfig","Parameters":{"MessageRecallEnabled":false}}}',
  ],
] as const;

it.each([
  ["a foreign form", "Origin: https://evil.example\r\nContent-Type: text/plain\r\n"],
  ["a foreign script that asked for JSON", "Origin: https://evil.example\r\nContent-Type: application/json\r\n"],
  ["a form of a browser that hides its origin", "Content-Type: text/plain\r\n"],
  ["an old form", "Content-Type: application/x-www-form-urlencoded\r\n"],
  ["an upload", "Content-Type: multipart/form-data; boundary=x\r\n"],
  [
    "a navigation",
    "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nContent-Type: application/json\r\n",
  ],
])("%s changes nothing", async (_, headers) => {
  const on = await sandbox({ config: tenant() });
  const before = on.clock.now();
  for (const [method, path, body] of CHANGES) {
    const answer = await rawHttp(
      on,
      `${method} ${path} HTTP/1.1\r\n${OWN}${headers}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect([403, 415], path).toContain(statusOf(answer));
  }
  expect(on.clock.now()).toBe(before);
  expect(on.configurations.latest().organizationConfig.messageRecallEnabled).toBeNull();
});

it("a question in advance (preflight) is not answered with a permission", async () => {
  const on = await sandbox({ config: tenant() });
  const asked =
    "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type, authorization\r\n";
  for (const origin of ["https://evil.example", "http://127.0.0.1:PORT"]) {
    const answer = await rawHttp(
      on,
      `OPTIONS /api/clock/advance HTTP/1.1\r\n${OWN}Origin: ${origin}\r\n${asked}Connection: close\r\n\r\n`,
    );
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
    expect(answer.toLowerCase()).not.toContain("access-control-allow");
  }
});
