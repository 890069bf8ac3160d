import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recall-sandbox-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

test("an empty configuration is a tenant with the service's defaults", () => {
  const { organization, limits, listeners, retention, smartHost, clock } = loadConfiguration({});
  expect(organization).toMatchObject({
    name: "contoso.com",
    hostname: "mail.contoso.com",
    acceptedDomains: [{ domainName: "contoso.com", domainType: "Authoritative", matchSubDomains: false }],
    organizationConfig: {
      messageRecallEnabled: null,
      recallReadMessagesEnabled: null,
      messageRecallMaxRecallableAge: 365 * 86_400_000,
    },
    transportConfig: { maxHopCount: 60, delayNotificationMs: 14_400_000, expirationMs: 86_400_000 },
    service: { level: "2026-09", propagationDelayMs: 0, recallReportGenerated: true, language: "en" },
  });
  expect(organization.tenantId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(limits).toMatchObject({
    maxMessageBytes: 35 * 2 ** 20,
    maxLineBytes: 65_536,
    idleTimeoutMs: 300_000,
    minFreeDiskBytes: 2 ** 28,
  });
  expect(listeners).toMatchObject({ host: "127.0.0.1", submission: 2587, return: 2528, http: 8025 });
  expect(listeners).not.toHaveProperty("onPremises");
  expect(retention.submittedMs).toBe(3653 * 86_400_000);
  expect(smartHost).toMatchObject({ enabled: true, preset: "signature" });
  expect(clock.foreignQuietMs).toBe(500);
});

test("YAML text and an object of the same shape give the same", () => {
  const yaml =
    "smartHost: { preset: transparent }\nmailboxes:\n  - address: alice@contoso.com\n    aliases: [a@contoso.com]\n";
  const object = {
    smartHost: { preset: "transparent" },
    mailboxes: [{ address: "alice@contoso.com", aliases: ["a@contoso.com"] }],
  };
  expect(loadConfiguration(object)).toEqual(loadConfiguration(yaml));
});

test("the result can't be changed", () => {
  const { organization } = loadConfiguration({ mailboxes: [{ address: "alice@contoso.com" }] });
  expect(Object.isFrozen(organization.mailboxes[0]?.aliases)).toBe(true);
});

test("mailboxes have the defaults of the service; the common password is for people only", () => {
  const { organization } = loadConfiguration({
    mailboxes: [
      { address: "alice@contoso.com" },
      { address: "sales@contoso.com", type: "shared" },
      { address: "kiosk@contoso.com", password: null },
      { address: "bob@contoso.com", password: "own" },
    ],
  });
  expect(organization.mailboxes[0]).toEqual({
    address: "alice@contoso.com",
    displayName: "Alice",
    aliases: [],
    type: "Regular",
    password: "sandbox",
    deliverToMailboxAndForward: false,
    litigationHoldEnabled: false,
    singleItemRecoveryEnabled: true,
    messageRecallProcessingEnabled: true,
    messageCopyForSmtpClientSubmissionEnabled: true,
    sendAs: [],
    grantSendOnBehalfTo: [],
    folders: [],
  });
  expect(organization.mailboxes.map((mailbox) => mailbox.password)).toEqual(["sandbox", undefined, undefined, "own"]);
});

test("a rule written as the cmdlet becomes conditions, exceptions and actions", () => {
  const { organization } = loadConfiguration(`
outboundConnectors: [{ name: Out, isTransportRuleScoped: true }]
transportRules:
  - name: R
    mode: audit
    fromScope: inorganization
    headerContainsMessageHeader: X-A
    headerContainsWords: true
    exceptIfSubjectMatchesPatterns: ^a
    exceptIfFrom: []
    setHeaderName: X-B
    setHeaderValue: true
    deleteMessage: false
    rejectMessageReasonText: Not today
    routeMessageOutboundConnector: out
    activationDate: 2026-03-01T08:00:00
`);
  expect(organization.transportRules).toEqual([
    {
      name: "R",
      priority: 0,
      enabled: true,
      mode: "Audit",
      activationDate: Date.UTC(2026, 2, 1, 8),
      senderAddressLocation: "Header",
      conditions: { fromScope: "InOrganization", headerContainsMessageHeader: "X-A", headerContainsWords: ["true"] },
      exceptions: { subjectMatchesPatterns: ["^a"] },
      actions: {
        setHeaderName: "X-B",
        setHeaderValue: "true",
        rejectMessageReasonText: "Not today",
        rejectMessageEnhancedStatusCode: "5.7.1",
        routeMessageOutboundConnector: "Out",
      },
    },
  ]);
});

test("a rule with a priority is inserted there, the others keep the order of the file", () => {
  const rules = ["A", "B", "C:0", "D:2", "E:4"].map((text) => {
    const [name, priority] = text.split(":");
    return { name, stopRuleProcessing: true, ...(priority && { priority: Number(priority) }) };
  });
  const { organization } = loadConfiguration({ transportRules: rules });
  expect(organization.transportRules.map((rule) => `${rule.priority}${rule.name}`)).toEqual([
    "0C",
    "1A",
    "2D",
    "3B",
    "4E",
  ]);
});

test("connectors take what the cmdlets take", () => {
  const { organization } = loadConfiguration({
    allowedDestinations: "smtp.example:587",
    inboundConnectors: [
      { name: "In", senderDomains: ["smtp:*;1", "smtp:*.x.example"], senderIPAddresses: "10.0.0.0/24" },
    ],
    outboundConnectors: [
      {
        name: "Out",
        recipientDomains: "*",
        smartHosts: ["BuiltIn", "smtp.example:587"],
        tlsSettings: "encryptiononly",
      },
    ],
  });
  expect(organization.inboundConnectors[0]).toMatchObject({
    senderDomains: ["*", "*.x.example"],
    connectorType: "Partner",
    requireTls: true,
  });
  expect(organization.outboundConnectors[0]).toMatchObject({
    smartHosts: ["builtin", "smtp.example:587"],
    useMxRecord: false,
    tlsSettings: "EncryptionOnly",
  });
});

test("the environment overrides the file, with or without underscores between words", () => {
  const { listeners, settings, smartHost } = loadConfiguration("listeners: { http: 1, inbound: 2 }\n", {
    RECALL_SANDBOX_LISTENERS_HTTP: "9025",
    RECALL_SANDBOX_LISTENERS_XCLIENT_FROM: "10.0.0.1, 10.0.0.2",
    RECALL_SANDBOX_SERVICE_LEVEL: "2024-08",
    RECALL_SANDBOX_SMARTHOST_ENABLED: "False",
    RECALL_SANDBOX_ORGANIZATIONCONFIG_MESSAGERECALLENABLED: "",
    RECALL_SANDBOX_TRANSPORT_EXPIRATION: "12:00:00",
  });
  expect(listeners).toMatchObject({ http: 9025, inbound: 2, xclientFrom: ["10.0.0.1", "10.0.0.2"] });
  expect(settings["service.level"]).toBe("2024-08");
  expect(smartHost.enabled).toBe(false);
  expect(settings["organizationConfig.messageRecallEnabled"]).toBeNull();
  expect(settings["transport.expiration"]).toBe(43_200_000);
});

test("a file builds on another: settings and entries of one name are merged, new ones added", () => {
  write(
    "base.yaml",
    "service: { level: 2024-08 }\nmailboxes:\n  - address: alice@contoso.com\n    folders: [A]\n  - address: bob@contoso.com\nremoteDomains:\n  - domainName: '*'\n",
  );
  const file = write(
    "deep/over.yaml",
    "extends: ../base.yaml\nservice: { propagationDelay: 1h }\nmailboxes:\n  - address: ALICE@contoso.com\n    folders: [B]\n  - address: carol@contoso.com\nremoteDomains: []\n",
  );
  const { organization } = loadConfiguration(file);
  expect(organization.service).toMatchObject({ level: "2024-08", propagationDelayMs: 3_600_000 });
  expect(organization.mailboxes.map(({ address, folders }) => [address, ...folders])).toEqual([
    ["alice@contoso.com", "B"],
    ["bob@contoso.com"],
    ["carol@contoso.com"],
  ]);
  expect(organization.remoteDomains).toEqual([]);
});

test("a problem of an extended file is reported there", () => {
  const base = write("wrong.yaml", "mailboxes:\n  - address: alice@contoso.com\n    type: Odd\n");
  const over = write(
    "on-wrong.yaml",
    "extends: wrong.yaml\nmailboxes:\n  - address: bob@contoso.com\n    type: Even\n",
  );
  expect(() => loadConfiguration(over)).toThrow(
    `${base}:3:11 mailboxes.0.type: must be Regular, Shared, Room or Equipment, not \`Odd\``,
  );
  expect(() => loadConfiguration(over)).toThrow(
    `${over}:4:11 mailboxes.1.type: must be Regular, Shared, Room or Equipment, not \`Even\``,
  );
});

test("files can't extend one another, nor what is not there", () => {
  const a = write("a.yaml", "extends: b.yaml\n");
  write("b.yaml", "extends: a.yaml\n");
  expect(() => loadConfiguration(a)).toThrow(/b\.yaml:1:10 extends: .*a\.yaml extends this file already/);
  const gone = write("gone.yaml", "extends: nowhere.yaml\n");
  expect(() => loadConfiguration(gone)).toThrow(/nowhere\.yaml: cannot be read: there is no such file/);
});

test("a certificate file is looked for beside the file that names it", () => {
  write("tls/ca.pem", "x");
  const file = write("with-ca.yaml", "inboundConnectors:\n  - name: In\n    caFile: tls/ca.pem\n");
  expect(loadConfiguration(file).organization.inboundConnectors[0]?.caFile).toBe(join(folder, "tls/ca.pem"));
});

test("aliases in YAML stand for what they repeat", () => {
  const { organization } = loadConfiguration(
    "groups:\n  - address: a@contoso.com\n    members: &m [b@contoso.com]\n  - address: b@contoso.com\n    members: *m\n",
  );
  expect(organization.groups[1]?.members).toEqual(["b@contoso.com"]);
});

test("what cmdlets keep without effect may stand in the file, under the cmdlets' names", () => {
  const { organization } = loadConfiguration({
    organizationConfig: { rejectDirectSend: true, accepted: { MailTipsLargeAudienceThreshold: 50 } },
    transport: { accepted: { ClearCategories: false } },
    connectionFilter: { accepted: { IPAllowList: ["192.0.2.1"] } },
  });
  expect(organization.organizationConfig).toMatchObject({
    rejectDirectSend: true,
    accepted: { MailTipsLargeAudienceThreshold: 50 },
  });
  expect(organization.transportConfig.accepted).toEqual({ ClearCategories: false });
  expect(organization.connectionFilter).toEqual({ accepted: { IPAllowList: ["192.0.2.1"] } });
});

test.each([
  ["a part's other key", { connectionFilter: { acepted: {} } }, "connectionFilter.acepted"],
  ["a value of another kind", { transport: { accepted: { ClearCategories: { on: true } } } }, "transport.accepted"],
])("kept settings: %s is refused where it stands", (_, config, path) => {
  expect(() => loadConfiguration(config)).toThrow(
    expect.objectContaining({
      name: "ConfigurationError",
      problems: [expect.objectContaining({ path: expect.stringContaining(path) })],
    }),
  );
});
