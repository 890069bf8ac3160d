import { describe, expect, it } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { NO_ENVELOPE, type SmtpSession } from "../../../src/smtp/session.ts";
import { attribute, partnerRefusal, promotedAuthAs } from "../../../src/transport/receive/attribution.ts";

type Connector = Record<string, unknown>;

const organizationWith = (...inboundConnectors: Connector[]) =>
  loadConfiguration({ organization: { name: "contoso.com" }, inboundConnectors, smartHost: { enabled: false } })
    .organization;

interface Client {
  readonly names?: string[];
  readonly trusted?: boolean;
  readonly address?: string;
  readonly tls?: boolean;
}

/** Over TLS when it shows a certificate. */
function session({
  names,
  trusted = true,
  address = "127.0.0.1",
  tls = names !== undefined,
}: Client = {}): SmtpSession {
  return {
    id: "1",
    remoteAddress: address,
    remotePort: 1,
    localPort: 2,
    helo: "client.example",
    protocol: "ESMTP",
    tls: tls ? { version: "TLSv1.3", cipher: "x" } : undefined,
    certificate: names && { names, trusted, fingerprint256: "" },
    user: undefined,
    envelope: NO_ENVELOPE,
    transcript: () => [],
  };
}

const byCertificate = { name: "Host", connectorType: "OnPremises", tlsSenderCertificateName: "host.vendor.example" };
const byAddress = { name: "Local", connectorType: "OnPremises", senderIPAddresses: ["127.0.0.1"], requireTls: false };

describe("by certificate", () => {
  const names = ["host.vendor.example"];

  it.each(["inbound", "return"] as const)("on %s", (listener) => {
    expect(attribute(organizationWith(byCertificate), session({ names }), "a@x.example", listener)).toEqual({
      connector: "Host",
      connectorType: "OnPremises",
      by: "certificate",
    });
  });

  it.each<[string, string, string[], boolean]>([
    ["another name", "host.vendor.example", ["other.vendor.example"], false],
    ["one of several names", "host.vendor.example", ["vendor.example", "host.vendor.example"], true],
    ["the connector's name in capitals", "HOST.Vendor.Example", ["host.vendor.example"], true],
    ["a name below the connector's wildcard", "*.vendor.example", ["host.vendor.example"], true],
    ["a name that only ends like the wildcard", "*.vendor.example", ["evilvendor.example"], false],
    ["a name below the connector's name", "vendor.example", ["host.vendor.example"], false],
    ["no name", "host.vendor.example", [], false],
  ])("%s", (_case, tlsSenderCertificateName, certificateNames, matches) => {
    const organization = organizationWith({ ...byCertificate, tlsSenderCertificateName });
    const found = attribute(organization, session({ names: certificateNames }), "a@x.example", "inbound");
    expect(found !== undefined).toBe(matches);
  });

  it("not when nobody we trust signed it", () => {
    const client = session({ names, trusted: false });
    expect(attribute(organizationWith(byCertificate), client, "a@x.example", "return")).toBeUndefined();
  });

  it("not when the connector is switched off", () => {
    const organization = organizationWith({ ...byCertificate, enabled: false });
    expect(attribute(organization, session({ names }), "a@x.example", "return")).toBeUndefined();
  });
});

describe("by address", () => {
  it("on return, where it is allowed to prove something", () => {
    expect(attribute(organizationWith(byAddress), session(), "a@x.example", "return")).toEqual({
      connector: "Local",
      connectorType: "OnPremises",
      by: "address",
    });
  });

  it("not on the MX listener, where every client has that address", () => {
    expect(attribute(organizationWith(byAddress), session(), "a@x.example", "inbound")).toBeUndefined();
  });

  it("on the MX listener by an explicit setting, for addresses that are not this machine's", () => {
    const organization = organizationWith({
      ...byAddress,
      senderIPAddresses: ["192.0.2.0/24"],
      matchAddressOnInbound: true,
    });
    const client = session({ address: "192.0.2.7" });
    expect(attribute(organization, client, "a@x.example", "inbound")?.by).toBe("address");
    expect(attribute(organization, session(), "a@x.example", "inbound")).toBeUndefined();
  });

  it("not from another address", () => {
    const client = session({ address: "192.0.2.7" });
    expect(attribute(organizationWith(byAddress), client, "a@x.example", "return")).toBeUndefined();
  });
});

it("a certificate wins over an address, whatever the order", () => {
  const client = session({ names: ["host.vendor.example"] });
  for (const connectors of [
    [byAddress, byCertificate],
    [byCertificate, byAddress],
  ]) {
    const found = attribute(organizationWith(...connectors), client, "a@x.example", "return");
    expect(found?.connector).toBe("Host");
  }
});

describe("sender domains", () => {
  it.each<[string, string, boolean]>([
    ["*", "a@x.example", true],
    ["x.example", "a@x.example", true],
    ["x.example", "a@X.Example", true],
    ["x.example", "a@sub.x.example", false],
    ["*.x.example", "a@sub.x.example", true],
    ["smtp:x.example;1", "a@x.example", true],
    ["x.example", "", false],
    ["*", "", true],
  ])("%s takes %j: %s", (senderDomains, sender, expected) => {
    const organization = organizationWith({ ...byAddress, senderDomains });
    expect(attribute(organization, session(), sender, "return") !== undefined).toBe(expected);
  });
});

describe("a Partner connector restricts mail of its sender domains", () => {
  const partner = { name: "Fabrikam", connectorType: "Partner", senderDomains: ["fabrikam.com"] };
  const refusal = (connectors: Connector[], client: Client, sender = "frank@fabrikam.com") => {
    const organization = organizationWith(...connectors);
    const attribution = attribute(organization, session(client), sender, "inbound");
    const refused = partnerRefusal(organization, session(client), sender, attribution);
    return refused && `${refused.code} ${refused.enhanced}`;
  };

  it("to TLS", () => {
    expect(refusal([partner], {})).toBe("530 5.7.0");
    expect(refusal([partner], { tls: true })).toBeUndefined();
    expect(refusal([{ ...partner, requireTls: false }], {})).toBeUndefined();
  });

  it("to a certificate", () => {
    const restricted = {
      ...partner,
      tlsSenderCertificateName: "mx.fabrikam.com",
      restrictDomainsToCertificate: true,
    };
    expect(refusal([restricted], { tls: true })).toBe("550 5.7.51");
    expect(refusal([restricted], { names: ["mx.other.example"] })).toBe("550 5.7.51");
    expect(refusal([restricted], { names: ["mx.fabrikam.com"], trusted: false })).toBe("550 5.7.51");
    expect(refusal([restricted], { names: ["mx.fabrikam.com"] })).toBeUndefined();
  });

  it("to addresses", () => {
    const restricted = {
      ...partner,
      senderIPAddresses: ["192.0.2.0/24"],
      restrictDomainsToIPAddresses: true,
      matchAddressOnInbound: true,
    };
    expect(refusal([restricted], { tls: true })).toBe("550 5.7.51");
    expect(refusal([restricted], { tls: true, address: "192.0.2.9" })).toBeUndefined();
  });

  it("and not mail of other domains, nor when it is switched off", () => {
    expect(refusal([partner], {}, "frank@other.example")).toBeUndefined();
    expect(refusal([{ ...partner, enabled: false }], {})).toBeUndefined();
  });

  it("and not what comes back over an OnPremises connector: that mail was in before", () => {
    const restricted = {
      ...partner,
      tlsSenderCertificateName: "mx.fabrikam.com",
      restrictDomainsToCertificate: true,
    };
    expect(refusal([restricted, byCertificate], { names: ["host.vendor.example"] })).toBeUndefined();
  });
});

describe("promotion to Internal", () => {
  const promoted = (
    connector: Connector,
    claim: string | undefined,
    authAs: "Internal" | "Anonymous" = "Anonymous",
  ) => {
    const organization = organizationWith({ ...byCertificate, ...connector });
    const header = claim === undefined ? "" : `X-MS-Exchange-CrossPremises-AuthAs: ${claim}\r\n`;
    return promotedAuthAs(organization, {
      authAs,
      attribution: { connector: "Host", connectorType: "OnPremises", by: "certificate" },
      headers: HeaderBlock.parse(Buffer.from(header)),
    });
  };

  it("needs CloudServicesMailEnabled and the header", () => {
    expect(promoted({ cloudServicesMailEnabled: true }, "Internal")).toBe("Internal");
    expect(promoted({ cloudServicesMailEnabled: true }, "internal")).toBe("Internal");
    expect(promoted({ cloudServicesMailEnabled: true }, "Anonymous")).toBe("Anonymous");
    expect(promoted({ cloudServicesMailEnabled: true }, undefined)).toBe("Anonymous");
    expect(promoted({ cloudServicesMailEnabled: false }, "Internal")).toBe("Anonymous");
  });

  it("needs a connector of type OnPremises", () => {
    const organization = organizationWith({
      name: "Host",
      connectorType: "Partner",
      tlsSenderCertificateName: "host.vendor.example",
      cloudServicesMailEnabled: true,
    });
    const headers = HeaderBlock.parse(Buffer.from("X-MS-Exchange-CrossPremises-AuthAs: Internal\r\n"));
    const attribution = { connector: "Host", connectorType: "Partner", by: "certificate" } as const;
    expect(promotedAuthAs(organization, { authAs: "Anonymous", attribution, headers })).toBe("Anonymous");
    expect(promotedAuthAs(organization, { authAs: "Anonymous", headers })).toBe("Anonymous");
  });
});

it.each([
  ["alice@contoso.com", "Host"],
  ["alice@fabrikam.com", undefined],
])("AssociatedAcceptedDomains: mail of %s", (sender, connector) => {
  const organization = organizationWith({ ...byCertificate, associatedAcceptedDomains: "contoso.com" });
  const client = session({ names: ["host.vendor.example"] });
  expect(attribute(organization, client, sender, "inbound")?.connector).toBe(connector);
});
