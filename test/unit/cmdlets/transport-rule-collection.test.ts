// Rules as XML, and what they are made of.
import { describe, expect, test } from "vitest";
import { readCommand } from "../../../src/cmdlets/transport-rule/command-block.ts";
import { tenantOf } from "./tenant.ts";

const RULES = [
  {
    name: `It's <"one"> & ]]> </commandBlock>`,
    fromScope: "InOrganization",
    exceptIfHeaderContainsMessageHeader: "X-Seen",
    exceptIfHeaderContainsWords: ["don't", "a, b", "-Name"],
    exceptIfMessageSizeOver: 23592960,
    sclOver: -1,
    setHeaderName: "X-Seen",
    setHeaderValue: "true",
    activationDate: "2026-12-01T08:00:00Z",
    enabled: false,
    mode: "Audit",
    senderAddressLocation: "Envelope",
    comments: "two\r\nlines",
  },
  { name: "Second", from: ["alice@contoso.com"], stopRuleProcessing: true, prependSubject: "$true" },
];
const company = (rules: object[] = []) =>
  tenantOf({
    organization: { name: "contoso.com" },
    mailboxes: [{ address: "alice@contoso.com", displayName: "Alice" }],
    transportRules: rules,
  });
const xmlOf = async (on: ReturnType<typeof company>) => {
  const { FileData } = await on.one("Export-TransportRuleCollection");
  return Buffer.from(String(FileData), "base64").toString();
};

test("Export-TransportRuleCollection writes what Import-TransportRuleCollection reads to the same rules", async () => {
  const [from, to] = [company(RULES), company([{ name: "Old", prependSubject: "x" }])];
  const { FileData } = await from.one("Export-TransportRuleCollection");
  await to.run("Import-TransportRuleCollection", { FileData, Force: true });
  expect(to.organization.transportRules).toEqual(from.organization.transportRules);
  expect(await xmlOf(to)).toBe(await xmlOf(from));
});

test("Export-TransportRuleCollection has a command for each rule", async () => {
  expect(await xmlOf(company(RULES.slice(1)))).toContain(
    "<commandBlock><![CDATA[New-TransportRule -Name 'Second' -Enabled $true -Mode 'Enforce' -SenderAddressLocation 'Header' -From 'alice@contoso.com' -PrependSubject '$true' -StopRuleProcessing $true]]></commandBlock>",
  );
});

test("Import-TransportRuleCollection reads UTF-16 and escaped text, too", async () => {
  const on = company();
  const xml = `<rules><rule><version><commandBlock>New-TransportRule -Name &quot;A &amp; B&quot; -PrependSubject:&#39;x&#39; -SubjectContainsWords @('one') -FromScope InOrganization</commandBlock></version></rule></rules>`;
  await on.run("Import-TransportRuleCollection", { FileData: Buffer.from(`\ufeff${xml}`, "utf16le") });
  expect(await on.one("Get-TransportRule")).toMatchObject({
    Name: "A & B",
    PrependSubject: "x",
    SubjectContainsWords: ["one"],
    FromScope: "InOrganization",
  });
});

describe("Import-TransportRuleCollection changes nothing", () => {
  const one = (command: string) => `<rules><rule><commandBlock><![CDATA[${command}]]></commandBlock></rule></rules>`;
  test.each([
    ["no XML", /has no <rules>/],
    [`<!DOCTYPE rules [<!ENTITY a "b">]>${one("")}`, /must have no DOCTYPE/],
    [one("Remove-Mailbox -Identity alice"), /^Rule 1 of the collection: A rule of the collection must be a New-Transp/],
    [one("New-TransportRule -Name 'R' -Form 'x'"), /parameter name 'Form'/],
    [
      one("New-TransportRule -Name 'R' -From 'nobody'"),
      /^Rule 1 of the collection: .*object 'nobody' couldn't be found/,
    ],
    [one('New-TransportRule -Name "$x"'), /can't be read at character 24/],
  ])("%s", async (xml, expected) => {
    const on = company([{ name: "Old", prependSubject: "x" }]);
    expect(await on.refusal("Import-TransportRuleCollection", { FileData: Buffer.from(xml) })).toMatch(expected);
    expect(on.organization.transportRules.map(({ name }) => name)).toEqual(["Old"]);
  });
});

test("a parameter alone is a switch, and @() an empty list", () => {
  expect(readCommand("New-TransportRule -Name 'R' -Force -From @() -SCLOver 5 -Enabled $false")).toEqual({
    Name: "R",
    Force: true,
    From: [],
    SCLOver: 5,
    Enabled: false,
  });
});

test("Get-TransportRulePredicate tells which parameters make one", async () => {
  const on = company();
  expect(await on.one("Get-TransportRulePredicate", { Name: "headercontains" })).toMatchObject({
    Name: "HeaderContains",
    Parameters: ["HeaderContainsWords", "HeaderContainsMessageHeader"],
  });
  const objects = await on.run("Get-TransportRulePredicate", { Name: "SentTo*" });
  expect(objects.map(({ Name }) => Name)).toEqual(["SentTo", "SentToMemberOf", "SentToScope"]);
});

test("Get-TransportRuleAction lists all, and knows no other", async () => {
  const on = company();
  const objects = await on.run("Get-TransportRuleAction");
  expect(objects.map(({ Name }) => Name)).toContain("ApplyHtmlDisclaimer");
  expect(await on.refusal("Get-TransportRuleAction", { Name: "Burn" })).toContain("object 'Burn' couldn't be found");
});
