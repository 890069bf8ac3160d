// A vendor's round trip as its provisioning script sets it up, by cmdlets alone on a tenant that has mailboxes and nothing
// else; then the demo's scenes of the exemption and of rich text always hold on it.
import { afterEach, expect, test } from "vitest";
import { describe as describeSeen, type Scene } from "../../../src/cli/demo/scene.ts";
import { exemptionByMarker } from "../../../src/cli/demo/scenes/exemption.ts";
import { outlookAlwaysExempted } from "../../../src/cli/demo/scenes/outlook.ts";
import { DemoTenant } from "../../../src/cli/demo/tenant.ts";

/** What the built-in smart host stamps; a vendor's has a name of its own. */
const PROCESSED = "X-Sandbox-Signature";
const HOST = "smarthost.contoso.com";

const MAILBOXES_ONLY = {
  organization: { name: "contoso.com", hostname: "mail.contoso.com", defaultPassword: "sandbox" },
  acceptedDomains: [{ domainName: "contoso.com" }],
  mailboxes: [
    { address: "alice@contoso.com", displayName: "Alice Adams" },
    { address: "bob@contoso.com", displayName: "Bob Brown" },
  ],
};

const ROUND_TRIP: readonly (readonly [cmdlet: string, parameters: Record<string, unknown>])[] = [
  [
    "New-OutboundConnector",
    {
      Name: "Send to signatures",
      ConnectorType: "OnPremises",
      Enabled: true,
      UseMXRecord: false,
      SmartHosts: "builtin",
      TlsDomain: HOST,
      TlsSettings: "DomainValidation",
      IsTransportRuleScoped: true,
      CloudServicesMailEnabled: true,
      RouteAllMessagesViaOnPremises: false,
      AllAcceptedDomains: false,
      TestMode: false,
      Comment: "Made by the vendor's script",
    },
  ],
  [
    "New-InboundConnector",
    {
      Name: "Receive from signatures",
      ConnectorType: "OnPremises",
      SenderDomains: "smtp:*",
      RequireTls: true,
      RestrictDomainsToCertificate: true,
      CloudServicesMailEnabled: true,
      TreatMessagesAsInternal: false,
      TlsSenderCertificateName: HOST,
    },
  ],
  ["Set-InboundConnector", { Identity: "Receive from signatures", EFSkipLastIP: true }],
  [
    "New-TransportRule",
    {
      Name: "Send to signatures",
      FromScope: "InOrganization",
      ExceptIfHeaderMatchesMessageHeader: PROCESSED,
      ExceptIfHeaderMatchesPatterns: "true",
      ExceptIfHeaderContainsMessageHeader: "X-MS-Exchange-UnifiedGroup-SubmittedViaGroupAddress",
      ExceptIfHeaderContainsWords: "{/o=ExchangeLabs/ou=Exchange Administrative Group}",
      ExceptIfMessageSizeOver: 23592960,
      ExceptIfMessageTypeMatches: "Calendaring",
      RouteMessageOutboundConnector: "Send to signatures",
      StopRuleProcessing: true,
      HasNoClassification: false,
      AttachmentIsUnsupported: false,
      ExceptIfHasNoClassification: false,
      SenderAddressLocation: "HeaderOrEnvelope",
    },
  ],
  [
    "New-TransportRule",
    {
      Name: "Automatic replies need no signature",
      Priority: 0,
      MessageTypeMatches: "OOF",
      SetHeaderName: PROCESSED,
      SetHeaderValue: "true",
    },
  ],
];

/** messageRecallFix.ps1: what a recall sends is stamped as if it had been there. */
const RECALL_FIX: typeof ROUND_TRIP = [
  [
    "New-TransportRule",
    {
      Name: "Recall requests need no signature",
      Priority: 0,
      HeaderContainsMessageHeader: "X-MS-Exchange-RecallReportGenerated",
      HeaderContainsWords: ["true", "false"],
      SetHeaderName: PROCESSED,
      SetHeaderValue: "true",
    },
  ],
  [
    "New-TransportRule",
    {
      Name: "Recall reports need no signature",
      Priority: 1,
      HeaderContainsMessageHeader: "X-MS-Exchange-Generated-Message-Source",
      HeaderContainsWords: "Transport Message Recall Routing Agent",
      SetHeaderName: PROCESSED,
      SetHeaderValue: "true",
    },
  ],
];

const RICH_TEXT_ALWAYS: typeof ROUND_TRIP = [
  ["New-RemoteDomain", { Name: "Contoso", DomainName: "contoso.com" }],
  ["Set-RemoteDomain", { Identity: "Contoso", TNEFEnabled: true }],
];

let tenant: DemoTenant | undefined;
afterEach(async () => {
  await tenant?.stop();
  tenant = undefined;
});

async function setUp(config: object, ...steps: (typeof ROUND_TRIP)[]): Promise<DemoTenant> {
  tenant = await DemoTenant.start({ ...MAILBOXES_ONLY, ...config });
  for (const [cmdlet, parameters] of steps.flat()) await tenant.exchange.invoke(cmdlet, parameters);
  return tenant;
}

/** The scene's own configuration is left out: the cmdlets have to do. */
async function play(scene: Scene, make: () => Promise<DemoTenant>): Promise<void> {
  const seen = await scene.play(make);
  expect(seen.claims.filter(({ holds }) => !holds)).toEqual([]);
  expect(describeSeen(seen)).toBe(scene.expected);
}

test("New-TransportRule, New-OutboundConnector: the exemption holds, with a host that strips headers", {
  timeout: 60_000,
}, async () => {
  await play(exemptionByMarker, () =>
    setUp({ smartHost: { preset: "strips-exchange-headers" } }, ROUND_TRIP, RECALL_FIX),
  );
  const rules = await tenant?.exchange.invoke("Get-TransportRule");
  expect(rules?.map(({ Name, Priority }) => [Name, Priority])).toEqual([
    ["Recall requests need no signature", 0],
    ["Recall reports need no signature", 1],
    ["Automatic replies need no signature", 2],
    ["Send to signatures", 3],
  ]);
});

test("Set-RemoteDomain: rich text always and the exemption, with classic Outlook in 2023", {
  timeout: 60_000,
}, async () => {
  await play(outlookAlwaysExempted, () =>
    setUp({ service: { level: "2023-04" } }, ROUND_TRIP, RECALL_FIX, RICH_TEXT_ALWAYS),
  );
});
