// Accepted domains, transport configuration, connection filter and journal rules by cmdlet.
import { expect, test } from "vitest";
import { names, one, refusal, run } from "./exchange-admin-support.ts";
import { server, tenant } from "./support.ts";

const company = () => server({ config: tenant({ acceptedDomains: ["contoso.com", "relay.contoso.com"] }) });

test("DomainType, MatchSubDomains, OutboundOnly: Set-AcceptedDomain", async () => {
  const on = await company();
  const set = { DomainType: "InternalRelay", MatchSubDomains: true, OutboundOnly: true };
  await run(on, "Set-AcceptedDomain", { Identity: "relay.contoso.com", ...set });
  expect(await one(on, "Get-AcceptedDomain", { Identity: "relay.contoso.com" })).toMatchObject({
    ...set,
    SendingToDomainDisabled: false,
    MailFlowRegion: "None",
  });
  const { "@adminapi.warnings": warnings } = await run(on, "Set-AcceptedDomain", {
    Identity: "relay.contoso.com",
    ...set,
  });
  expect(warnings[0]).toContain("no settings of 'relay.contoso.com' have been modified");
  expect(await refusal(on, "Set-AcceptedDomain", { Identity: "contoso.com", DomainType: "ExternalRelay" })).toContain(
    "is not one of Authoritative, InternalRelay",
  );
  expect(await refusal(on, "New-AcceptedDomain", { Name: "x", DomainName: "x.com" })).toContain(
    "isn't in Exchange Online",
  );
});

test("JournalingReportNdrTo, MessageExpiration, MaxRecipientEnvelopeLimit: Set-TransportConfig", async () => {
  const on = await company();
  await run(on, "Set-TransportConfig", {
    JournalingReportNdrTo: "NDR@fabrikam.com",
    MessageExpiration: "0.18:00:00",
    HeaderPromotionModeSetting: "maycreate",
    MaxRecipientEnvelopeLimit: "Unlimited",
    ReplyAllStormProtectionEnabled: false,
  });
  expect(await one(on, "Get-TransportConfig")).toMatchObject({
    JournalingReportNdrTo: "ndr@fabrikam.com",
    MessageExpiration: "18:00:00",
    HeaderPromotionModeSetting: "MayCreate",
    MaxRecipientEnvelopeLimit: "Unlimited",
    ReplyAllStormProtectionEnabled: false,
    ClearCategories: true,
  });
  await run(on, "Set-TransportConfig", { JournalingReportNdrTo: null });
  expect(await one(on, "Get-TransportConfig")).toMatchObject({ JournalingReportNdrTo: null });
  for (const [parameters, text] of [
    [{ MessageExpiration: "2.00:00:00" }, "must be between"],
    [{ JournalingReportNdrTo: "nobody" }, "must be one address"],
    [{ JournalingReportNdrTo: "nobody@contoso.com" }, "is no mailbox, group or contact here"],
    [{ MaxSendSize: "10MB" }, "MaxSendSize"],
  ] as const)
    expect.soft(await refusal(on, "Set-TransportConfig", parameters)).toContain(text);
});

test("IPAllowList: Set-HostedConnectionFilterPolicy", async () => {
  const on = await company();
  await run(on, "Set-HostedConnectionFilterPolicy", { Identity: "Default", IPAllowList: { Add: ["10.0.0.1"] } });
  await run(on, "Set-HostedConnectionFilterPolicy", {
    Identity: "Default",
    IPAllowList: { Add: ["10.0.0.1", "10.0.0.2"] },
    EnableSafeList: true,
  });
  expect(await one(on, "Get-HostedConnectionFilterPolicy", { Identity: "Default" })).toMatchObject({
    Name: "Default",
    IPAllowList: ["10.0.0.1", "10.0.0.2"],
    IPBlockList: [],
    EnableSafeList: true,
  });
});

test("JournalEmailAddress, Recipient, Scope: journal rules are made, set, switched and removed", async () => {
  const on = await company();
  const made = await one(on, "New-JournalRule", { Name: "All", JournalEmailAddress: "journal@fabrikam.com" });
  expect(made).toMatchObject({ Name: "All", Scope: "Global", Recipient: null, Enabled: false });
  await run(on, "Set-JournalRule", {
    Identity: "all",
    Recipient: "alice@contoso.com",
    Scope: "internal",
    Name: "Alice",
  });
  await run(on, "Enable-JournalRule", { Identity: "Alice" });
  expect(await one(on, "Get-JournalRule", { Identity: "A*" })).toMatchObject({
    Name: "Alice",
    Scope: "Internal",
    Recipient: "alice@contoso.com",
    Enabled: true,
  });
  await run(on, "Disable-JournalRule", { Identity: "Alice" });
  await run(on, "Set-JournalRule", { Identity: "Alice", Recipient: null });
  expect(await one(on, "Get-JournalRule")).toMatchObject({ Enabled: false, Recipient: null });
  for (const [parameters, text] of [
    [{ Name: "alice", JournalEmailAddress: "j@fabrikam.com" }, "already has a journal rule"],
    [{ Name: "X", JournalEmailAddress: "nobody" }, "JournalEmailAddress: must be one address"],
    [{ Name: "X", JournalEmailAddress: "j@fabrikam.com", Recipient: "no@contoso.com" }, "Recipient: 'no@contoso.com'"],
  ] as const)
    expect.soft(await refusal(on, "New-JournalRule", parameters)).toContain(text);
  await run(on, "Remove-JournalRule", { Identity: "Alice" });
  expect(await names(on, "Get-JournalRule")).toEqual([]);
});
