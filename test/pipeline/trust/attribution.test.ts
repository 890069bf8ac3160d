import { describe, expect, it } from "vitest";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { send } from "../../support/transport.ts";
import { byAddress, byCertificate, certificateFor, HOST, judgement, otherAuthority } from "./support.ts";

type Running = Awaited<ReturnType<typeof sandbox>>;

/** How mail with these certificates is judged on both listeners. */
async function judged(
  on: Running,
  tls?: { cert: string; key: string },
  from = "frank@fabrikam.com",
): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const listener of ["inbound", "return"] as const) {
    const answer = await send(on, { listener, from, raw: "Subject: x\r\n\r\n", ...(tls && { tls }) });
    await on.idle();
    result[listener] = answer.startsWith("250") ? await judgement(on) : answer.slice(0, 10);
  }
  return result;
}

it("without connectors everybody is anonymous", async () => {
  const on = await sandbox({ config: tenant() });
  expect(await judged(on)).toEqual({ inbound: "Anonymous", return: "Anonymous" });
  expect(await judged(on, await certificateFor(on, HOST))).toEqual({ inbound: "Anonymous", return: "Anonymous" });
});

describe("by certificate", () => {
  it("a name that we signed counts on both listeners", async () => {
    const on = await sandbox({ config: tenant({ inboundConnectors: [byCertificate] }) });
    expect(await judged(on, await certificateFor(on, HOST))).toEqual({
      inbound: "Anonymous by Host/certificate",
      return: "Anonymous by Host/certificate",
    });
    expect(await judged(on, await certificateFor(on, "other.vendor.example"))).toEqual({
      inbound: "Anonymous",
      return: "Anonymous",
    });
    expect(await judged(on)).toEqual({ inbound: "Anonymous", return: "Anonymous" });
  });

  it("the same name signed by somebody else counts for nothing, and the mail is still taken", async () => {
    const on = await sandbox({ config: tenant({ inboundConnectors: [byCertificate] }) });
    const { smartHost } = await otherAuthority(HOST);
    expect(await judged(on, smartHost)).toEqual({ inbound: "Anonymous", return: "Anonymous" });
  });

  it("a vendor's own authority counts where the connector names it with caFile", async () => {
    const vendor = await otherAuthority(HOST);
    const on = await sandbox({
      config: tenant({ inboundConnectors: [{ ...byCertificate, caFile: vendor.ca.certFile }] }),
    });
    expect(await judged(on, vendor.smartHost)).toEqual({
      inbound: "Anonymous by Host/certificate",
      return: "Anonymous by Host/certificate",
    });
  });
});

describe("by address", () => {
  it("counts on return only, where 127.0.0.1 is somebody", async () => {
    const on = await sandbox({ config: tenant({ inboundConnectors: [byAddress] }) });
    expect(await judged(on)).toEqual({ inbound: "Anonymous", return: "Anonymous by Local/address" });
  });
});

describe("AuthAs", () => {
  const headers = "X-MS-Exchange-CrossPremises-AuthAs: Internal\r\nSubject: x\r\n\r\n";

  it("submission is Internal", async () => {
    const on = await sandbox({ config: tenant() });
    await send(on, {
      listener: "submission",
      user: "alice@contoso.com",
      from: "alice@contoso.com",
      raw: "Subject: x\r\n\r\n",
    });
    await on.idle();
    expect(await judgement(on)).toBe("Internal");
  });

  it("cross-premises headers promote only over OnPremises with CloudServicesMailEnabled", async () => {
    for (const [connector, expected] of [
      [{ ...byCertificate, cloudServicesMailEnabled: true }, "Internal by Host/certificate"],
      [{ ...byCertificate, cloudServicesMailEnabled: false }, "Anonymous by Host/certificate"],
      [{ ...byCertificate, connectorType: "Partner", cloudServicesMailEnabled: true }, "Anonymous by Host/certificate"],
    ] as const) {
      const on = await sandbox({ config: tenant({ inboundConnectors: [connector] }) });
      await send(on, { listener: "return", tls: await certificateFor(on, HOST), raw: headers });
      await on.idle();
      expect(await judgement(on)).toBe(expected);
      await send(on, { listener: "return", tls: true, raw: headers });
      await on.idle();
      expect(await judgement(on)).toBe("Anonymous");
    }
  });

  it("TreatMessagesAsInternal makes senders of our domains Internal, nobody else", async () => {
    const on = await sandbox({
      config: tenant({ inboundConnectors: [{ ...byCertificate, treatMessagesAsInternal: true }] }),
    });
    const tls = await certificateFor(on, HOST);
    for (const [from, expected] of [
      ["alice@contoso.com", "Internal by Host/certificate"],
      ["frank@fabrikam.com", "Anonymous by Host/certificate"],
      ["", "Anonymous by Host/certificate"],
    ] as const) {
      await send(on, { listener: "return", tls, from, raw: "Subject: x\r\n\r\n" });
      await on.idle();
      expect(await judgement(on)).toBe(expected);
    }
    await send(on, { listener: "return", from: "alice@contoso.com", raw: "Subject: x\r\n\r\n" });
    await on.idle();
    expect(await judgement(on)).toBe("Anonymous");
  });
});

describe("a Partner connector", () => {
  const partner = { name: "Fabrikam", connectorType: "Partner", senderDomains: ["fabrikam.com"] };

  it("asks its domains for TLS, others not", async () => {
    const on = await sandbox({ config: tenant({ inboundConnectors: [partner] }) });
    expect(await send(on, { raw: "x" })).toMatch(/^530 5\.7\.0 Must issue a STARTTLS command first/);
    expect(await send(on, { tls: true, raw: "Subject: x\r\n\r\n" })).toMatch(/^250 /);
    expect(await send(on, { from: "a@other.example", raw: "Subject: x\r\n\r\n" })).toMatch(/^250 /);
  });

  it("restricted to a certificate refuses its domains from everybody else", async () => {
    const on = await sandbox({
      config: tenant({
        inboundConnectors: [
          { ...partner, tlsSenderCertificateName: "mx.fabrikam.com", restrictDomainsToCertificate: true },
        ],
      }),
    });
    expect(await send(on, { tls: true, raw: "x" })).toMatch(/^550 5\.7\.51 TenantInboundAttribution; /);
    const { smartHost } = await otherAuthority("mx.fabrikam.com");
    expect(await send(on, { tls: smartHost, raw: "x" })).toMatch(/^550 5\.7\.51 /);
    const tls = await certificateFor(on, "mx.fabrikam.com");
    expect(await send(on, { tls, raw: "Subject: x\r\n\r\n" })).toMatch(/^250 /);
  });
});

describe("RejectDirectSend", () => {
  const config = (parts = {}) => tenant({ organizationConfig: { rejectDirectSend: true }, ...parts });
  const from = "alice@contoso.com";
  const raw = "Subject: x\r\n\r\n";

  it("refuses our own domains from outside, with 5.7.68; other senders and the null sender pass", async () => {
    const on = await sandbox({ config: config() });
    for (const listener of ["inbound", "return"] as const) {
      expect(await send(on, { listener, from, raw })).toBe(
        "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
      );
      expect(await send(on, { listener, raw })).toMatch(/^250 /);
      expect(await send(on, { listener, from: "", raw })).toMatch(/^250 /);
    }
  });

  it("lets pass what a connector vouches for, and submission", async () => {
    const on = await sandbox({ config: config({ inboundConnectors: [byCertificate] }) });
    expect(await send(on, { tls: await certificateFor(on, HOST), from, raw })).toMatch(/^250 /);
    expect(await send(on, { listener: "submission", user: from, from, raw })).toMatch(/^250 /);
  });

  it("is off by default", async () => {
    const on = await sandbox({ config: tenant() });
    expect(await send(on, { from, raw })).toMatch(/^250 /);
    await on.idle();
    expect(await judgement(on)).toBe("Anonymous");
  });
});
