// Advisory class 3 of 11: request forgery by checking links, by addresses in disguise too (as CVE-2026-27808 and
// GHSA-w4mc-hhc6-xp28: IPv6 transition forms). No link, certificate, key or picture that a message names is ever asked for.
import { afterEach, expect, it, vi } from "vitest";
import { watchNetwork } from "../../support/network.ts";
import { deliverFromOutside, recall, sandbox, submit } from "../../support/sandbox.ts";
import { DEFAULT_TENANT } from "../http/support.ts";
import { readEverything, trap } from "./support.ts";

afterEach(() => vi.restoreAllMocks());

const DISGUISES = [
  "127.0.0.1",
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "127.1",
  "0.0.0.0",
  "localhost",
  "127.0.0.1.nip.io",
  "link.trap.example",
  "[::1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::]",
  "[2001:0:7f00:1::]",
  "[fe80::5efe:127.0.0.1]",
];

/** What clients and gateways are known to follow without being asked. */
const headersOf = (url: string) => [
  `List-Unsubscribe: <${url}/unsubscribe>, <mailto:unsubscribe@trap.example>`,
  "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  `List-Archive: <${url}/archive>`,
  `X-Image-URL: ${url}/face.png`,
  `BIMI-Location: v=BIMI1; l=${url}/logo.svg`,
  `Content-Location: ${url}/page.html`,
  `OpenPGP: id=1; url=${url}/key.asc`,
  "DKIM-Signature: v=1; a=rsa-sha256; d=dkim.trap.example; s=selector; h=from; bh=x; b=x",
  "Disposition-Notification-To: <read@trap.example>",
  "Return-Receipt-To: <read@trap.example>",
];

function hostileMessage(hosts: readonly string[], port: number): string {
  const url = `http://127.0.0.1:${port}`;
  const links = hosts.map((host) => `http://${host}:${port}/a?b=c`);
  const part = (type: string, ...lines: string[]) => ["--b", `Content-Type: ${type}`, "", ...lines];
  return [
    "From: frank@fabrikam.com",
    "To: bob@contoso.com",
    "Subject: Links",
    "Message-ID: <links@fabrikam.com>",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    "MIME-Version: 1.0",
    ...headersOf(url),
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    ...part(
      "text/plain",
      ...links,
      `file://127.0.0.1:${port}/share`,
      `\\\\127.0.0.1@${port}\\share`,
      `ftp://127.0.0.1:${port}/`,
    ),
    ...part("text/html", ...links.map((link) => `<a href="${link}">${link}</a>`)),
    ...part(`message/external-body; access-type=URL; URL="${url}/external"`, "Content-Type: text/plain", ""),
    ...part(`message/external-body; access-type=anon-ftp; site="127.0.0.1"; name="x"`, "Content-Type: text/plain", ""),
    ...part("text/vcard", "BEGIN:VCARD", `PHOTO;VALUE=URI:${url}/photo`, `KEY:${url}/key`, "END:VCARD"),
    ...part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR", `ATTACH:${url}/attach`, "END:VCALENDAR"),
    ...part(
      "application/pkcs7-mime; smime-type=signed-data",
      `AIA: ${url}/issuer.crt CRL: ${url}/list.crl OCSP: ${url}/ocsp`,
    ),
    ...part("application/xhtml+xml", `<!DOCTYPE x [<!ENTITY e SYSTEM "${url}/entity">]><x>&e;</x>`),
    "--b--",
    "",
  ].join("\r\n");
}

it("no link of a message is followed, however its address is written, whoever shows it", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const target = await trap();
  const raw = hostileMessage(DISGUISES, target.port);
  const network = watchNetwork();
  await deliverFromOutside(on, { raw });
  const mine = raw.replaceAll("frank@fabrikam.com", "alice@contoso.com").replace("<links@", "<mine@");
  await submit(on, { raw: mine, to: ["bob@contoso.com", "frank@fabrikam.com"] });
  await recall(on, "<mine@fabrikam.com>");
  const seen = await readEverything(on);
  expect(seen.filter(({ bytes }) => bytes.includes(`[64:ff9b::7f00:1]:${target.port}`)).length).toBeGreaterThan(3);
  expect([...network.dialled]).toEqual(["127.0.0.1"]);
  expect([...network.peers]).not.toContain(target.host);
  expect(network.names()).toEqual([]);
  vi.restoreAllMocks();
  await target.expectUntouched();
});
