import { expect, test } from "vitest";
import { isAllowedDestination, isLoopback, isRange, parseHostPort } from "../../../src/organization/destinations.ts";

test("hosts are read with and without port", () => {
  expect(parseHostPort("smtp.example:2525")).toEqual({ host: "smtp.example", port: 2525 });
  expect(parseHostPort("10.0.0.1")).toEqual({ host: "10.0.0.1" });
  expect(parseHostPort("[10.0.0.1]")).toEqual({ host: "10.0.0.1" });
  expect(parseHostPort("[::1]:25")).toEqual({ host: "::1", port: 25 });
  expect(parseHostPort("::1")).toEqual({ host: "::1" });
});

test.each(["", "a b", "host:", "host:0", "host:70000", "10.0.0.256", "[host]:25", "http://host", "1.2.3"])(
  "%j is no host",
  (text) => {
    expect(parseHostPort(text)).toBeUndefined();
  },
);

test("loopback is this machine and nothing that only looks like it", () => {
  for (const host of ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "::ffff:127.0.0.1"])
    expect(isLoopback(host), host).toBe(true);
  for (const host of ["128.0.0.1", "127.0.0.1.example", "localhost.example", "0.0.0.0", "::2"])
    expect(isLoopback(host), host).toBe(false);
});

test("beyond loopback only what is listed may be dialled", () => {
  expect(isAllowedDestination("127.0.0.1", 25, [])).toBe(true);
  expect(isAllowedDestination("smtp.example", 25, [])).toBe(false);
  expect(isAllowedDestination("SMTP.example", 25, ["smtp.example"])).toBe(true);
  expect(isAllowedDestination("smtp.example", 25, ["smtp.example:587"])).toBe(false);
  expect(isAllowedDestination("smtp.example", 587, ["smtp.example:587"])).toBe(true);
});

test.each([
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "127.1",
  "0",
  "0.0.0.0",
  "::",
  "64:ff9b::7f00:1",
  "64:ff9b::c000:201",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "::127.0.0.1",
  "::ffff:0:127.0.0.1",
  "::ffff:192.0.2.1",
  "fe80::1%lo",
  "127.0.0.1.nip.io",
  "localhost.",
  "localhost.localdomain",
  "127.0.0.1@192.0.2.1",
  "127.0.0.1\u0000.example",
])("%s may not be dialled, whatever a resolver or a gateway would make of it", (host) => {
  expect(isAllowedDestination(host, 25, ["10.0.0.1", "smtp.example"])).toBe(false);
});

test("an address is allowed as it is written, not in disguise", () => {
  for (const disguise of [
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "167772161",
    "0xa000001",
    "10.1",
    "10.0.0.1.",
    "smtp.example.",
  ])
    expect(isAllowedDestination(disguise, 25, ["10.0.0.1", "smtp.example"]), disguise).toBe(false);
});

test("ranges are addresses with an optional prefix", () => {
  expect(["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"].every(isRange)).toBe(true);
  expect(["10.0.0.0/33", "10.0.0.0/", "host", "10.0.0.0/8/8", "fd00::/129"].some(isRange)).toBe(false);
});
