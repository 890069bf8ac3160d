// A disclaimer and the round trip: the header that says which one a message has comes back over connectors that keep it.
import { expect, test } from "vitest";
import { roundTrip } from "../../support/round-trip.ts";
import { headersOf, items, type Mail, sandbox, submit } from "../../support/sandbox.ts";

const HASH = "X-MS-Exchange-Organization-disclaimer-hash";

/** Alice's mail to Bob goes through the built-in smart host and gets a disclaimer from whatever pass asks for one. */
async function received(over: { keepsHeaders: boolean }, mail: Mail = {}) {
  const config = roundTrip({ mailboxes: ["alice", "bob"], smartHost: "builtin" }) as Record<string, object[]>;
  const changed = (connectors: object[] = []) =>
    connectors.map((one) => ({
      ...one,
      cloudServicesMailEnabled: over.keepsHeaders,
      ...("tlsSenderCertificateName" in one && !over.keepsHeaders && { treatMessagesAsInternal: true }),
    }));
  const on = await sandbox({
    config: {
      ...config,
      outboundConnectors: changed(config.outboundConnectors),
      inboundConnectors: changed(config.inboundConnectors),
      transportRules: [
        { name: "Disclaim", fromScope: "InOrganization", applyHtmlDisclaimerText: "<p>For your eyes only</p>" },
        ...(config.transportRules ?? []),
      ],
    },
  });
  await submit(on, { text: "Hello", ...mail });
  const [item] = await items(on, "bob");
  const body = (item && (await (await on.mailboxes.content(item))?.body.read())?.toString()) ?? "";
  const effects = (await on.tracking.find({}))
    .filter(({ eventId, context }) => eventId === "AGENTINFO" && context === "Disclaim")
    .map(({ data }) => (data as { effect?: string }).effect);
  return { on, times: body.match(/For your eyes only/g)?.length ?? 0, effects };
}

test("ApplyHtmlDisclaimerText: mail that comes back over connectors with CloudServicesMailEnabled keeps its one disclaimer", async () => {
  const { on, times, effects } = await received({ keepsHeaders: true });
  expect(effects).toEqual([
    "the disclaimer was added below the text",
    `nothing is added: the message has this disclaimer already, by its ${HASH}`,
  ]);
  expect(times).toBe(1);
  expect((await headersOf(on, "bob")).all(HASH)).toHaveLength(1);
});

test("ApplyHtmlDisclaimerText: where the header firewall removes the hash, it is added again, and the explanation says why", async () => {
  const { times, effects } = await received({ keepsHeaders: false });
  expect(effects).toEqual([
    "the disclaimer was added below the text",
    `the disclaimer was added below the text, which has it already: ${HASH} did not come back over the connector "From the smart host"`,
  ]);
  expect(times).toBe(2);
});

test("ApplyHtmlDisclaimerText: a sender can't write the hash to be spared", async () => {
  const spared = await received({ keepsHeaders: true });
  const [hash = ""] = (await headersOf(spared.on, "bob")).all(HASH);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const forged = await received({ keepsHeaders: true }, { headers: { [HASH]: hash } });
  expect(forged.times).toBe(1);
  expect(forged.effects[0]).toBe("the disclaimer was added below the text");
});
