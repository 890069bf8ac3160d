import { expect, test } from "vitest";
import { names, one, refusal, run } from "./exchange-admin-support.ts";
import { server, tenant } from "./support.ts";

const company = (remoteDomains: object[] = []) => server({ config: tenant({ remoteDomains }) });

test("a remote domain is made, set, shown and removed", async () => {
  const on = await company();
  const made = await one(on, "New-RemoteDomain", { Name: "Partner", DomainName: "*.Fabrikam.com" });
  expect(made).toMatchObject({ Name: "Partner", DomainName: "*.fabrikam.com", TNEFEnabled: null });
  await run(on, "Set-RemoteDomain", {
    Identity: "partner",
    TNEFEnabled: true,
    CharacterSet: "utf-8",
    NonMimeCharacterSet: "windows-1252",
    ByteEncoderTypeFor7BitCharsets: "usebase64",
    ContentType: "MimeText",
    LineWrapSize: 72,
    AutoForwardEnabled: false,
    AutoReplyEnabled: false,
    AllowedOOFType: "none",
    Name: "The partner",
  });
  expect(await one(on, "Get-RemoteDomain", { Identity: "The partner" })).toMatchObject({
    Name: "The partner",
    TNEFEnabled: true,
    CharacterSet: "utf-8",
    NonMimeCharacterSet: "windows-1252",
    ByteEncoderTypeFor7BitCharsets: "UseBase64",
    ContentType: "MimeText",
    LineWrapSize: "72",
    AutoForwardEnabled: false,
    AutoReplyEnabled: false,
    AllowedOOFType: "None",
  });
  await run(on, "Set-RemoteDomain", { Identity: "The partner", TNEFEnabled: null, LineWrapSize: "Unlimited" });
  expect(await one(on, "Get-RemoteDomain", { Identity: "The partner" })).toMatchObject({
    TNEFEnabled: null,
    LineWrapSize: "Unlimited",
  });
  await run(on, "Remove-RemoteDomain", { Identity: "The partner" });
  expect(await names(on, "Get-RemoteDomain")).toEqual(["Default"]);
});

test("Default is set though the file doesn't name it", async () => {
  const on = await company();
  await run(on, "Set-RemoteDomain", { Identity: "Default", TNEFEnabled: true });
  expect(await one(on, "Get-RemoteDomain", { Identity: "*" })).toMatchObject({ Name: "Default", TNEFEnabled: true });
});

test("WhatIf changes nothing", async () => {
  const on = await company([{ domainName: "fabrikam.com" }]);
  for (const [cmdlet, parameters] of [
    ["New-RemoteDomain", { Name: "Another", DomainName: "adatum.com" }],
    ["Set-RemoteDomain", { Identity: "fabrikam.com", TNEFEnabled: true }],
    ["Remove-RemoteDomain", { Identity: "fabrikam.com" }],
  ] as const) {
    await run(on, cmdlet, { ...parameters, WhatIf: true });
  }
  expect(await names(on, "Get-RemoteDomain")).toEqual(["Default", "fabrikam.com"]);
  expect(await one(on, "Get-RemoteDomain", { Identity: "fabrikam.com" })).toMatchObject({ TNEFEnabled: null });
});

test("IsInternal, AllowedOOFType: one sets the other, unless both are given", async () => {
  const on = await company([{ domainName: "fabrikam.com" }]);
  const after = async (parameters: object) => {
    await run(on, "Set-RemoteDomain", { Identity: "fabrikam.com", ...parameters });
    const { IsInternal, AllowedOOFType } = await one(on, "Get-RemoteDomain", { Identity: "fabrikam.com" });
    return [IsInternal, AllowedOOFType];
  };
  expect(await after({ AllowedOOFType: "InternalLegacy" })).toEqual([true, "InternalLegacy"]);
  expect(await after({ IsInternal: false })).toEqual([false, "ExternalLegacy"]);
  expect(await after({ IsInternal: true, AllowedOOFType: "External" })).toEqual([true, "External"]);
});

test("TrustedMailInboundEnabled, RequiredCharsetCoverage: kept and shown", async () => {
  const on = await company();
  const set = { TrustedMailInboundEnabled: true, RequiredCharsetCoverage: 80, DisplaySenderName: false };
  await run(on, "Set-RemoteDomain", { Identity: "Default", ...set });
  expect(await one(on, "Get-RemoteDomain", { Identity: "Default" })).toMatchObject({
    ...set,
    NDREnabled: true,
    PreferredInternetCodePageForShiftJis: "Undefined",
  });
});

test("what changes nothing is said", async () => {
  const { "@adminapi.warnings": warnings } = await run(await company(), "Set-RemoteDomain", {
    Identity: "Default",
    TNEFEnabled: null,
  });
  expect(warnings).toEqual(["The command completed successfully but no settings of 'Default' have been modified."]);
});

test.each<[string, object, string]>([
  ["New-RemoteDomain", { Name: "X", DomainName: "mail.*.com" }, "a star can't stand elsewhere"],
  ["New-RemoteDomain", { Name: "X", DomainName: "FABRIKAM.com" }, "The domain 'fabrikam.com' already has a remote"],
  ["New-RemoteDomain", { Name: "fabrikam.COM", DomainName: "x.com" }, "The name 'fabrikam.com' already has"],
  ["New-RemoteDomain", { Name: "Stars", DomainName: "*" }, "The domain '*' already has a remote domain: \"Default\""],
  ["New-RemoteDomain", { Name: "n".repeat(65), DomainName: "x.com" }, "1 to 64 characters; this has 65"],
  ["Set-RemoteDomain", { Identity: "Default", Name: "All" }, "The Default remote domain keeps its name."],
  ["Set-RemoteDomain", { Identity: "Default", LineWrapSize: 133 }, "must be between 0 and 132"],
  ["Set-RemoteDomain", { Identity: "Default", ContentType: "Html" }, "is not one of MimeHtmlText, MimeText, MimeHtml"],
  ["Set-RemoteDomain", { Identity: "Default", CharacterSet: "utf-9" }, "did you mean"],
  ["Remove-RemoteDomain", { Identity: "Default" }, "The Default remote domain can't be removed."],
])("%s %j is refused", async (cmdlet, parameters, text) => {
  expect(await refusal(await company([{ domainName: "fabrikam.com" }]), cmdlet, parameters)).toContain(text);
});

test.each(["Set-RemoteDomain", "Remove-RemoteDomain"])("%s of a domain that isn't there is refused", async (cmdlet) => {
  const text = await refusal(await company(), cmdlet, { Identity: "*.example" }, 404);
  expect(text).toContain("object '*.example' couldn't be found");
});
