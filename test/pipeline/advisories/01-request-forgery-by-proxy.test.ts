// Advisory class 1 of 11: request forgery through a proxy for what mail links to (as CVE-2026-21859). There is no proxy:
// whoever asks this server to fetch something gets an error, and nothing is fetched.
import { afterEach, expect, it, vi } from "vitest";
import { watchNetwork } from "../../support/network.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { rawHttp, trap } from "./support.ts";

afterEach(() => vi.restoreAllMocks());

const paths = [
  "/proxy?url=http://TRAP/",
  "/proxy/http://TRAP/",
  "/api/proxy?url=http://TRAP/",
  "/api/journeys?url=http://TRAP/&proxy=http://TRAP/",
  "/view/http%3A%2F%2FTRAP%2F",
  "/recall/http%3A%2F%2FTRAP%2F?url=http://TRAP/",
  "/v1.0/users/http%3A%2F%2FTRAP%2F/messages",
];

it.each([
  ...paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n`),
  "GET http://TRAP/ HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
  "GET http://TRAP/ HTTP/1.1\r\nHost: TRAP\r\n\r\n",
  "CONNECT TRAP HTTP/1.1\r\nHost: TRAP\r\n\r\n",
  "GET /api HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-Forwarded-Host: TRAP\r\nForwarded: host=TRAP\r\nX-Original-URL: http://TRAP/\r\n\r\n",
])("%s fetches nothing", async (request) => {
  const on = await sandbox({ config: tenant() });
  const target = await trap();
  const network = watchNetwork();
  const answer = await rawHttp(on, request.replaceAll("TRAP", target.host));
  // A request for our own page stays one, whatever else it names.
  if (!/^GET (?:\/api|http:\/\/TRAP\/) HTTP\/1.1\r\nHost: 127/.test(request))
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
  expect([...network.peers]).toEqual([`127.0.0.1:${on.ports.http}`]);
  vi.restoreAllMocks();
  await target.expectUntouched();
});
