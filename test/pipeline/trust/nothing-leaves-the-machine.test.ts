import dns from "node:dns";
import net from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OutboundConnector } from "../../../src/organization/organization.ts";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { foreignHost, notifications, outcomesOf, trail } from "../../support/transport.ts";

afterEach(() => vi.restoreAllMocks());

/** Hosts that anything in this process connects to. */
function dialled(): Set<string> {
  const hosts = new Set<string>();
  const connect = net.Socket.prototype.connect;
  vi.spyOn(net.Socket.prototype, "connect").mockImplementation(function (this: net.Socket, ...args: unknown[]) {
    const [options] = [args].flat(2) as [{ host?: string; path?: string } | number | string];
    if (typeof options === "object" && options.path === undefined) hosts.add(options.host ?? "localhost");
    return (connect as (...args: unknown[]) => net.Socket).apply(this, args);
  });
  return hosts;
}

const connector = (smartHost: string): OutboundConnector => ({
  name: "Abroad",
  connectorType: "Partner",
  enabled: true,
  recipientDomains: ["fabrikam.com"],
  smartHosts: [smartHost],
  useMxRecord: false,
  isTransportRuleScoped: false,
  cloudServicesMailEnabled: false,
  allAcceptedDomains: false,
});

describe("mail for domains outside", () => {
  it("goes to the sink, whatever the domain says; no name is looked up", async () => {
    const hosts = dialled();
    const lookup = vi.spyOn(dns, "lookup");
    const on = await sandbox({ config: tenant() });
    const to = [
      "a@fabrikam.com",
      "b@localhost",
      "c@[192.0.2.1]",
      "d@gmail.com",
      "e@xn--bcher-kva.example",
      "f@sub.contoso.com",
    ];
    await submit(on, { to });
    expect((await on.internet.list()).flatMap(({ recipients }) => recipients).sort()).toEqual(to);
    expect([...hosts]).toEqual(["127.0.0.1"]);
    expect(lookup.mock.calls.map(([name]) => name).filter((name) => name !== "127.0.0.1")).toEqual([]);
  });

  it("goes to the smart hosts of the connector, on this machine", async () => {
    const host = await foreignHost();
    const on = await sandbox({
      config: tenant({
        outboundConnectors: [
          { name: "O", recipientDomains: ["fabrikam.com"], useMxRecord: false, smartHosts: `localhost:${host.port}` },
        ],
        clock: { foreignQuiet: "0s" },
      }),
    });
    await submit(on, { to: ["frank@fabrikam.com", "jane@other.example"] });
    expect(host.taken.map((mail) => mail.to)).toEqual([["frank@fabrikam.com"]]);
    expect((await on.internet.list()).map((mail) => mail.recipients)).toEqual([["jane@other.example"]]);
  });
});

describe("a destination that the configuration does not name", () => {
  it("is refused when the file is read", async () => {
    const outboundConnectors = [{ name: "A", recipientDomains: ["*"], useMxRecord: false, smartHosts: "192.0.2.1:25" }];
    await expect(sandbox({ config: tenant({ outboundConnectors }) })).rejects.toThrow(
      "`192.0.2.1:25` is not on this machine; to let mail go there, name it in allowedDestinations",
    );
  });

  it("is not dialled either when a connector is changed later: the mail fails, the sender hears why", async () => {
    const hosts = dialled();
    const on = await sandbox({ config: tenant() });
    await on.configurations.change((now) => ({ ...now, outboundConnectors: [connector("192.0.2.1:25")] }), "a test");
    const id = await submit(on, { to: "frank@fabrikam.com" });
    expect(await trail(on, id)).toEqual(["RECEIVE frank@fabrikam.com", "FAIL frank@fabrikam.com"]);
    const ndrs = await notifications(on, "alice");
    expect(outcomesOf(ndrs)).toEqual(["frank@fabrikam.com failed 5.4.0"]);
    expect(ndrs[0]?.status.recipients[0]?.diagnosticCode).toBe(
      "550 5.4.0 Not sent: 192.0.2.1:25 is neither loopback nor named in allowedDestinations",
    );
    expect([...hosts]).toEqual(["127.0.0.1"]);
  });
});

it("a connector that is gone when its mail's turn comes fails the mail", async () => {
  const on = await sandbox({
    config: tenant({
      outboundConnectors: [
        {
          name: "O",
          recipientDomains: ["fabrikam.com"],
          useMxRecord: false,
          smartHosts: `127.0.0.1:${(await foreignHost({ onConnect: () => "421 4.3.2 No" })).port}`,
        },
      ],
      clock: { foreignQuiet: "0s" },
    }),
  });
  await submit(on, { to: "frank@fabrikam.com" });
  await on.configurations.change((now) => ({ ...now, outboundConnectors: [] }), "a test");
  await on.advance(60_000);
  expect(outcomesOf(await notifications(on, "alice"))).toEqual(["frank@fabrikam.com failed 5.4.4"]);
});
