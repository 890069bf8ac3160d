// Advisory class 2 of 11: request forgery by what HTML loads, such as style sheets while a message is checked
// (as CVE-2026-23845, GHSA-j3fj-qppj-fmmc). Mail is signed, delivered, recalled and shown; nothing that it names is loaded.
import { afterEach, expect, it, vi } from "vitest";
import type { Ports } from "../../../src/listeners.ts";
import { watchNetwork } from "../../support/network.ts";
import { deliverFromOutside, recall, sandbox, submit } from "../../support/sandbox.ts";
import { DEFAULT_TENANT } from "../http/support.ts";
import { readEverything, trap } from "./support.ts";

afterEach(() => vi.restoreAllMocks());

const hostile = (url: string, name: string) => `<!doctype html>
<html manifest="${url}/manifest" background="${url}/bg"><head><base href="${url}/">
<meta http-equiv="refresh" content="0; url=${url}/refresh">
<link rel="stylesheet" href="${url}/a.css"><link rel="preload" as="font" href="//${name}/b.woff"><link rel="icon" href="${url}/i">
<style>@import url("${url}/c.css"); @font-face { font-family: x; src: url(${url}/d.woff) } body { background: url('http://${name}/e.png') }</style>
<script src="${url}/f.js"></script></head>
<body style="background-image: url(${url}/g.png)" onload="fetch('${url}/h')">
<img src="${url}/i.png" srcset="${url}/j.png 2x, http://${name}/k.png 3x"><picture><source srcset="${url}/l.webp"></picture>
<svg><image href="${url}/m.svg"/><use xlink:href="${url}/n.svg#x"/></svg><iframe src="${url}/o"></iframe>
<object data="${url}/p"></object><embed src="${url}/q"><video poster="${url}/r" src="${url}/s"></video>
<form action="${url}/t"><input type="image" src="${url}/u"></form><a href="${url}/v" ping="${url}/w">Hello</a>
<xml:namespace ns="urn:schemas-microsoft-com:vml"><v:fill src="${url}/x"/></body></html>`;

it("style sheets, images, fonts, scripts and frames of a message are never loaded, whoever shows it", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const target = await trap();
  const name = `css.trap.example:${target.port}`;
  const html = hostile(`http://${target.host}`, name);
  const network = watchNetwork();
  const id = await submit(on, { to: ["bob@contoso.com", "frank@fabrikam.com"], subject: "Mine", html });
  await deliverFromOutside(on, { to: "bob@contoso.com", subject: "Theirs", html });
  await on.idle();
  await recall(on, id);
  const seen = await readEverything(on);
  expect(seen.filter(({ bytes }) => bytes.includes(`http://${target.host}/a.css`)).length).toBeGreaterThan(3);
  expect([...network.peers].sort()).toEqual(ownPeers(on.ports));
  expect(network.names()).toEqual([]);
  vi.restoreAllMocks();
  await target.expectUntouched();
});

it("the pages that this server makes itself let a browser load nothing either", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const target = await trap();
  const id = await submit(on, { subject: `<img src=http://${target.host}/s>`, text: "x" });
  const request = await recall(on, id);
  const page = await fetch(`${on.url}/recall/${encodeURIComponent(request.replace(/^<|>$/g, ""))}`);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const text = await page.text();
  expect(text).toContain("&lt;img src=");
  expect(text).not.toMatch(/<(?:img|script|iframe|link|object)/i);
  await target.expectUntouched();
});

const ownPeers = (ports: Ports) =>
  Object.values(ports)
    .map((port) => `127.0.0.1:${port}`)
    .sort();
