// Validate-OutboundConnector connects and sends for real.
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { blackHole } from "../../support/smart-host.ts";
import { foreignHost } from "../../support/transport.ts";
import { cmdlet, get } from "../http/support.ts";
import { otherAuthority } from "../trust/support.ts";

/** Nothing listens there. */
const NOBODY = "127.0.0.1:9";

const configOf = (smartHosts: string | string[], more: object = {}) =>
  tenant({
    outboundConnectors: [
      { name: "To Fabrikam", useMxRecord: false, smartHosts, recipientDomains: "*.fabrikam.com", ...more },
    ],
  });

const validate = (on: Sandbox, more: object = {}) =>
  cmdlet(on, "Validate-OutboundConnector", { Identity: "To Fabrikam", Recipients: "ann@fabrikam.com", ...more });
const connector = async (on: Sandbox) => (await cmdlet(on, "Get-OutboundConnector", { Identity: "To Fabrikam" }))[0];

test("Validate-OutboundConnector: connects, sends a message, and the connector is validated", async () => {
  const host = await blackHole();
  const on = await sandbox({ config: configOf(host.address, { enabled: false }) });
  expect(await connector(on)).toMatchObject({ IsValidated: false, LastValidationTimestamp: null });
  const [connectivity, sent, ...others] = await validate(on, {
    Recipients: ["ann@fabrikam.com", "bo@eu.fabrikam.com"],
  });
  expect(others).toEqual([]);
  expect(connectivity).toMatchObject({
    Identity: "To Fabrikam",
    Task: `Check connectivity to ${host.address}`,
    Result: "Succeeded",
  });
  expect(connectivity?.Detail).toMatch(/^Connected; it offers .*8BITMIME/);
  expect(sent).toMatchObject({
    Task: "Send a test message to ann@fabrikam.com, bo@eu.fabrikam.com",
    Result: "Succeeded",
    Detail: `${host.address}, without TLS: 250 2.0.0 taken`,
  });
  const [taken] = host.taken;
  expect(taken).toMatchObject({
    from: "O365ConnectorValidation@contoso.com",
    to: ["ann@fabrikam.com", "bo@eu.fabrikam.com"],
  });
  expect(taken?.bytes.toString()).toContain("Subject: Test email for connector validation\r\n");
  expect(taken?.bytes.toString()).not.toContain("X-MS-Exchange-Organization-");
  expect(await connector(on)).toMatchObject({
    Enabled: false,
    IsValidated: true,
    LastValidationTimestamp: "2026-11-20T12:00:00.0000000+00:00",
    ValidationRecipients: ["ann@fabrikam.com", "bo@eu.fabrikam.com"],
  });
  const [leg] = (await get<{ legs: { connector: string; reply: string }[] }>(on, "/api/legs")).legs;
  expect(leg).toMatchObject({ connector: "To Fabrikam", reply: "250 2.0.0 taken" });
  const rows = await cmdlet(on, "Get-MessageTraceV2", { SenderAddress: "O365ConnectorValidation@contoso.com" });
  expect(rows.map(({ RecipientAddress, Status }) => [RecipientAddress, Status])).toEqual([
    ["ann@fabrikam.com", "Delivered"],
    ["bo@eu.fabrikam.com", "Delivered"],
  ]);
});

test("Validate-OutboundConnector: a smart host that isn't there fails; the next one takes the message", async () => {
  const host = await blackHole();
  const on = await sandbox({ config: configOf([NOBODY, host.address]) });
  const rows = await validate(on);
  expect(rows.map(({ Task, Result }) => `${Task}: ${Result}`)).toEqual([
    `Check connectivity to ${NOBODY}: Failed`,
    `Check connectivity to ${host.address}: Succeeded`,
    "Send a test message to ann@fabrikam.com: Succeeded",
  ]);
  expect(rows[0]?.Detail).toMatch(/^4\d\d 4\.4\.\d+ /);
  expect((await connector(on))?.IsValidated).toBe(false);
});

test("Validate-OutboundConnector: what the host refuses is told, and traced as failed", async () => {
  const host = await blackHole(() => "550 5.7.1 not from here");
  const on = await sandbox({ config: configOf(host.address) });
  const [, sent] = await validate(on);
  expect(sent).toMatchObject({ Result: "Failed", Detail: `${host.address}, without TLS: 550 5.7.1 not from here` });
  const [row] = await cmdlet(on, "Get-MessageTraceV2", { RecipientAddress: "ann@fabrikam.com" });
  expect(row?.Status).toBe("Failed");
});

test("Validate-OutboundConnector: TlsSettings are demanded", async () => {
  const vendor = await otherAuthority("host.vendor.example");
  const host = await foreignHost({ tls: vendor.smartHost });
  const tls = { tlsSettings: "CertificateValidation" };
  const strict = await sandbox({ config: configOf(host.address, tls) });
  const rows = await validate(strict);
  expect(rows.map(({ Result }) => Result)).toEqual(["Failed", "Failed"]);
  for (const { Detail } of rows) expect(Detail).toMatch(/Certificate validation failed/);
  const known = await sandbox({ config: configOf(host.address, { ...tls, caFile: vendor.ca.certFile }) });
  const [, sent] = await validate(known);
  expect(sent).toMatchObject({ Result: "Succeeded" });
  expect(sent?.Detail).toContain("over TLSv1.");
});

test("Validate-OutboundConnector: only the domains of the connector, and nothing is sent where it is refused", async () => {
  const host = await blackHole();
  const on = await sandbox({ config: configOf(host.address) });
  await expect(validate(on, { Recipients: ["ann@fabrikam.com", "bob@contoso.com"] })).rejects.toThrow(
    "'bob@contoso.com' is in none of the domains of the outbound connector 'To Fabrikam': *.fabrikam.com.",
  );
  await expect(validate(on, { Recipients: "fabrikam.com" })).rejects.toThrow("'fabrikam.com' must be an address");
  await expect(validate(on, { Identity: "Nobody" })).rejects.toThrow("couldn't be found");
  await validate(on, { WhatIf: true });
  expect(host.taken).toEqual([]);
  expect((await connector(on))?.IsValidated).toBe(false);
});

test("Validate-OutboundConnector: goes nowhere beyond loopback that allowedDestinations doesn't name", async () => {
  const on = await sandbox({ config: tenant({ allowedDestinations: ["192.0.2.1"] }) });
  await cmdlet(on, "New-OutboundConnector", {
    ...{ Name: "To Fabrikam", UseMXRecord: false, SmartHosts: "192.0.2.1", RecipientDomains: "fabrikam.com" },
  });
  await on.reload(tenant());
  const rows = await validate(on);
  const refused = "550 5.4.0 Not sent: 192.0.2.1:25 is neither loopback nor named in allowedDestinations";
  expect(rows.map(({ Result, Detail }) => [Result, Detail])).toEqual([
    ["Failed", refused],
    ["Failed", refused],
  ]);
});
