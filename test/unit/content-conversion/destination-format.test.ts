import { expect, test } from "vitest";
import { formatFor } from "../../../src/content-conversion/destination-format.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { remoteDomainFor } from "../../../src/organization/remote-domain.ts";

const tenant = (config: object) => loadConfiguration(config).organization;
const remoteDomains = (...names: string[]) => ({ remoteDomains: names.map((domainName) => ({ domainName })) });

test.each([
  ["ann@fabrikam.com", "fabrikam.com"],
  ["ann@FABRIKAM.com", "fabrikam.com"],
  ["ann@mail.fabrikam.com", "*.mail.fabrikam.com"],
  ["ann@a.mail.fabrikam.com", "*.mail.fabrikam.com"],
  ["ann@eu.fabrikam.com", "*.fabrikam.com"],
  ["ann@notfabrikam.com", "*"],
])("the longest match is the remote domain of %s", (address, expected) => {
  const organization = tenant(remoteDomains("*", "*.fabrikam.com", "*.mail.fabrikam.com", "Fabrikam.com"));
  expect(remoteDomainFor(organization, address).domainName).toBe(expected);
});

test("without remote domains the sender's choice counts, and MIME is laid out as a new tenant has it", () => {
  const organization = tenant({});
  expect(formatFor(organization, "ann@fabrikam.com", true).tnef).toBe(true);
  expect(formatFor(organization, "ann@fabrikam.com", false)).toEqual({
    tnef: false,
    mime: {
      characterSet: null,
      nonMimeCharacterSet: "iso-8859-1",
      byteEncoderTypeFor7BitCharsets: "Undefined",
      contentType: "MimeHtmlText",
      lineWrapSize: "Unlimited",
    },
    key: expect.any(String),
  });
});

test.each([
  [true, "Never", false, true],
  [false, "Always", true, false],
  [null, "Always", false, true],
  [null, "Never", true, false],
  [null, "UseDefaultSettings", true, true],
  [null, "UseDefaultSettings", false, false],
])("tnefEnabled %s, contact %s, sender %s: TNEF is %s", (tnefEnabled, useMapiRichTextFormat, sendersChoice, tnef) => {
  const organization = tenant({
    remoteDomains: [{ domainName: "*", tnefEnabled }],
    contacts: [{ address: "ann@contoso.com", externalAddress: "Ann@fabrikam.com", useMapiRichTextFormat }],
  });
  expect(formatFor(organization, "ann@fabrikam.com", sendersChoice).tnef).toBe(tnef);
});

test("of two contacts for one address the first counts, by either address", () => {
  const { contacts } = tenant({
    contacts: [
      { address: "a@contoso.com", externalAddress: "ann@fabrikam.com", useMapiRichTextFormat: "Always" },
      { address: "b@contoso.com", externalAddress: "ann@fabrikam.com", useMapiRichTextFormat: "Never" },
    ],
  });
  const tnef = (address: string) => formatFor({ remoteDomains: [], contacts }, address, false).tnef;
  expect([tnef("ANN@fabrikam.com"), tnef("a@contoso.com"), tnef("b@contoso.com")]).toEqual([true, true, false]);
});

test("recipients share bytes where the form is the same, whatever their domain", () => {
  const organization = tenant({
    remoteDomains: [
      { domainName: "fabrikam.com", tnefEnabled: true, contentType: "MimeText" },
      { domainName: "adatum.com", tnefEnabled: true },
      { domainName: "wingtip.com", lineWrapSize: 72 },
      { domainName: "tailspin.com", lineWrapSize: 72 },
    ],
  });
  const key = (domain: string) => formatFor(organization, `ann@${domain}`, false).key;
  expect(key("fabrikam.com")).toBe(key("adatum.com"));
  expect(key("wingtip.com")).toBe(key("tailspin.com"));
  expect(new Set([key("fabrikam.com"), key("wingtip.com"), key("else.com")]).size).toBe(3);
});

test("an older data folder's remote domains and contacts are as new ones", () => {
  const organization = {
    remoteDomains: [{ domainName: "*", tnefEnabled: null }],
    contacts: [{ address: "a@contoso.com", displayName: "A", externalAddress: "a@fabrikam.com", onPremises: false }],
  } as unknown as Parameters<typeof formatFor>[0];
  expect(formatFor(organization, "a@fabrikam.com", true)).toMatchObject({
    tnef: true,
    mime: { contentType: "MimeHtmlText" },
  });
});
