// What looks like another tenant's recall and is none: only a certificate that is pinned to the tenant proves it. R25
import { expect, it } from "vitest";
import type { Sandbox } from "../../../../src/sandbox.ts";
import { deliverFromOutside, person, recall, sandbox, subjects, submit, tenant } from "../../../support/sandbox.ts";
import { roundTrip } from "../../../support/smart-host.ts";
import { CONTOSO, twoTenants } from "../../../support/two-tenants.ts";
import { otherAuthority } from "../../trust/support.ts";

const ANN = "ann@fabrikam.com";
const NORTHWIND = "00271d00-0000-4000-8000-000000000003";
const ORIGINAL = "<plan@contoso.com>";

/** As a request of Contoso's leaves it. */
function request(original = ORIGINAL, messageId = "<K4X.U4@mail>"): string {
  return [
    "From: <alice@contoso.com>",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    "Subject: Recall: Budget",
    `Message-Id: ${messageId}`,
    `To: <${ANN}>`,
    "Content-Type: text/plain; charset=utf-8",
    "X-MS-TrafficTypeDiagnostic: MAIL:EE_MessageRecallEmail",
    "X-MS-Exchange-RecallReportGenerated: true",
    "X-MS-Exchange-CrossTenant-AuthAs: Internal",
    `X-MS-Exchange-CrossTenant-Id: ${CONTOSO}`,
    `X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId: =?utf-8?q?${original.replace("<", "=3C").replace("@", "=40").replace(">", "=3E")}?=`,
    "X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-Client: Monarch",
    "",
    'alice@contoso.com would like to recall the message, "Budget".',
    "",
  ].join("\r\n");
}

const pinned = (name: string, caFile: string, tenantId: string) => ({
  name,
  connectorType: "Partner",
  tlsSenderCertificateName: `mail.${name}`,
  requireTls: false,
  caFile,
  tenantId,
});

interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** Fabrikam, which lists Contoso and Northwind, and the certificates of both. */
async function fabrikam(parts: Record<string, unknown> = {}) {
  const [contoso, northwind] = [await otherAuthority("mail.contoso.com"), await otherAuthority("mail.northwind.com")];
  const on = await sandbox({
    config: tenant({
      organization: { name: "fabrikam.com" },
      acceptedDomains: [{ domainName: "fabrikam.com" }],
      mailboxes: [person("ann", { address: ANN })],
      ...parts,
      inboundConnectors: [
        ...((parts.inboundConnectors as unknown[]) ?? []),
        pinned("contoso.com", contoso.ca.certFile, CONTOSO),
        pinned("northwind.com", northwind.ca.certFile, NORTHWIND),
      ],
      crossTenantRecall: { crossTenantRecallEnabled: true, allowedSenderTenantIds: [CONTOSO, NORTHWIND] },
    }),
  });
  const deliver = async (raw: string, tls?: Tls) => {
    await deliverFromOutside(on, { from: "alice@contoso.com", to: ANN, raw, ...(tls && { tls }) });
    await on.idle();
  };
  return { on, deliver, contoso: contoso.smartHost, northwind: northwind.smartHost };
}

const original = (messageId = ORIGINAL) =>
  `From: <alice@contoso.com>\r\nDate: Fri, 20 Nov 2026 11:00:00 +0000\r\nSubject: Budget\r\nMessage-ID: ${messageId}\r\nTo: <${ANN}>\r\n\r\nHello\r\n`;

async function expectBothThere(on: Sandbox): Promise<void> {
  expect(await subjects(on, ANN)).toEqual(["Recall: Budget", "Budget"]);
}

it("a request that its certificate proves is honoured: the others here differ by one thing each", async () => {
  const { on, deliver, contoso } = await fabrikam();
  await deliver(original(), contoso);
  await deliver(request(), contoso);
  expect(await subjects(on, ANN)).toEqual([]);
});

it("a forged request on the inbound port without a certificate is ordinary mail, and loses its headers", async () => {
  const { on, deliver, contoso } = await fabrikam();
  await deliver(original(), contoso);
  await deliver(request());
  await expectBothThere(on);
  const [forged] = await on.mailboxes.list(ANN);
  const headers = forged && (await on.mailboxes.headers(forged));
  expect(headers?.toString()).not.toMatch(/CrossTenant|TransportRecall/i);
});

it("another tenant, listed too, recalls nothing of Contoso's", async () => {
  const { on, deliver, contoso, northwind } = await fabrikam();
  await deliver(original(), contoso);
  await deliver(request(), northwind);
  await on.advance(25 * 3_600_000);
  expect(await subjects(on, ANN)).toEqual(["Budget"]);
});

it("nor does Contoso recall what came under its name from somewhere else", async () => {
  const { on, deliver, contoso } = await fabrikam();
  await deliver(original());
  await deliver(request(), contoso);
  await on.advance(25 * 3_600_000);
  expect(await subjects(on, ANN)).toEqual(["Budget"]);
});

it("nor what a colleague sent under that Message-ID", async () => {
  const { on, deliver, contoso } = await fabrikam();
  await submit(on, { from: ANN, to: ANN, messageId: ORIGINAL });
  await deliver(request(), contoso);
  await on.advance(25 * 3_600_000);
  expect(await subjects(on, ANN)).toEqual(["Budget"]);
});

it("nor what it passed on under a colleague's name, as a mailing list does", async () => {
  const { on, deliver, contoso } = await fabrikam({
    mailboxes: [person("ann", { address: ANN }), person("ben", { address: "ben@fabrikam.com" })],
  });
  await deliver(original().replace("From: <alice@contoso.com>", "From: <ben@fabrikam.com>"), contoso);
  await deliver(request(), contoso);
  await on.advance(25 * 3_600_000);
  expect(await subjects(on, ANN)).toEqual(["Budget"]);
});

it("a certificate of the right name that another authority signed proves nothing", async () => {
  const { on, deliver, contoso } = await fabrikam();
  const pretender = await otherAuthority("mail.contoso.com");
  await deliver(original(), contoso);
  await deliver(request(), pretender.smartHost);
  await expectBothThere(on);
});

it("a connector that pins its certificate to no tenant makes nobody a tenant", async () => {
  const tenants = await twoTenants({ pinned: { tenantId: undefined } });
  const sent = await submit(tenants.contoso, { to: ANN });
  await tenants.idle();
  await recall(tenants.contoso, sent);
  await tenants.idle();
  await expectBothThere(tenants.fabrikam);
});

it("a request that names nothing like a Message-ID is ordinary mail", async () => {
  const { on, deliver, contoso } = await fabrikam();
  await deliver(original(), contoso);
  await deliver(request("plan"), contoso);
  await expectBothThere(on);
});

it("a user of Contoso's who types the headers makes no request: they don't leave the tenant", async () => {
  const tenants = await twoTenants();
  const sent = await submit(tenants.contoso, { to: ANN });
  await submit(tenants.contoso, { from: "alice@contoso.com", to: ANN, raw: request(sent) });
  await tenants.idle();
  await expectBothThere(tenants.fabrikam);
});

// R2, R9: the firewall takes the headers off what a smart host brings back; the register knows what they said.
it("a sender behind a signature service recalls across tenants too", async () => {
  const tenants = await twoTenants({
    contoso: { ...roundTrip("builtin"), smartHost: { preset: "signature" } },
  });
  const sent = await submit(tenants.contoso, { to: ANN });
  await tenants.idle();
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Budget"]);
  expect((await tenants.contoso.legs.list({ messageId: sent })).map(({ direction }) => direction)).toContain("in");
  await recall(tenants.contoso, sent);
  await tenants.idle();
  expect(await subjects(tenants.fabrikam, ANN)).toEqual([]);
});

// R10 (c) for what another tenant sent: its certificate is not there any more when a smart host of ours hands it back.
it("a receiver whose incoming mail takes a round trip still knows whose it is", async () => {
  const parts = roundTrip("builtin");
  const rules = (parts.transportRules as Record<string, unknown>[]).map((rule) => ({
    ...rule,
    fromScope: "NotInOrganization",
  }));
  const tenants = await twoTenants({
    fabrikam: { ...parts, transportRules: rules, smartHost: { preset: "signature" } },
  });
  const sent = await submit(tenants.contoso, { to: ANN });
  await tenants.idle();
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Budget"]);
  await recall(tenants.contoso, sent);
  await tenants.idle();
  expect(await subjects(tenants.fabrikam, ANN)).toEqual([]);
});
