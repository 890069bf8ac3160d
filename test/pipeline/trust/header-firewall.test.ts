import { describe, expect, it } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { headersOf, sandbox, tenant } from "../../support/sandbox.ts";
import { foreignHost, send } from "../../support/transport.ts";
import { byCertificate, certificateFor, HOST } from "./support.ts";

const FORGED = [
  "X-MS-Exchange-Organization-AuthAs: Internal",
  "x-ms-exchange-organization-scl : -1",
  "X-MS-Exchange-Organization-TransportRecall-OriginalMessageId: <1@contoso.com>",
  "X-MS-Exchange-Forest-RulesExecuted: no",
  "X-MS-Exchange-CrossPremises-AuthAs: Internal",
  "X-MS-Exchange-CrossPremises-SCL: -1",
  "X-MS-Exchange-CrossTenant-Id: 11111111-1111-1111-1111-111111111111",
  "X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId: <1@contoso.com>",
  "X-MS-TransportRecall-Anything: yes",
].join("\r\n");
const message = `From: alice@contoso.com\r\n${FORGED}\r\nX-Kept: yes\r\nSubject: x\r\n\r\n`;

const exchangeHeaders = (headers: HeaderBlock) =>
  headers.fields
    .filter((field) =>
      /^x-ms-exchange-(organization|forest|crosspremises|crosstenant)-|transportrecall/i.test(field.name),
    )
    .map((field) => field.raw.trim())
    .sort();

describe("what strangers and clients write is removed; the tenant's own word stands", () => {
  it.each([
    ["inbound", {}, "Anonymous"],
    ["return", {}, "Anonymous"],
    ["submission", { user: "alice@contoso.com" }, "Internal"],
  ] as const)("on %s", async (listener, as, authAs) => {
    const on = await sandbox({ config: tenant() });
    expect(await send(on, { listener, from: "alice@contoso.com", raw: message, ...as })).toMatch(/^250 /);
    await on.idle();
    const headers = await headersOf(on, "bob");
    const [received] = await on.tracking.find({});
    expect(exchangeHeaders(headers)).toEqual([
      `X-MS-Exchange-Organization-AuthAs: ${authAs}`,
      "X-MS-Exchange-Organization-AuthSource: mail.contoso.com",
      `X-MS-Exchange-Organization-Network-Message-Id: ${received?.networkMessageId}`,
    ]);
    expect(headers.get("X-Kept")).toBe("yes");
  });

  it("over a connector without CloudServicesMailEnabled too", async () => {
    const on = await sandbox({ config: tenant({ inboundConnectors: [byCertificate] }) });
    await send(on, { listener: "return", tls: await certificateFor(on, HOST), raw: message });
    await on.idle();
    const headers = await headersOf(on, "bob");
    expect(headers.get("X-MS-Exchange-Organization-AuthAs")).toBe("Anonymous");
    expect(headers.has("X-MS-Exchange-Organization-SCL")).toBe(false);
    expect(exchangeHeaders(headers)).toHaveLength(3);
  });
});

describe("over a connector with CloudServicesMailEnabled", () => {
  it("cross-premises headers become the tenant's, and only they: what says Organization is still removed", async () => {
    const on = await sandbox({
      config: tenant({ inboundConnectors: [{ ...byCertificate, cloudServicesMailEnabled: true }] }),
    });
    await send(on, { listener: "return", tls: await certificateFor(on, HOST), raw: message });
    await on.idle();
    const headers = await headersOf(on, "bob");
    expect(headers.get("X-MS-Exchange-Organization-AuthAs")).toBe("Internal");
    expect(headers.all("X-MS-Exchange-Organization-SCL")).toEqual(["-1"]);
    expect(
      exchangeHeaders(headers).filter((line) => /CrossPremises|CrossTenant|Forest|TransportRecall/i.test(line)),
    ).toEqual([]);
  });
});

describe("what leaves", () => {
  /** Alice submits to both; the rule sends all of it over the connector. */
  async function leaves(connector: Record<string, unknown>) {
    const host = await foreignHost();
    const on = await sandbox({
      config: tenant({
        outboundConnectors: [
          {
            name: "Out",
            connectorType: "OnPremises",
            isTransportRuleScoped: true,
            useMxRecord: false,
            smartHosts: host.address,
            ...connector,
          },
        ],
        transportRules: [
          {
            name: "Mark",
            fromScope: "InOrganization",
            setHeaderName: "X-MS-Exchange-Organization-SCL",
            setHeaderValue: "-1",
          },
          {
            name: "Pretend",
            fromScope: "InOrganization",
            setHeaderName: "X-MS-Exchange-CrossPremises-AuthSource",
            setHeaderValue: "elsewhere.example",
          },
          { name: "Route", fromScope: "InOrganization", routeMessageOutboundConnector: "Out" },
        ],
        clock: { foreignQuiet: "0s" },
      }),
    });
    await send(on, {
      listener: "submission",
      user: "alice@contoso.com",
      from: "alice@contoso.com",
      to: ["bob@contoso.com", "frank@fabrikam.com"],
      raw: message,
    });
    await on.idle();
    const to = (address: string) => {
      const mail = host.taken.find((one) => one.to.includes(address));
      if (!mail) throw new Error(`Nothing left for ${address}`);
      return HeaderBlock.parse(mail.bytes.subarray(0, mail.bytes.indexOf("\r\n\r\n") + 2));
    };
    const [received] = await on.tracking.find({});
    const crossTenant = [
      "X-MS-Exchange-CrossTenant-AuthAs: Internal",
      "X-MS-Exchange-CrossTenant-AuthSource: mail.contoso.com",
      `X-MS-Exchange-CrossTenant-Id: ${on.configuration.organization.tenantId}`,
      `X-MS-Exchange-CrossTenant-Network-Message-Id: ${received?.networkMessageId}`,
    ];
    return { to, crossTenant, taken: host.taken };
  }

  it("carries cross-premises headers with CloudServicesMailEnabled, to recipients of ours only", async () => {
    const { to, crossTenant, taken } = await leaves({ cloudServicesMailEnabled: true });
    expect(taken.map((mail) => mail.to)).toEqual([["bob@contoso.com"], ["frank@fabrikam.com"]]);
    expect(exchangeHeaders(to("bob@contoso.com"))).toEqual([
      "X-MS-Exchange-CrossPremises-AuthAs: Internal",
      "X-MS-Exchange-CrossPremises-AuthSource: mail.contoso.com",
      "X-MS-Exchange-CrossPremises-SCL: -1",
      ...crossTenant,
    ]);
    expect(exchangeHeaders(to("frank@fabrikam.com"))).toEqual(crossTenant);
    expect(to("frank@fabrikam.com").get("X-OriginatorOrg")).toBe("contoso.com");
  });

  it("carries none without it", async () => {
    const { to, crossTenant } = await leaves({ cloudServicesMailEnabled: false });
    for (const address of ["bob@contoso.com", "frank@fabrikam.com"]) {
      expect(exchangeHeaders(to(address))).toEqual(crossTenant);
      expect(to(address).get("X-Kept")).toBe("yes");
    }
  });
});
