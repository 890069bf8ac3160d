// Each problem with its place and with what would be right.
import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { ConfigurationError } from "../../../src/organization/problems.ts";

function problemsOf(source: string | object, env = {}): string[] {
  try {
    loadConfiguration(source, env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n");
  }
}

const people = "mailboxes:\n  - address: alice@contoso.com\n  - address: bob@contoso.com\n";
const rule = (lines: string) => `transportRules:\n  - name: R\n    stopRuleProcessing: true\n    ${lines}\n`;
const outbound = (lines: string) =>
  `outboundConnectors:\n  - name: Out\n    isTransportRuleScoped: true\n    ${lines.replaceAll("; ", "\n    ")}\n`;
const inbound = (lines: string) => `inboundConnectors:\n  - name: In\n    ${lines.replaceAll("; ", "\n    ")}\n`;

test.each<[name: string, yaml: string, problem: string]>([
  [
    "a misspelt key",
    outbound("smarthosts: 127.0.0.1"),
    "configuration:4:5 outboundConnectors.0.smarthosts: unknown key `smarthosts`; did you mean `smartHosts`?",
  ],
  [
    "a misspelt group",
    "listener:\n  http: 1\n",
    "configuration:1:1 listener: unknown key `listener`; did you mean `listeners`?",
  ],
  [
    "a misspelt setting",
    "listeners:\n  htttp: 1\n",
    "configuration:2:3 listeners.htttp: unknown key `htttp`; did you mean `http`?",
  ],
  ["a key far from all", "clock:\n  x: 1\n", "configuration:2:3 clock.x: unknown key `x`; known here: foreignQuiet"],
  [
    "a nested setting's key",
    "smartHost:\n  signature:\n    markdown: x\n",
    "configuration:3:5 smartHost.signature.markdown: unknown key `markdown`; known here: text, html",
  ],
  [
    "a value where a group stands",
    "smartHost:\n  signature: x\n",
    "configuration:2:14 smartHost.signature: must hold settings one under another: text, html",
  ],
  [
    "a list that is none",
    "mailboxes: alice@contoso.com\n",
    "configuration:1:12 mailboxes: must be a list: each entry on a line of its own behind a dash",
  ],
  [
    "an entry that is no map",
    "mailboxes:\n  - alice@contoso.com\n",
    "configuration:2:5 mailboxes.0: must be a group of settings, one under another, not `alice@contoso.com`",
  ],
  ["a missing key", "groups:\n  - displayName: x\n", "configuration:2:5 groups.0.address: is missing"],
  [
    "a number for text",
    `${people}    password: 1234\n`,
    "configuration:4:15 mailboxes.1.password: must be text, not `1234`; write it in quotes",
  ],
  [
    "text for a boolean",
    "smartHost:\n  enabled: yes\n",
    "configuration:2:12 smartHost.enabled: must be true or false, not `yes`",
  ],
  [
    "nothing for a boolean",
    "smartHost:\n  enabled:\n",
    "configuration:2:11 smartHost.enabled: must be true or false, not nothing",
  ],
  ["half a port", "listeners:\n  http: 80.5\n", "configuration:2:9 listeners.http: must be a whole number, not `80.5`"],
  ["a port too high", "listeners:\n  http: 70000\n", "configuration:2:9 listeners.http: must be at most 65535"],
  [
    "a port taken twice",
    "listeners:\n  http: 2525\n",
    "configuration:2:9 listeners.http: 2525 is the port of listeners.inbound already; 0 picks a free one",
  ],
  [
    "a duration without unit",
    "transport:\n  expiration: 24\n",
    'configuration:2:15 transport.expiration: must be a duration such as "90s", "5m", "4h", "1d" or "[d.]hh:mm:ss", not `24`',
  ],
  [
    "an age out of range",
    "organizationConfig:\n  messageRecallMaxRecallableAge: 1m\n",
    "configuration:2:34 organizationConfig.messageRecallMaxRecallableAge: must be at least 5m and at most 3653d",
  ],
  [
    "a wait that is none",
    "transport:\n  retrySchedule: [1m, soon]\n",
    'configuration:2:23 transport.retrySchedule.1: must be a duration such as "90s", "5m", "4h", "1d" or "[d.]hh:mm:ss", not `soon`',
  ],
  [
    "no waits at all",
    "transport:\n  retrySchedule: []\n",
    "configuration:2:18 transport.retrySchedule: must name at least one wait",
  ],
  [
    "a size without sense",
    "limits:\n  maxMessageSize: big\n",
    'configuration:2:19 limits.maxMessageSize: must be a size such as "35MB" or "256KB", not `big`',
  ],
  [
    "a level that never was",
    "service:\n  level: 2023-05\n",
    "configuration:2:10 service.level: must be 2023-04, 2024-08 or 2026-09, not `2023-05`; did you mean `2023-04`?",
  ],
  [
    "an unknown level",
    "service:\n  level: 2026\n",
    "configuration:2:10 service.level: must be text, not `2026`; write it in quotes",
  ],
  ["an unknown preset", "smartHost:\n  preset: rewrite-message-id\n", "did you mean `rewrites-message-id`?"],
  [
    "alerts for read mail alone",
    "organizationConfig:\n  messageRecallAlertRecipientsReadMessagesOnlyEnabled: true\n",
    "configuration:2:56 organizationConfig.messageRecallAlertRecipientsReadMessagesOnlyEnabled: needs messageRecallAlertRecipientsEnabled: true",
  ],
  ["a tenant id that is no GUID", "organization:\n  tenantId: x\n", "organization.tenantId: must be a GUID such as"],
  [
    "a destination that is none",
    "allowedDestinations: http://x\n",
    "configuration:1:22 allowedDestinations: must be a host or address, with :port to allow only that",
  ],
  [
    "the organization's domain left out",
    "acceptedDomains: [fabrikam.com]\n",
    "configuration:1:18 acceptedDomains: must list contoso.com, the organization's name",
  ],

  [
    "an address that is none",
    "mailboxes:\n  - address: alice\n",
    "configuration:2:14 mailboxes.0.address: must be one address such as alice@contoso.com",
  ],
  [
    "a foreign domain",
    "mailboxes:\n  - address: alice@fabrikam.com\n",
    "configuration:2:14 mailboxes.0.address: `alice@fabrikam.com` is in no accepted domain (contoso.com)",
  ],
  [
    "an address taken",
    `${people}    aliases: [alice@contoso.com]\n`,
    "configuration:4:15 mailboxes.1.aliases.0: `alice@contoso.com` is taken by mailboxes.0.address already",
  ],
  [
    "a group at a mailbox's address",
    `${people}groups:\n  - address: BOB@contoso.com\n`,
    "groups.0.address: `bob@contoso.com` is taken by mailboxes.1.address already",
  ],
  [
    "an unknown member",
    `${people}groups:\n  - address: all@contoso.com\n    members: [alicia@contoso.com, x@fabrikam.com]\n`,
    "configuration:6:35 groups.0.members.1: `x@fabrikam.com` is no mailbox, group or contact here; someone outside needs an entry in contacts",
  ],
  [
    "a member nearly known",
    `${people}groups:\n  - address: all@contoso.com\n    members: alicee@contoso.com\n`,
    "groups.0.members: `alicee@contoso.com` is no mailbox, group or contact here; did you mean `alice@contoso.com`?",
  ],
  [
    "an unknown forwarding address",
    `${people}    forwardingAddress: x@fabrikam.com\n`,
    "mailboxes.1.forwardingAddress: `x@fabrikam.com` is no mailbox, group or contact here; for an address outside use forwardingSmtpAddress",
  ],
  [
    "forwarding to itself",
    `${people}    forwardingAddress: bob@contoso.com\n`,
    "mailboxes.1.forwardingAddress: must not be the mailbox itself",
  ],
  [
    "an unknown delegate",
    `${people}    sendAs: [bob2@contoso.com]\n`,
    "configuration:4:14 mailboxes.1.sendAs.0: `bob2@contoso.com` is no mailbox or group here; did you mean `bob@contoso.com`?",
  ],
  [
    "a folder path",
    `${people}    folders: /Projects/\n`,
    "configuration:4:14 mailboxes.1.folders: must be folder names with / between them, such as Projects/2026",
  ],

  [
    "no smart host",
    outbound("useMxRecord: false"),
    "configuration:2:5 outboundConnectors.0.smartHosts: must name a host when useMxRecord is false",
  ],
  [
    "smart host and MX",
    outbound("useMxRecord: true; smartHosts: 127.0.0.1"),
    "configuration:4:18 outboundConnectors.0.useMxRecord: must be false when smartHosts names a host",
  ],
  [
    "a smart host elsewhere",
    outbound("smartHosts: [127.0.0.1, smtp.example]"),
    "configuration:4:29 outboundConnectors.0.smartHosts.1: `smtp.example` is not on this machine; to let mail go there, name it in allowedDestinations",
  ],
  [
    "a smart host's other port",
    `${outbound("smartHosts: smtp.example:587")}allowedDestinations: [smtp.example:25]\n`,
    "outboundConnectors.0.smartHosts: `smtp.example:587` is not on this machine",
  ],
  [
    "a smart host that is none",
    outbound('smartHosts: "http://x"'),
    "configuration:4:17 outboundConnectors.0.smartHosts: must be a host or address, with :port if it is not 25",
  ],
  [
    "the built-in host switched off",
    `${outbound("smartHosts: builtin")}smartHost:\n  enabled: false\n`,
    "outboundConnectors.0.smartHosts: `builtin` needs smartHost.enabled; mail would only wait in the queue",
  ],
  [
    "DomainValidation alone",
    outbound("tlsSettings: DomainValidation"),
    "outboundConnectors.0.tlsDomain: must name the domain in the certificate when tlsSettings is DomainValidation",
  ],
  [
    "a TLS domain alone",
    outbound("tlsDomain: x.example"),
    "configuration:4:16 outboundConnectors.0.tlsDomain: is used with tlsSettings DomainValidation only",
  ],
  [
    "accepted domains of a partner",
    outbound("allAcceptedDomains: true"),
    "outboundConnectors.0.allAcceptedDomains: must be false unless connectorType is OnPremises",
  ],
  [
    "a connector for nobody",
    "outboundConnectors:\n  - name: Out\n",
    "configuration:2:5 outboundConnectors.0.recipientDomains: must name domains (* for all) unless isTransportRuleScoped or allAcceptedDomains is true",
  ],
  [
    "a star inside a domain",
    outbound("recipientDomains: mail.*.example"),
    "outboundConnectors.0.recipientDomains: must be a domain, *.domain for all below it too, or *; a star can't stand elsewhere",
  ],
  [
    "a CA file that is not there",
    outbound("caFile: ca.pem"),
    `outboundConnectors.0.caFile: ${process.cwd()}/ca.pem cannot be read`,
  ],
  [
    "a connector's name twice",
    `${outbound("enabled: false")}  - name: OUT\n    isTransportRuleScoped: true\n`,
    "configuration:5:11 outboundConnectors.1.name: `OUT` is the name of outboundConnectors.0 already",
  ],
  [
    "a name too long",
    `outboundConnectors:\n  - name: ${"x".repeat(65)}\n    isTransportRuleScoped: true\n`,
    "outboundConnectors.0.name: must be at most 64 characters, has 65",
  ],

  [
    "nothing to find a connector by",
    inbound("connectorType: OnPremises"),
    "configuration:2:5 inboundConnectors.0: must have tlsSenderCertificateName or senderIPAddresses: an OnPremises connector is found by one of them",
  ],
  [
    "a range too wide",
    inbound("senderIPAddresses: 10.0.0.0/16"),
    "configuration:3:24 inboundConnectors.0.senderIPAddresses: must be an IPv4 address or a range from /24 to /32, such as 203.0.113.0/24",
  ],
  [
    "an IPv6 sender",
    inbound('senderIPAddresses: ["::1"]'),
    "configuration:3:25 inboundConnectors.0.senderIPAddresses.0: must be an IPv4 address or a range from /24 to /32",
  ],
  [
    "this machine believed on the MX port",
    inbound("senderIPAddresses: 127.0.0.0/24; matchAddressOnInbound: true"),
    "configuration:3:24 inboundConnectors.0.senderIPAddresses: `127.0.0.0/24` holds this machine's own addresses",
  ],
  [
    "this machine believed where others come in too",
    `listeners: { host: 0.0.0.0 }\nhttp: { token: 0123456789abcdef }\n${inbound("senderIPAddresses: 127.0.0.1")}`,
    "inboundConnectors.0.senderIPAddresses: `127.0.0.1` holds this machine's own addresses: with listeners.host beyond loopback name the smart host's own address",
  ],
  [
    "an address beyond loopback without a token",
    "listeners: { host: 192.0.2.7 }\n",
    "configuration:1:20 listeners.host: 192.0.2.7 is not an address of loopback: whoever reaches it could read all mail",
  ],
  ["a token too short", "http: { token: secret }\n", "http.token: must have at least 16 characters"],
  ["a name that is none", "http: { hostNames: ['http://x'] }\n", "http.hostNames.0: must be a host name, with :port"],
  [
    "an address to match that is not there",
    inbound("matchAddressOnInbound: true"),
    "inboundConnectors.0.matchAddressOnInbound: needs senderIPAddresses",
  ],
  [
    "internal by setting and by header",
    inbound(
      "connectorType: OnPremises; senderIPAddresses: 10.0.0.1; treatMessagesAsInternal: true; cloudServicesMailEnabled: true",
    ),
    "configuration:5:30 inboundConnectors.0.treatMessagesAsInternal: must be false when cloudServicesMailEnabled is true",
  ],
  [
    "internal from a partner",
    inbound("treatMessagesAsInternal: true"),
    "inboundConnectors.0.treatMessagesAsInternal: must be false unless connectorType is OnPremises",
  ],
  [
    "restricted to no certificate",
    inbound("restrictDomainsToCertificate: true"),
    "inboundConnectors.0.restrictDomainsToCertificate: needs tlsSenderCertificateName",
  ],
  [
    "restricted to no address",
    inbound("restrictDomainsToIPAddresses: true"),
    "inboundConnectors.0.restrictDomainsToIPAddresses: needs senderIPAddresses",
  ],

  [
    "a rule without action",
    "transportRules:\n  - name: R\n    fromScope: InOrganization\n",
    "configuration:2:5 transportRules.0: must have at least one action, such as routeMessageOutboundConnector or setHeaderName",
  ],
  [
    "a rule without name",
    "transportRules:\n  - stopRuleProcessing: true\n",
    "configuration:2:5 transportRules.0.name: is missing",
  ],
  [
    "half a pair",
    rule('exceptIfHeaderContainsWords: ["true"]'),
    "configuration:4:5 transportRules.0.exceptIfHeaderContainsWords: says something only together with exceptIfHeaderContainsMessageHeader",
  ],
  [
    "a header without value",
    rule("setHeaderName: X-A"),
    "configuration:4:5 transportRules.0.setHeaderName: says something only together with setHeaderValue",
  ],
  [
    "a header's name with a colon",
    rule('removeHeader: "X-A:"'),
    "transportRules.0.removeHeader: must be the name of a header field, without colon and blanks",
  ],
  [
    "a bad scope",
    rule("sentToScope: Outside"),
    "configuration:4:18 transportRules.0.sentToScope: must be InOrganization or NotInOrganization, not `Outside`",
  ],
  [
    "a pattern no engine here can run",
    rule('subjectMatchesPatterns: ["a(?>b)"]'),
    "configuration:4:30 transportRules.0.subjectMatchesPatterns.0: `a(?>b)` can't use at character 2 an atomic group; write (?:…)",
  ],
  [
    "SenderADAttributeMatchesPatterns: a pattern nobody can run",
    rule('senderADAttributeMatchesPatterns: "Title:^Head,("'),
    "transportRules.0.senderADAttributeMatchesPatterns: `(` is not a regular expression we can run",
  ],
  [
    "RecipientADAttributeContainsWords: an attribute nobody has",
    rule('recipientADAttributeContainsWords: "Departement:Sales"'),
    "must be an attribute, a colon and values parted by commas, such as Department:Sales,Marketing",
  ],
  [
    "SenderIpRanges: a range from last to first",
    rule('senderIpRanges: "10.0.0.9-10.0.0.1"'),
    "transportRules.0.senderIpRanges: must be an address, or a range such as 10.0.0.0/24 or 10.0.0.1-10.0.0.9",
  ],
  [
    "a pattern nobody can run",
    rule('subjectMatchesPatterns: "("'),
    "transportRules.0.subjectMatchesPatterns: `(` is not a regular expression we can run: missing closing ): `(`",
  ],
  [
    "a word with blanks around",
    rule('subjectContainsWords: [" a"]'),
    "transportRules.0.subjectContainsWords.0: must not begin or end with a blank: words are matched whole anyway",
  ],
  [
    "an unknown connector",
    `${outbound("enabled: true")}${rule("routeMessageOutboundConnector: Outt")}`,
    "transportRules.0.routeMessageOutboundConnector: there is no outbound connector `Outt`; did you mean `Out`?",
  ],
  [
    "no connectors at all",
    rule("routeMessageOutboundConnector: Out"),
    "configuration:4:36 transportRules.0.routeMessageOutboundConnector: there is no outbound connector `Out`; outboundConnectors is empty",
  ],
  [
    "an unknown recipient",
    `${people}${rule("exceptIfSentTo: alic@contoso.com")}`,
    "transportRules.0.exceptIfSentTo: `alic@contoso.com` is no mailbox, group or contact here; did you mean `alice@contoso.com`?",
  ],
  [
    "a group in Bcc",
    `groups: [{ address: all@contoso.com }]\n${rule("blindCopyTo: all@contoso.com")}`,
    "transportRules.0.blindCopyTo: `all@contoso.com` is a group; blindCopyTo takes mailboxes and contacts only",
  ],
  [
    "a status code of others",
    rule("rejectMessageEnhancedStatusCode: 5.1.1"),
    "transportRules.0.rejectMessageEnhancedStatusCode: must be 5.7.1 or one of 5.7.900 to 5.7.999",
  ],
  [
    "a date that is none",
    rule("activationDate: tomorrow"),
    "transportRules.0.activationDate: must be a date such as 2026-03-01 or 2026-03-01T08:00:00Z",
  ],
  [
    "an end before the beginning",
    rule("activationDate: 2026-03-01\n    expiryDate: 2026-02-01"),
    "configuration:5:17 transportRules.0.expiryDate: must lie behind activationDate",
  ],
  [
    "a priority given twice",
    "transportRules:\n  - { name: A, priority: 0, stopRuleProcessing: true }\n  - { name: B, priority: 0, stopRuleProcessing: true }\n",
    "configuration:3:26 transportRules.1.priority: 0 is the priority of `A` already; leave it out to keep the order of the file",
  ],
])("%s", (_, yaml, problem) => {
  const problems = problemsOf(yaml);
  expect(
    problems.some((line) => line.includes(problem)),
    problems.join("\n"),
  ).toBe(true);
});

test("all problems are said at once, in the order of the file", () => {
  const problems = problemsOf(
    "listeners: { htp: 1 }\nservice: { level: x }\nmailboxes:\n  - address: a\n  - address: b@c.example\n",
  );
  expect(problems.map((line) => line.split(" ")[1])).toEqual([
    "listeners.htp:",
    "service.level:",
    "mailboxes.0.address:",
    "mailboxes.1.address:",
  ]);
});

test("a rule that is wrong in one place is checked in the others", () => {
  const problems = problemsOf(
    rule("fromScope: Nowhere\n    setHeaderName: X-A\n    routeMessageOutboundConnector: Gone"),
  );
  expect(problems).toHaveLength(3);
});

test("what refers to a refused entry is not called unknown", () => {
  const problems = problemsOf(
    `mailboxes:\n  - address: alice@contoso.com\n    type: Odd\n${rule("from: alice@contoso.com")}`,
  );
  expect(problems).toEqual([
    "configuration:3:11 mailboxes.0.type: must be Regular, Shared, Room or Equipment, not `Odd`",
  ]);
});

test("at most 300 rules", () => {
  const rules = Array.from({ length: 301 }, (_, index) => ({ name: `R${index}`, stopRuleProcessing: true }));
  expect(problemsOf({ transportRules: rules.slice(1) })).toEqual([]);
  expect(problemsOf({ transportRules: rules })).toEqual([
    "configuration transportRules: must be at most 300 rules, are 301",
  ]);
});

test.each([
  ["a: [1,\nb: c\n", "configuration:2:1: not valid YAML: "],
  ["service:\n\tlevel: x\n", "configuration:2:1: indent with blanks, not with tabs"],
  ["service: {}\nservice: {}\n", "configuration:2:1: this key stands here twice; keep one of them"],
  [
    "service: {}\n---\nclock: {}\n",
    "configuration:2:1: a configuration is one YAML document; remove what follows `---`",
  ],
  ["mailboxes: *gone\n", "configuration:1:12: `*gone` repeats a value that no `&gone` above marks"],
  ["- a\n- b\n", "configuration:1:1: must hold settings such as `mailboxes:`, one under another"],
])("YAML that can't be read: %j", (yaml, problem) => {
  expect(problemsOf(yaml)[0]).toContain(problem);
});

test("aliases can't blow a small file up", () => {
  const levels = Array.from({ length: 20 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(10).fill(`*l${n}`).join(", ")}]`);
  const problems = problemsOf(`l0: &l0 x\n${levels.join("\n")}\n`);
  expect(problems.some((line) => line.includes("aliases repeat too much here; write the values out"))).toBe(true);
  expect(problemsOf("a: &a [*a]\n").join()).toContain("aliases repeat too much");
});

test("a file that is not there is named", () => {
  expect(problemsOf("config/nowhere.yaml")).toEqual(["config/nowhere.yaml: cannot be read: there is no such file"]);
});

test("problems are data too", () => {
  try {
    loadConfiguration("listeners:\n  http: 70000\n");
    expect.unreachable();
  } catch (error) {
    expect((error as ConfigurationError).problems).toEqual([
      { file: "configuration", line: 2, column: 9, path: "listeners.http", message: "must be at most 65535" },
    ]);
  }
});

test("variables of the environment are reported like the file", () => {
  const env = {
    RECALL_SANDBOX_LISTENERS_HTTP: "many",
    RECALL_SANDBOX_LISTENERS_HTPP: "1",
    RECALL_SANDBOX_DATA: "/x",
    HOME: "/y",
  };
  expect(problemsOf({}, env)).toEqual([
    "environment RECALL_SANDBOX_LISTENERS_HTTP listeners.http: must be a number, not `many`",
    "environment RECALL_SANDBOX_LISTENERS_HTPP: names no setting; did you mean `RECALL_SANDBOX_LISTENERS_HTTP`?",
  ]);
});
