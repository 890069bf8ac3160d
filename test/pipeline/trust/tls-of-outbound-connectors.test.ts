import { describe, expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { type ForeignHost, foreignHost, outbound } from "../../support/transport.ts";
import { otherAuthority } from "./support.ts";

/** What became of a message to that host under these settings: "sent", or the reason to wait. */
async function outcome(host: ForeignHost, connector: Record<string, unknown>): Promise<string> {
  const on = await sandbox({ config: tenant(outbound(host.address, connector)) });
  const id = await submit(on, { to: "frank@fabrikam.com" });
  const last = (await on.tracking.find({ messageId: id })).at(-1);
  const [leg] = await on.legs.list({ messageId: id });
  return last?.eventId === "SENDEXTERNAL"
    ? `sent ${leg?.tls ? "over TLS" : "in the clear"}`
    : `${last?.eventId} ${last?.detail}`;
}

describe("tlsSettings", () => {
  it("absent: TLS where it is offered, whoever signed the certificate", async () => {
    const vendor = await otherAuthority("host.vendor.example");
    expect(await outcome(await foreignHost({ tls: vendor.smartHost }), {})).toBe("sent over TLS");
    expect(await outcome(await foreignHost(), {})).toBe("sent in the clear");
  });

  it("EncryptionOnly: TLS or nothing", async () => {
    const vendor = await otherAuthority("host.vendor.example");
    const tlsSettings = "EncryptionOnly";
    expect(await outcome(await foreignHost({ tls: vendor.smartHost }), { tlsSettings })).toBe("sent over TLS");
    expect(await outcome(await foreignHost(), { tlsSettings })).toMatch(/^DEFER 451 4\.4\.317 .*STARTTLS is required/);
  });

  it("CertificateValidation: signed by somebody known", async () => {
    const vendor = await otherAuthority("host.vendor.example");
    const host = await foreignHost({ tls: vendor.smartHost });
    const tlsSettings = "CertificateValidation";
    expect(await outcome(host, { tlsSettings })).toMatch(/^DEFER 451 4\.7\.320 Certificate validation failed/);
    expect(await outcome(host, { tlsSettings, caFile: vendor.ca.certFile })).toBe("sent over TLS");
  });

  it("DomainValidation: and made out to tlsDomain", async () => {
    const vendor = await otherAuthority("host.vendor.example");
    const host = await foreignHost({ tls: vendor.smartHost });
    const settings = { tlsSettings: "DomainValidation", caFile: vendor.ca.certFile };
    expect(await outcome(host, { ...settings, tlsDomain: "host.vendor.example" })).toBe("sent over TLS");
    expect(await outcome(host, { ...settings, tlsDomain: "*.vendor.example" })).toBe("sent over TLS");
    expect(await outcome(host, { ...settings, tlsDomain: "other.example" })).toMatch(
      /^DEFER 451 4\.7\.320 .*SubjectMismatch/,
    );
  });
});
