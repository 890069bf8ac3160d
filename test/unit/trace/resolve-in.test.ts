import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { resolveIn } from "../../../src/trace/resolve-in.ts";

const resolve = resolveIn(
  loadConfiguration({
    mailboxes: [{ address: "alice@contoso.com", aliases: ["al@contoso.com"] }],
    groups: [{ address: "team@contoso.com", aliases: ["crew@contoso.com"] }],
    contacts: [{ address: "frank@contoso.com", externalAddress: "frank@fabrikam.com" }],
  }).organization,
);

test.each([
  ["AL@contoso.com", "alice@contoso.com"],
  ["crew@contoso.com", "team@contoso.com"],
  ["frank@contoso.com", "frank@fabrikam.com"],
  ["someone@elsewhere.example", "someone@elsewhere.example"],
])("%s is shown as %s", (address, shown) => {
  expect(resolve(address)).toBe(shown);
});
