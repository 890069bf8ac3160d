import { expect, test } from "vitest";
import { names, one, refusal } from "./exchange-admin-support.ts";
import { server, tenant } from "./support.ts";

const RULES = [
  {
    name: "Signatures",
    fromScope: "InOrganization",
    sentTo: ["bob@contoso.com", "alice@contoso.com"],
    exceptIfHeaderContainsMessageHeader: "X-Sandbox-Signature",
    exceptIfHeaderContainsWords: ["true", "done"],
    exceptIfSubjectMatchesPatterns: ["^test", "probe$"],
    routeMessageOutboundConnector: "To the host",
    stopRuleProcessing: true,
    comments: "Every mail",
  },
  { name: "Warn", prependSubject: "[SEC] ", setHeaderName: "X-Seen", setHeaderValue: "yes", removeHeader: "X-Old" },
  {
    name: "Refuse",
    enabled: false,
    mode: "AuditAndNotify",
    senderAddressLocation: "Envelope",
    activationDate: "2026-12-01T00:00:00Z",
    headerMatchesMessageHeader: "Received-SPF",
    headerMatchesPatterns: ["fail"],
    subjectContainsWords: ["win"],
    from: ["x@y.example"],
    sentToScope: "NotInOrganization",
    rejectMessageReasonText: "Not here",
    rejectMessageEnhancedStatusCode: "5.7.900",
  },
  { name: "Divert", redirectMessageTo: ["bob@contoso.com"], blindCopyTo: ["alice@contoso.com"] },
  { name: "Drop", deleteMessage: true },
];
const company = () =>
  server({
    config: tenant({
      transportRules: RULES,
      outboundConnectors: [{ name: "To the host", smartHosts: ["127.0.0.1:10025"], isTransportRuleScoped: true }],
    }),
  });

test("a rule under the names of its parameters", async () => {
  const rule = await one(await company(), "Get-TransportRule", { Identity: "signatures" });
  expect(rule).toMatchObject({
    Name: "Signatures",
    Priority: 0,
    State: "Enabled",
    Mode: "Enforce",
    Comments: "Every mail",
    ActivationDate: null,
    SenderAddressLocation: "Header",
    FromScope: "InOrganization",
    SentTo: ["bob@contoso.com", "alice@contoso.com"],
    SentToScope: null,
    ExceptIfHeaderContainsMessageHeader: "X-Sandbox-Signature",
    ExceptIfHeaderContainsWords: ["true", "done"],
    ExceptIfSubjectMatchesPatterns: ["^test", "probe$"],
    RouteMessageOutboundConnector: "To the host",
    StopRuleProcessing: true,
    DeleteMessage: false,
    HasNoClassification: false,
    ExceptIfAttachmentIsUnsupported: false,
    ApplyHtmlDisclaimerText: null,
  });
  const names = Object.keys(rule);
  // New-TransportRule of 2026: as many exceptions as conditions.
  expect(names.filter((name) => name.startsWith("ExceptIf"))).toHaveLength(61);
  for (const name of names.filter((name) => name.startsWith("ExceptIf"))) expect(names).toContain(name.slice(8));
});

test("a rule's classes are those of .NET, null where there are none", async () => {
  const on = await company();
  const tasks = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks";
  expect(await one(on, "Get-TransportRule", { Identity: "Refuse" })).toMatchObject({
    State: "Disabled",
    Mode: "AuditAndNotify",
    ActivationDate: "2026-12-01T00:00:00.0000000+00:00",
    Conditions: [
      `${tasks}.FromPredicate`,
      `${tasks}.SentToScopePredicate`,
      `${tasks}.SubjectContainsPredicate`,
      `${tasks}.HeaderMatchesPredicate`,
    ],
    Exceptions: null,
    Actions: [`${tasks}.RejectMessageAction`],
    RejectMessageReasonText: "Not here",
    RejectMessageEnhancedStatusCode: "5.7.900",
  });
});

test.each([
  [
    "Signatures",
    "If the message:\r\n\tIs received from 'Inside the organization'\r\n\tand Is sent to 'bob@contoso.com' or 'alice@contoso.com'\r\nTake the following actions:\r\n\tRoute the message using the connector named 'To the host'.\r\n\tand Stop processing more rules\r\nExcept if the message:\r\n\t'X-Sandbox-Signature' header contains ''true' or 'done''\r\n\tor Includes these patterns in the message subject: '^test' or 'probe$'\r\n",
  ],
  [
    "Warn",
    "Take the following actions:\r\n\tSet message header 'X-Seen' with the value 'yes'\r\n\tand Remove header 'X-Old'\r\n\tand Prepend the subject with '[SEC] '\r\n",
  ],
  [
    "Refuse",
    "If the message:\r\n\tIs sent to 'Outside the organization'\r\n\tand Is received from 'x@y.example'\r\n\tand 'Received-SPF' header matches the following patterns: 'fail'\r\n\tand Includes these words in the message subject: 'win'\r\nTake the following actions:\r\n\treject the message and include the explanation 'Not here' with the status code: '5.7.900'\r\n",
  ],
  [
    "Divert",
    "Take the following actions:\r\n\tRedirect the message to 'bob@contoso.com'\r\n\tand Blind carbon copy(Bcc) the message to 'alice@contoso.com'\r\n",
  ],
  ["Drop", "Take the following actions:\r\n\tDelete the message without notifying the recipient or sender\r\n"],
])("%s in words", async (Identity, Description) => {
  expect((await one(await company(), "Get-TransportRule", { Identity })).Description).toBe(Description);
});

test.each<[string, object, string[]]>([
  ["all, by priority", {}, ["Signatures", "Warn", "Refuse", "Divert", "Drop"]],
  [
    "a name with a star",
    { Identity: "*R*" },
    ["Signatures", "Warn", "Refuse", "Divert", "Drop"].filter((n) => /r/i.test(n)),
  ],
  ["those that are off", { State: "disabled" }, ["Refuse"]],
  ["a phrase", { Filter: "Description -like '*route the message using the connector*'" }, ["Signatures"]],
  ["a DLP policy's", { DlpPolicy: "GDPR" }, []],
  ["the first two", { ResultSize: 2 }, ["Signatures", "Warn"]],
])("asked for %s", async (_, parameters, expected) => {
  expect(await names(await company(), "Get-TransportRule", parameters)).toEqual(expected);
});

test("a rule is found by its GUID, which is the same on another machine", async () => {
  const { Guid } = await one(await company(), "Get-TransportRule", { Identity: "Warn" });
  expect(await one(await company(), "Get-TransportRule", { Identity: Guid })).toMatchObject({ Name: "Warn", Guid });
});

test("without details a rule shows none", async () => {
  const parameters = { Identity: "Signatures", ExcludeConditionActionDetails: true };
  expect(await one(await company(), "Get-TransportRule", parameters)).toMatchObject({
    Name: "Signatures",
    Conditions: null,
    FromScope: null,
    StopRuleProcessing: false,
    Description: "",
  });
});

test.each<[object, number, string]>([
  [{ Identity: "Nosuch" }, 404, "object 'Nosuch' couldn't be found"],
  [{ State: "On" }, 400, "is not one of Enabled, Disabled"],
  [{ Filter: "Name -like 'x*'" }, 400, '"Name" is not a recognized filterable property'],
])("%j is refused with %i", async (parameters, status, expected) => {
  expect(await refusal(await company(), "Get-TransportRule", parameters, status)).toContain(expected);
});
