import { expect, test } from "vitest";
import { directoryOf, findMailbox } from "../../../src/organization/directory.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";

const { organization } = loadConfiguration({
  acceptedDomains: [
    { domainName: "contoso.com", matchSubDomains: true },
    { domainName: "relay.example", domainType: "InternalRelay" },
    { domainName: "partner.example", domainType: "ExternalRelay" },
  ],
  mailboxes: [
    { address: "Alice@contoso.com", aliases: ["smtp:al@contoso.com"], grantSendOnBehalfTo: "carol@contoso.com" },
    { address: "bob@contoso.com" },
    { address: "carol@contoso.com" },
    { address: "sales@contoso.com", type: "Shared", sendAs: "al@contoso.com" },
  ],
  groups: [
    { address: "all@contoso.com", members: ["team@contoso.com", "alice@contoso.com", "dave@contoso.com"] },
    { address: "team@contoso.com", members: ["bob@contoso.com", "al@contoso.com", "loop@contoso.com"] },
    { address: "loop@contoso.com", members: ["all@contoso.com", "carol@contoso.com"] },
    { address: "empty@contoso.com" },
    { address: "list+x@contoso.com" },
  ],
  contacts: [
    { address: "dave@contoso.com", externalAddress: "dave@onprem.example", onPremises: true },
    { address: "ann@contoso.com", externalAddress: "ann@fabrikam.com" },
  ],
});
const directory = directoryOf(organization);

test("a mailbox is found by every address, in any case, with a tag", () => {
  const alice = directory.findMailbox("alice@contoso.com");
  expect(alice?.address).toBe("alice@contoso.com");
  expect(directory.findMailbox("AL@Contoso.com")).toBe(alice);
  expect(directory.findMailbox("alice+shop@contoso.com")).toBe(alice);
  expect(directory.findMailbox("al+a+b@contoso.com")).toBe(alice);
  expect(findMailbox(organization, "alice@contoso.com")).toBe(alice);
});

test("a tag is no wildcard", () => {
  expect(directory.findMailbox("list+x@contoso.com")).toBeUndefined();
  expect(directory.findMailbox("+alice@contoso.com")).toBeUndefined();
  expect(directory.findMailbox("nobody+alice@contoso.com")).toBeUndefined();
  expect(directory.findMailbox("alice@con+toso.com")).toBeUndefined();
});

test("the directory of one organization is built once", () => {
  expect(directoryOf(organization)).toBe(directory);
});

test("accepted domains cover what is below them only when they say so", () => {
  expect(directory.acceptedDomainOf("x@a.b.contoso.com")?.domainName).toBe("contoso.com");
  expect(directory.acceptedDomainOf("x@CONTOSO.com")?.domainName).toBe("contoso.com");
  expect(directory.acceptedDomainOf("x@a.relay.example")).toBeUndefined();
  expect(directory.acceptedDomainOf("x@notcontoso.com")).toBeUndefined();
  expect(directory.acceptedDomainOf("nothing")).toBeUndefined();
});

test.each([
  ["alice@contoso.com", true],
  ["unknown@contoso.com", true],
  ["someone@relay.example", true],
  ["someone@partner.example", false],
  ["dave@onprem.example", true],
  ["ann@fabrikam.com", false],
  ["someone@fabrikam.com", false],
])("%s is in the organization: %s", (address, expected) => {
  expect(directory.isInOrganization(address)).toBe(expected);
});

test("nested groups give each member once, by the shortest way, and end where they turn in a circle", () => {
  expect(directory.expandGroup("ALL@contoso.com")).toEqual([
    { address: "alice@contoso.com", chain: ["all@contoso.com"] },
    { address: "dave@contoso.com", chain: ["all@contoso.com"] },
    { address: "bob@contoso.com", chain: ["all@contoso.com", "team@contoso.com"] },
    { address: "carol@contoso.com", chain: ["all@contoso.com", "team@contoso.com", "loop@contoso.com"] },
  ]);
  expect(directory.expandGroup("empty@contoso.com")).toEqual([]);
});

test("the owner of an address is named by one address", () => {
  expect(directory.primaryAddress("al@contoso.com")).toBe("alice@contoso.com");
  expect(directory.primaryAddress("Dave@OnPrem.example")).toBe("dave@contoso.com");
  expect(directory.primaryAddress("Someone@Fabrikam.com")).toBe("someone@fabrikam.com");
});

test("Send As is for the owner and for whom the mailbox names", () => {
  expect(directory.maySendAs("alice@contoso.com", "al@contoso.com")).toBe(true);
  expect(directory.maySendAs("alice@contoso.com", "sales@contoso.com")).toBe(true);
  expect(directory.maySendAs("bob@contoso.com", "sales@contoso.com")).toBe(false);
  expect(directory.maySendAs("alice@contoso.com", "someone@fabrikam.com")).toBe(false);
  expect(directory.maySendAs("", "")).toBe(false);
  expect(directory.maySendOnBehalfOf("carol@contoso.com", "alice@contoso.com")).toBe(true);
  expect(directory.maySendAs("carol@contoso.com", "alice@contoso.com")).toBe(false);
});
