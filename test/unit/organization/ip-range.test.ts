import { expect, it } from "vitest";
import { isInIpRange } from "../../../src/organization/ip-range.ts";

it.each([
  ["127.0.0.1", "127.0.0.1", true],
  ["127.0.0.2", "127.0.0.1", false],
  ["192.0.2.255", "192.0.2.0/24", true],
  ["192.0.3.0", "192.0.2.0/24", false],
  ["::ffff:127.0.0.1", "127.0.0.1", true],
  ["::FFFF:192.0.2.7", "192.0.2.0/24", true],
  ["::1", "::1", true],
  ["2001:db8::1", "2001:db8::/32", true],
  ["2001:db9::1", "2001:db8::/32", false],
  ["::1", "127.0.0.1", false],
  ["", "127.0.0.1", false],
  ["10.0.0.9", "10.0.0.1-10.0.0.9", true],
  ["10.0.0.10", "10.0.0.1 - 10.0.0.9", false],
])("%j in %s: %s", (address, range, expected) => {
  expect(isInIpRange(address, range)).toBe(expected);
});
