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

const groups = directoryOf(
  loadConfiguration({
    mailboxes: [
      { address: "alice@contoso.com", attributes: { department: "Sales", city: "Seattle" } },
      { address: "bob@contoso.com", attributes: { department: "sales", city: "Oslo", zipCode: "0150" } },
      { address: "carol@contoso.com" },
      { address: "info@contoso.com", type: "Shared" },
    ],
    groups: [
      { address: "sales@contoso.com", type: "Dynamic", recipientFilter: "Department -eq 'Sales'" },
      {
        address: "seattle@contoso.com",
        type: "Dynamic",
        recipientFilter: "(Department -eq 'Sales') -and -not (City -like 'O*')",
      },
      { address: "oslo@contoso.com", type: "Dynamic", recipientFilter: "PostalCode -like '01*'" },
      { address: "people@contoso.com", type: "Dynamic", recipientFilter: "RecipientTypeDetails -eq 'UserMailbox'" },
      {
        address: "project@contoso.com",
        aliases: ["smtp:apollo@contoso.com"],
        type: "Microsoft365",
        members: ["alice@contoso.com", "bob@contoso.com"],
        subscribers: ["bob@contoso.com"],
      },
      { address: "club@contoso.com", type: "Microsoft365", members: ["carol@contoso.com"] },
      {
        address: "all@contoso.com",
        members: ["apollo@contoso.com", "sales@contoso.com", "guarded@contoso.com", "all@contoso.com"],
        sendAs: ["sales@contoso.com"],
        grantSendOnBehalfTo: ["carol@contoso.com"],
      },
      {
        address: "guarded@contoso.com",
        members: ["carol@contoso.com"],
        acceptMessagesOnlyFromSendersOrMembers: ["bob@contoso.com"],
      },
    ],
  }).organization,
);
const addressesIn = (group: string) => groups.expandGroup(group).map(({ address }) => address);

test("a dynamic group is those whom its filter takes now", () => {
  expect(addressesIn("sales@contoso.com")).toEqual(["alice@contoso.com", "bob@contoso.com"]);
  expect(addressesIn("seattle@contoso.com")).toEqual(["alice@contoso.com"]);
  expect(addressesIn("oslo@contoso.com")).toEqual(["bob@contoso.com"]);
  expect(addressesIn("people@contoso.com")).toEqual(["alice@contoso.com", "bob@contoso.com", "carol@contoso.com"]);
});

test("a Microsoft 365 group is its own mailbox and its subscribers, all members where it names none", () => {
  expect(addressesIn("Apollo@contoso.com")).toEqual(["project@contoso.com", "bob@contoso.com"]);
  expect(addressesIn("club@contoso.com")).toEqual(["club@contoso.com", "carol@contoso.com"]);
  expect(groups.findMailbox("apollo@contoso.com")?.address).toBe("project@contoso.com");
  expect(groups.findMailbox("sales@contoso.com")).toBeUndefined();
  expect(groups.primaryAddress("apollo@contoso.com")).toBe("project@contoso.com");
});

test("a group within that restricts its senders stays whole for delivery; circles are told", async () => {
  const all = groups.findGroup("all@contoso.com");
  if (!all) throw new Error("no such group");
  const { members, circles } = await groups.expandForDelivery(all, true);
  expect(members.map(({ address, isGroup }) => `${address}${isGroup ? " as a group" : ""}`)).toEqual([
    "guarded@contoso.com as a group",
    "project@contoso.com",
    "bob@contoso.com",
    "alice@contoso.com",
  ]);
  expect(circles).toEqual(["all@contoso.com"]);
  // A stranger is asked to sign in by every group unless it says otherwise.
  const forStrangers = await groups.expandForDelivery(all, false);
  expect(forStrangers.members.filter(({ isGroup }) => isGroup)).toHaveLength(3);
});

test("members are among the senders whom a group is named for", () => {
  expect(groups.isAmong("alice@contoso.com", ["carol@contoso.com", "sales@contoso.com"])).toBe(true);
  expect(groups.isAmong("carol@contoso.com", ["sales@contoso.com"])).toBe(false);
  expect(groups.isAmong("apollo@contoso.com", ["project@contoso.com"])).toBe(true);
});

test("permissions of a group are its delegates', given to people or through a group", () => {
  expect(groups.maySendAs("alice@contoso.com", "all@contoso.com")).toBe(true);
  expect(groups.maySendAs("carol@contoso.com", "all@contoso.com")).toBe(false);
  expect(groups.maySendOnBehalfOf("carol@contoso.com", "all@contoso.com")).toBe(true);
  expect(groups.maySendOnBehalfOf("alice@contoso.com", "all@contoso.com")).toBe(false);
});
