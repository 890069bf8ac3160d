import { describe, expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { notifications, outcomesOf, send } from "../../support/transport.ts";

const hops = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `Received: from a${index} by b${index}; Fri, 20 Nov 2026 11:00:00 +0000\r\n`,
  ).join("");

describe("hop count", () => {
  it("a message that was received 60 times before is taken, one of 61 is refused", async () => {
    const on = await sandbox({ config: tenant() });
    expect(await send(on, { raw: `${hops(60)}Subject: Far\r\n\r\n` })).toMatch(/^250 /);
    expect(await send(on, { raw: `${hops(61)}Subject: Further\r\n\r\n` })).toBe(
      "554 5.4.14 Hop count exceeded - possible mail loop ATTR34",
    );
  });

  it("is a setting, and counts on every listener", async () => {
    const on = await sandbox({ config: tenant({ transport: { maxHopCount: 2 } }) });
    const raw = `${hops(3)}From: alice@contoso.com\r\nSubject: x\r\n\r\n`;
    const from = "alice@contoso.com";
    for (const listener of ["inbound", "return", "submission"] as const) {
      const user = listener === "submission" ? { user: from } : {};
      expect(await send(on, { listener, from, raw, ...user })).toMatch(/^554 5\.4\.14 /);
    }
  });
});

it("a message that goes round between tenant and smart host ends with an NDR 5.4.14 to its sender", async () => {
  const on = await sandbox({
    config: tenant({
      smartHost: { enabled: true, preset: "transparent" },
      transport: { maxHopCount: 12 },
      outboundConnectors: [
        {
          name: "Round",
          connectorType: "OnPremises",
          isTransportRuleScoped: true,
          useMxRecord: false,
          smartHosts: "builtin",
          cloudServicesMailEnabled: true,
        },
      ],
      inboundConnectors: [
        {
          name: "Back",
          connectorType: "OnPremises",
          tlsSenderCertificateName: "smarthost.contoso.com",
          cloudServicesMailEnabled: true,
        },
      ],
      // No exception for what has come back.
      transportRules: [{ name: "Always", fromScope: "InOrganization", routeMessageOutboundConnector: "Round" }],
    }),
  });
  const id = await submit(on, { subject: "Merry-go-round" });

  const [ndr, ...more] = await notifications(on, "alice");
  expect(more).toEqual([]);
  expect(ndr?.subject).toBe("Undeliverable: Merry-go-round");
  expect(outcomesOf([...(ndr ? [ndr] : [])])).toEqual(["bob@contoso.com failed 5.4.14"]);
  const received = (await on.tracking.find({ messageId: id })).filter((row) => row.eventId === "RECEIVE");
  expect(received.length).toBeGreaterThan(3);
  expect(await on.queue.counts()).toEqual([]);
});
