// RouteMessageOutboundRequireTls where mail really leaves.
import { expect, test } from "vitest";
import { HOUR, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { foreignHost, notifications, outbound } from "../../support/transport.ts";
import { otherAuthority } from "../trust/support.ts";

const to = "frank@fabrikam.com";
const required = { name: "Secret", subjectContainsWords: "secret", routeMessageOutboundRequireTls: true };

const toHost = (address: string) =>
  sandbox({ config: tenant({ ...outbound(address), transportRules: [required], transport: { retrySchedule: "2h" } }) });

test("RouteMessageOutboundRequireTls: a hop without TLS doesn't get the message, which waits and then fails", async () => {
  const host = await foreignHost();
  const on = await toHost(host.address);
  const id = await submit(on, { to, subject: "A secret" });
  await submit(on, { to, subject: "Lunch" });
  expect(host.taken.map(({ bytes }) => /^Subject: (.*)\r$/m.exec(bytes.toString())?.[1])).toEqual(["Lunch"]);
  const last = (await on.tracking.find({ messageId: id })).at(-1);
  expect(`${last?.eventId} ${last?.detail}`).toMatch(
    /^DEFER 451 4\.4\.317 .*451 5\.7\.3 STARTTLS is required to send mail/,
  );

  await on.advance(24 * HOUR);
  const [ndr, delay] = await notifications(on, "alice");
  expect(delay?.status.recipients[0]).toMatchObject({ action: "delayed", status: "4.4.317" });
  expect(ndr?.subject).toBe("Undeliverable: A secret");
  expect(ndr?.status.recipients[0]).toMatchObject({ finalRecipient: to, action: "failed", status: "4.4.7" });
  expect(ndr?.status.recipients[0]?.diagnosticCode).toContain("STARTTLS is required to send mail");
  expect(host.taken).toHaveLength(1);
});

test("RouteMessageOutboundRequireTls: a hop with TLS gets it, whoever signed its certificate", async () => {
  const { smartHost } = await otherAuthority("host.vendor.example");
  const host = await foreignHost({ tls: smartHost });
  const on = await toHost(host.address);
  const messageId = await submit(on, { to, subject: "A secret" });
  expect(host.taken).toHaveLength(1);
  const [leg] = await on.legs.list({ messageId });
  expect(leg?.tls).toMatch(/^TLSv1/);
});
