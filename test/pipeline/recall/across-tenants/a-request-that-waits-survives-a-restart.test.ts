// R17, R25: what waits for its original is on disk, and so is whose message is whose.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { deliverFromOutside, person, sandbox, subjects, tenant } from "../../../support/sandbox.ts";
import { CONTOSO } from "../../../support/two-tenants.ts";
import { otherAuthority } from "../../trust/support.ts";

const ANN = "ann@fabrikam.com";
const BEN = "ben@fabrikam.com";

const mail = (subject: string, messageId: string, original?: string) =>
  [
    "From: <alice@contoso.com>",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    ...(original === undefined
      ? []
      : [`X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId: ${original}`]),
    "",
    "Hello",
    "",
  ].join("\r\n");

it("the original is taken when it comes, and what came before the restart is still known", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-test-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const contoso = await otherAuthority("mail.contoso.com");
  const config = tenant({
    organization: { name: "fabrikam.com" },
    acceptedDomains: [{ domainName: "fabrikam.com" }],
    mailboxes: [person("ann", { address: ANN }), person("ben", { address: BEN })],
    inboundConnectors: [
      {
        name: "From Contoso",
        tlsSenderCertificateName: "mail.contoso.com",
        caFile: contoso.ca.certFile,
        tenantId: CONTOSO,
      },
    ],
    crossTenantRecall: { crossTenantRecallEnabled: true, allowedSenderTenantIds: [CONTOSO] },
  });
  const start = async () => {
    const on = await sandbox({ config, data });
    const deliver = async (raw: string, to: string) => {
      await deliverFromOutside(on, { from: "alice@contoso.com", to, raw, tls: contoso.smartHost });
      await on.idle();
    };
    return { on, deliver };
  };

  const before = await start();
  await before.deliver(mail("Recall: Late", "<1@mail>", "<late@contoso.com>"), ANN);
  await before.deliver(mail("Early", "<early@contoso.com>"), BEN);
  expect(await subjects(before.on, ANN)).toEqual([]);
  await before.on.stop();

  const after = await start();
  await after.deliver(mail("Late", "<late@contoso.com>"), ANN);
  await after.deliver(mail("Recall: Early", "<2@mail>", "<early@contoso.com>"), BEN);
  expect(await subjects(after.on, ANN)).toEqual([]);
  expect(await subjects(after.on, BEN)).toEqual([]);
  const requests = await after.on.tracking.find({ messageId: "<1@mail>" });
  expect(requests.find(({ eventId }) => eventId === "DROP")?.detail).toMatch(/Result:Success$/);
});
