import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Certificates, issueCertificate, loadOrCreateCertificates } from "../../../src/runtime/certificates.ts";
import { deliverFromOutside, sandbox, tenant } from "../../support/sandbox.ts";

const folder = mkdtempSync(join(tmpdir(), "recall-authority-"));
let vendor: Certificates;

beforeAll(async () => {
  vendor = await loadOrCreateCertificates(folder, { server: ["a.example"], smartHost: ["a.example"] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const connector = (name: string, certificateName: string, more: Record<string, unknown> = {}) => ({
  name,
  connectorType: "OnPremises",
  senderDomains: "*",
  tlsSenderCertificateName: certificateName,
  cloudServicesMailEnabled: true,
  ...more,
});

async function attributedTo(certificateName: string): Promise<string> {
  const { cert, key } = await issueCertificate(folder, certificateName, { client: true, server: false });
  const config = tenant({
    inboundConnectors: [
      connector("A", "a.example", { caFile: vendor.ca.certFile }),
      connector("B", "smarthost.contoso.com"),
    ],
  });
  const on = await sandbox({ config });
  await deliverFromOutside(on, { listener: "return", tls: { cert, key } });
  await on.idle();
  return (await on.legs.list())[0]?.connector ?? "no leg";
}

it("a vendor's authority is believed for the connector that names it", async () => {
  expect(await attributedTo("mx.a.example")).toBe("");
  expect(await attributedTo("a.example")).toBe("A");
});

it("a vendor's authority is not believed when it writes another connector's name", async () => {
  expect(await attributedTo("smarthost.contoso.com")).toBe("");
});
