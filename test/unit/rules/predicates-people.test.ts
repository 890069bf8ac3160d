// Conditions about senders and recipients, their groups, attributes and managers; each as an exception too.
import { expect, test } from "vitest";
import { askRule, exceptIf } from "./asking.ts";
import type { FlatRule, MailParts } from "./rule-fixtures.ts";

const BOB = "bob@contoso.com";
const ANN = "ann@fabrikam.com";

const TENANT = {
  mailboxes: [
    {
      address: "alice@contoso.com",
      aliases: ["al@contoso.com"],
      displayName: "Alice Archer",
      attributes: { department: "Sales North", manager: "carol@contoso.com", zipCode: "98052", city: "Redmond" },
    },
    { address: BOB, aliases: ["robert@contoso.com"], attributes: { department: "sales north", title: "Head of Tea" } },
    { address: "carol@contoso.com", displayName: "Carol Chief", attributes: { city: "Oslo" } },
  ],
  groups: [
    { address: "team@contoso.com", members: ["inner@contoso.com"] },
    { address: "inner@contoso.com", members: ["team@contoso.com", "al@contoso.com"] },
    { address: "oslo@contoso.com", type: "Dynamic", recipientFilter: "City -eq 'Oslo'" },
    { address: "project@contoso.com", type: "Microsoft365", members: [BOB, "carol@contoso.com"], subscribers: [] },
    { address: "outside@contoso.com", members: ["partner@contoso.com"] },
  ],
  contacts: [{ address: "partner@contoso.com", externalAddress: ANN, attributes: { company: "Fabrikam" } }],
  inboundConnectors: [],
};

const STRANGER: MailParts = { authAs: "Anonymous", sender: ANN, headers: `From: ${ANN}\r\n`, entry: "inbound" };
const NOBODY: MailParts = { sender: "", headers: "From: <>\r\n" };
const RETURNED: MailParts = { sender: "bounce@vendor.example" };
const HOP: MailParts = {
  headers:
    "Received: from evil [10.9.9.9] (203.0.113.7) by mail.contoso.com\r\nReceived: from x (10.9.9.9) by evil\r\n",
};
const FROM_ALICE = "the sender is alice@contoso.com (From header)";

test.each<[title: string, condition: FlatRule, parts: MailParts, held: boolean, seen: string]>([
  ["FromMemberOf: a group within a circle", { fromMemberOf: "team@contoso.com" }, {}, true, FROM_ALICE],
  [
    "FromMemberOf: nobody's group",
    { fromMemberOf: ["oslo@contoso.com", "project@contoso.com"] },
    {},
    false,
    FROM_ALICE,
  ],
  [
    "FromMemberOf, SenderAddressLocation: a dynamic group, by the envelope",
    { fromMemberOf: "oslo@contoso.com", senderAddressLocation: "Envelope" },
    { sender: "carol@contoso.com" },
    true,
    "the sender is carol@contoso.com (envelope)",
  ],
  [
    "FromMemberOf: a contact",
    { fromMemberOf: "outside@contoso.com" },
    STRANGER,
    true,
    `the sender is ${ANN} (From header)`,
  ],
  ["FromAddressContainsWords: a whole word", { fromAddressContainsWords: ["bob", "ALICE"] }, {}, true, FROM_ALICE],
  ["FromAddressContainsWords: part of a word", { fromAddressContainsWords: "lice" }, {}, false, FROM_ALICE],
  ["FromAddressMatchesPatterns: any text", { fromAddressMatchesPatterns: ["^x", "li.e@"] }, {}, true, FROM_ALICE],
  [
    "FromAddressMatchesPatterns: an empty address can't be matched",
    { fromAddressMatchesPatterns: ["^$", "<>"], senderAddressLocation: "HeaderOrEnvelope" },
    NOBODY,
    false,
    "there is no sender in the From header or envelope",
  ],
  ["SenderDomainIs: the domain", { senderDomainIs: ["fabrikam.com", "CONTOSO.com"] }, {}, true, FROM_ALICE],
  [
    "SenderDomainIs: below it, by the envelope",
    { senderDomainIs: "example", senderAddressLocation: "Envelope" },
    RETURNED,
    true,
    "the sender is bounce@vendor.example (envelope)",
  ],
  ["SenderDomainIs: not what ends alike", { senderDomainIs: "toso.com" }, {}, false, FROM_ALICE],
  [
    "SenderADAttributeContainsWords: one of several attributes",
    { senderADAttributeContainsWords: ["Title:Head", "Department:Support, north"] },
    {},
    true,
    'the Department of alice@contoso.com is "Sales North"',
  ],
  [
    "SenderADAttributeContainsWords: not set",
    { senderADAttributeContainsWords: "FaxNumber:1" },
    {},
    false,
    "the FaxNumber of alice@contoso.com is not set",
  ],
  [
    "SenderADAttributeContainsWords: a manager by name",
    { senderADAttributeContainsWords: "Manager:Carol Chief" },
    {},
    true,
    'the Manager of alice@contoso.com is "Carol Chief"',
  ],
  [
    "SenderADAttributeMatchesPatterns: a comma in a pattern parts nothing",
    { senderADAttributeMatchesPatterns: "ZipCode:^\\d{2,3}$,^98\\d{1,3}$" },
    {},
    true,
    'the ZipCode of alice@contoso.com is "98052"',
  ],
  [
    "SenderADAttributeMatchesPatterns: DisplayName, Email and UserLogonName are the mailbox's",
    { senderADAttributeMatchesPatterns: ["UserLogonName:^bob", "Email:^bob", "DisplayName:^bob"] },
    {},
    false,
    'the UserLogonName of alice@contoso.com is "alice@contoso.com", the Email of alice@contoso.com is "alice@contoso.com", the DisplayName of alice@contoso.com is "Alice Archer"',
  ],
  [
    "SenderIpRanges: who connected, not what was said",
    { senderIpRanges: ["192.0.2.1", "203.0.113.0-203.0.113.9"] },
    HOP,
    true,
    "the last hop before the service was 203.0.113.7",
  ],
  [
    "SenderIpRanges: not a hop before",
    { senderIpRanges: "10.0.0.0/8" },
    HOP,
    false,
    "the last hop before the service was 203.0.113.7",
  ],
  ["SenderIpRanges: no connection", { senderIpRanges: "0.0.0.0/0" }, {}, false, "the message came over no connection"],
  [
    "SentToMemberOf: all of a Microsoft 365 group, subscribed or not",
    { sentToMemberOf: "project@contoso.com" },
    {},
    true,
    `the recipient is ${BOB}`,
  ],
  [
    "RecipientAddressContainsWords: the primary address",
    { recipientAddressContainsWords: "bob" },
    {},
    true,
    `the recipient is ${BOB}`,
  ],
  [
    "RecipientAddressMatchesPatterns: no match",
    { recipientAddressMatchesPatterns: "^ob" },
    {},
    false,
    `the recipient is ${BOB}`,
  ],
  ["RecipientDomainIs: the domain", { recipientDomainIs: "com" }, {}, true, `the recipient is ${BOB}`],
  [
    "RecipientADAttributeContainsWords: a word of a title",
    { recipientADAttributeContainsWords: "Title:tea" },
    {},
    true,
    `the Title of ${BOB} is "Head of Tea"`,
  ],
  [
    "RecipientADAttributeMatchesPatterns: a contact",
    { recipientADAttributeMatchesPatterns: "Company:^fab" },
    { to: [ANN] },
    true,
    `the Company of ${ANN} is "Fabrikam"`,
  ],
  [
    "SenderManagementRelationship: Manager",
    { senderManagementRelationship: "Manager" },
    {},
    false,
    `${BOB} has no manager`,
  ],
  [
    "SenderManagementRelationship: DirectReport",
    { senderManagementRelationship: "DirectReport" },
    { to: [{ address: "carol@contoso.com", mailbox: "carol@contoso.com" }] },
    true,
    "the manager of alice@contoso.com is carol@contoso.com",
  ],
  [
    "ManagerAddresses, ManagerForEvaluatedUser: of the sender",
    { managerForEvaluatedUser: "Sender", managerAddresses: [BOB, "carol@contoso.com"] },
    {},
    true,
    "the manager of alice@contoso.com is carol@contoso.com",
  ],
  [
    "ManagerAddresses, ManagerForEvaluatedUser: of the recipient",
    { managerForEvaluatedUser: "Recipient", managerAddresses: "carol@contoso.com" },
    {},
    false,
    `${BOB} has no manager`,
  ],
  [
    "ADComparisonAttribute: Equal unless ADComparisonOperator says otherwise",
    { adComparisonAttribute: "Department" },
    {},
    true,
    `the Department of the sender is "Sales North", that of ${BOB} "sales north"`,
  ],
  [
    "ADComparisonOperator: NotEqual",
    { adComparisonAttribute: "Title", adComparisonOperator: "NotEqual" },
    {},
    true,
    `the Title of the sender is not set, that of ${BOB} "Head of Tea"`,
  ],
  [
    "BetweenMemberOf1, BetweenMemberOf2: from one to the other",
    { betweenMemberOf1: "team@contoso.com", betweenMemberOf2: "project@contoso.com" },
    {},
    true,
    `the sender is alice@contoso.com, the recipient ${BOB}`,
  ],
  [
    "BetweenMemberOf1, BetweenMemberOf2: and back",
    { betweenMemberOf1: "project@contoso.com", betweenMemberOf2: "team@contoso.com" },
    {},
    true,
    `the sender is alice@contoso.com, the recipient ${BOB}`,
  ],
  [
    "BetweenMemberOf1, BetweenMemberOf2: within one",
    { betweenMemberOf1: "project@contoso.com", betweenMemberOf2: "outside@contoso.com" },
    { headers: "From: carol@contoso.com\r\n" },
    false,
    `the sender is carol@contoso.com, the recipient ${BOB}`,
  ],
])("%s", async (_, condition, parts, held, seen) => {
  const asked = await askRule(condition, parts, TENANT);
  expect([asked.matched.length > 0, asked.seen]).toEqual([held, seen]);
  expect((await askRule(exceptIf(condition), parts, TENANT)).matched.length > 0).toBe(!held);
});

const HEADERS = "From: alice@contoso.com\r\nTo: Team <team@contoso.com>, robert@contoso.com\r\nCc: Bob@contoso.com\r\n";

test.each<[title: string, condition: FlatRule, held: boolean, seen: string]>([
  ["AnyOfToHeader: a group", { anyOfToHeader: "team@contoso.com" }, true, "To names team@contoso.com"],
  [
    "AnyOfToHeader: primary addresses only",
    { anyOfToHeader: BOB },
    false,
    "To names team@contoso.com, robert@contoso.com",
  ],
  ["AnyOfCcHeader: in any case", { anyOfCcHeader: BOB }, true, "Cc names Bob@contoso.com"],
  ["AnyOfToCcHeader: either", { anyOfToCcHeader: [ANN, BOB] }, true, "To and Cc names Bob@contoso.com"],
  [
    "AnyOfToHeaderMemberOf: none",
    { anyOfToHeaderMemberOf: "project@contoso.com" },
    false,
    "To names team@contoso.com, robert@contoso.com",
  ],
  [
    "AnyOfCcHeaderMemberOf: a member",
    { anyOfCcHeaderMemberOf: "project@contoso.com" },
    true,
    "Cc names Bob@contoso.com",
  ],
  [
    "AnyOfToCcHeaderMemberOf: a group in a group",
    { anyOfToCcHeaderMemberOf: "inner@contoso.com" },
    true,
    "To and Cc names team@contoso.com",
  ],
  [
    "AnyOfRecipientAddressContainsWords: one for all",
    { anyOfRecipientAddressContainsWords: "fabrikam" },
    true,
    `one of the recipients is ${ANN}`,
  ],
  [
    "AnyOfRecipientAddressMatchesPatterns: none",
    { anyOfRecipientAddressMatchesPatterns: "^x" },
    false,
    `the recipients are ${BOB}, ${ANN}`,
  ],
])("%s", async (_, condition, held, seen) => {
  const parts = { headers: HEADERS, to: [BOB, ANN] };
  const asked = await askRule(condition, parts, TENANT);
  expect(asked).toMatchObject({ matched: held ? [BOB, ANN] : [], seen });
  expect((await askRule(exceptIf(condition), parts, TENANT)).matched).toEqual(held ? [] : [BOB, ANN]);
});

test("RecipientAddressType: Original is the address that the message was sent to", async () => {
  const viaAlias = {
    address: BOB,
    mailbox: BOB,
    history: [
      { address: "team@contoso.com", by: "group" as const },
      { address: "robert@contoso.com", by: "alias" as const },
    ],
  };
  const parts = { to: [viaAlias, "carol@contoso.com"] };
  const matched = async (flat: FlatRule) => (await askRule(flat, parts, TENANT)).matched;
  expect(await matched({ recipientAddressContainsWords: "robert" })).toEqual([]);
  expect(await matched({ recipientAddressContainsWords: "robert", recipientAddressType: "Original" })).toEqual([BOB]);
  expect(await matched({ recipientAddressMatchesPatterns: "^(bob|carol)@", recipientAddressType: "Original" })).toEqual(
    ["carol@contoso.com"],
  );
});

test("RecipientDomainIs, SentToMemberOf: recipients are asked one by one", async () => {
  const parts = { to: [BOB, ANN] };
  expect((await askRule({ recipientDomainIs: "fabrikam.com" }, parts, TENANT)).matched).toEqual([ANN]);
  expect((await askRule({ exceptIfSentToMemberOf: "outside@contoso.com" }, parts, TENANT)).matched).toEqual([BOB]);
});

test.each<[title: string, condition: FlatRule, headers: string, held: boolean, seen: string]>([
  ["MessageSizeOver: this size", { messageSizeOver: "12" }, "Subject: a\r\n", true, "the message has 12 bytes"],
  ["MessageSizeOver: less", { messageSizeOver: "1KB" }, "Subject: a\r\n", false, "the message has 12 bytes"],
  ["WithImportance: High", { withImportance: "High" }, "Importance: high\r\n", true, "the importance is High"],
  [
    "WithImportance: Low by X-Priority",
    { withImportance: "Low" },
    "X-Priority: 5 (Lowest)\r\n",
    true,
    "the importance is Low",
  ],
  ["WithImportance: Normal by default", { withImportance: "Normal" }, "", true, "the importance is Normal"],
  [
    "SCLOver: this level",
    { sclOver: 5 },
    "X-MS-Exchange-Organization-SCL: 5\r\n",
    true,
    "the spam confidence level is 5",
  ],
  [
    "SCLOver: below",
    { sclOver: 0 },
    "X-MS-Exchange-Organization-SCL: -1\r\n",
    false,
    "the spam confidence level is -1",
  ],
  ["SCLOver: none", { sclOver: -1 }, "", false, "the message has no spam confidence level"],
  ["HasClassification: none has", { hasClassification: "Secret" }, "", false, "the message has no classification"],
  ["HasNoClassification: all have none", { hasNoClassification: true }, "", true, "the message has no classification"],
])("%s", async (_, condition, headers, held, seen) => {
  const asked = await askRule(condition, { headers }, TENANT);
  expect([asked.matched.length > 0, asked.seen]).toEqual([held, seen]);
  expect((await askRule(exceptIf(condition), { headers }, TENANT)).matched.length > 0).toBe(!held);
});

test("HasNoClassification: $false is not set", async () => {
  expect(await askRule({ exceptIfHasNoClassification: false }, {}, TENANT)).toMatchObject({
    matched: [BOB],
    seen: "The rule matched: it has no conditions.",
  });
});

test("SenderIpRanges: hops that EFSkipLastIP and EFSkipIPs of the connector pass over don't count", async () => {
  const connector = { name: "In", connectorType: "OnPremises", senderIPAddresses: ["203.0.113.7"] };
  const seen = async (fields: object) => {
    const tenant = { ...TENANT, inboundConnectors: [{ ...connector, ...fields }] };
    const attribution = { connector: "In", connectorType: "OnPremises", by: "address" } as const;
    return (await askRule({ senderIpRanges: "10.0.0.0/8" }, { ...HOP, attribution }, tenant)).seen;
  };
  expect(await seen({})).toContain("203.0.113.7");
  expect(await seen({ efSkipLastIP: true })).toContain("10.9.9.9");
  expect(await seen({ efSkipIPs: ["203.0.113.0/24", "192.0.2.1"] })).toContain("10.9.9.9");
  expect(await seen({ efSkipIPs: ["203.0.113.0/24", "10.0.0.0/8"] })).toBe("the message came over no connection");
});
