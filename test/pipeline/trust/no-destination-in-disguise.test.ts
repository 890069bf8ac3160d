import { afterEach, expect, it, vi } from "vitest";
import type { OutboundConnector } from "../../../src/organization/organization.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { watchNetwork } from "../../support/network.ts";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { foreignHost, notifications, outbound, outcomesOf } from "../../support/transport.ts";

afterEach(() => vi.restoreAllMocks());

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

/** As a cmdlet does while the sandbox runs: the file's checks are not asked. */
const routeTo = (on: Sandbox, smartHost: string) =>
  on.configurations.change((now) => ({ ...now, outboundConnectors: [connector(smartHost)] }), "a test");

it.each([
  "0x7f000001:25",
  "0.0.0.0:25",
  "[::]:25",
  "[64:ff9b::7f00:1]:25",
  "[2002:7f00:1::]:25",
  "[::127.0.0.1]:25",
  "[::ffff:192.0.2.1]:25",
  "192.0.2.1",
  "127.0.0.1.nip.io:25",
  "smtp.vendor.example:587",
])("a connector changed while running does not reach %s: it is neither looked up nor dialled", async (smartHost) => {
  const on = await sandbox({ config: tenant({ allowedDestinations: ["smtp.vendor.example:25"] }) });
  await routeTo(on, smartHost);
  const { dialled, names } = watchNetwork();
  await submit(on, { to: "frank@fabrikam.com" });
  expect(outcomesOf(await notifications(on, "alice"))).toEqual(["frank@fabrikam.com failed 5.4.0"]);
  expect([...dialled]).toEqual(["127.0.0.1"]);
  expect(names()).toEqual([]);
});

it.each(["2130706433", "127.1", "0177.0.0.1"])("%s names no host: the mail stays inside", async (smartHost) => {
  const on = await sandbox({ config: tenant() });
  await routeTo(on, smartHost);
  const { dialled } = watchNetwork();
  await submit(on, { to: "frank@fabrikam.com" });
  expect([...dialled]).toEqual(["127.0.0.1"]);
  expect(await on.internet.list()).toHaveLength(1);
});

it("localhost is this machine, whatever a resolver says", async () => {
  const host = await foreignHost();
  const on = await sandbox({ config: tenant(outbound(`localhost:${host.port}`)) });
  const { dialled, names } = watchNetwork();
  await submit(on, { to: "frank@fabrikam.com" });
  expect(host.taken).toHaveLength(1);
  expect([...dialled]).toEqual(["127.0.0.1"]);
  expect(names()).toEqual([]);
});

it.each(["551 5.1.6 User not local; please try <frank@[192.0.2.1]>", "421 4.7.0 Go to smtp://192.0.2.1:25/"])(
  "a next hop that points elsewhere is not followed: %s",
  async (answer) => {
    const host = await foreignHost({ onRecipient: () => answer });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    const { dialled, names } = watchNetwork();
    await submit(on, { to: "frank@fabrikam.com" });
    await on.advance(600_000);
    expect([...dialled]).toEqual(["127.0.0.1"]);
    expect(names()).toEqual([]);
  },
);
