import { describe, expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { foreignHost, notifications, outcomesOf } from "../../support/transport.ts";

/** Hosts named after connectors; where mail to each address went. */
async function routed(
  connectors: Record<string, Record<string, unknown>>,
  to: string[],
  parts = {},
): Promise<Record<string, string>> {
  const hosts = new Map<string, Awaited<ReturnType<typeof foreignHost>>>();
  for (const name of Object.keys(connectors)) hosts.set(name, await foreignHost());
  const on = await sandbox({
    config: tenant({
      outboundConnectors: Object.entries(connectors).map(([name, connector]) => ({
        name,
        useMxRecord: false,
        smartHosts: hosts.get(name)?.address,
        ...connector,
      })),
      clock: { foreignQuiet: "0s" },
      ...parts,
    }),
  });
  await submit(on, { to });
  const went: Record<string, string> = {};
  for (const [name, host] of hosts) for (const mail of host.taken) for (const address of mail.to) went[address] = name;
  for (const mail of await on.internet.list()) for (const address of mail.recipients) went[address] = "internet";
  for (const outcome of outcomesOf(await notifications(on, "alice"))) went[outcome.split(" ")[0] ?? ""] = outcome;
  return went;
}

describe("the connector of a recipient outside", () => {
  it("is the one with the most specific address space, whatever their order", async () => {
    const connectors = {
      everything: { recipientDomains: ["*"] },
      below: { recipientDomains: ["*.fabrikam.com"] },
      exact: { recipientDomains: ["mail.fabrikam.com"] },
    };
    const to = ["a@mail.fabrikam.com", "b@other.fabrikam.com", "c@fabrikam.com", "d@elsewhere.example"];
    const expected = {
      "a@mail.fabrikam.com": "exact",
      "b@other.fabrikam.com": "below",
      "c@fabrikam.com": "below",
      "d@elsewhere.example": "everything",
    };
    expect(await routed(connectors, to)).toEqual(expected);
    expect(await routed(Object.fromEntries(Object.entries(connectors).reverse()), to)).toEqual(expected);
  });

  it("is never one that only a rule may use, nor one that is switched off", async () => {
    const connectors = {
      scoped: { recipientDomains: ["fabrikam.com"], isTransportRuleScoped: true },
      off: { recipientDomains: ["fabrikam.com"], enabled: false },
    };
    expect(await routed(connectors, ["a@fabrikam.com"])).toEqual({ "a@fabrikam.com": "internet" });
  });
});

describe("a rule's connector", () => {
  const rule = (connector: string) => ({
    transportRules: [{ name: "Route", fromScope: "InOrganization", routeMessageOutboundConnector: connector }],
  });

  it("wins over address spaces and over mailboxes", async () => {
    const connectors = {
      scoped: { isTransportRuleScoped: true, connectorType: "OnPremises" },
      everything: { recipientDomains: ["*"] },
    };
    expect(await routed(connectors, ["bob@contoso.com", "a@fabrikam.com"], rule("scoped"))).toEqual({
      "bob@contoso.com": "scoped",
      "a@fabrikam.com": "scoped",
    });
  });

  it("that is switched off later fails the mail: it must not slip by another way", async () => {
    const on = await sandbox({
      config: tenant({
        outboundConnectors: [
          {
            name: "scoped",
            connectorType: "OnPremises",
            isTransportRuleScoped: true,
            useMxRecord: false,
            smartHosts: (await foreignHost()).address,
          },
        ],
        ...rule("scoped"),
      }),
    });
    await on.configurations.change(
      (now) => ({ ...now, outboundConnectors: now.outboundConnectors.map((one) => ({ ...one, enabled: false })) }),
      "a test",
    );
    await submit(on, { to: "bob@contoso.com" });
    expect(outcomesOf(await notifications(on, "alice"))).toEqual(["bob@contoso.com failed 5.4.4"]);
  });
});
