// Rules made, changed, switched and removed by cmdlet.
import { describe, expect, test } from "vitest";
import { tenantOf } from "./tenant.ts";

const company = (rules: object[] = []) =>
  tenantOf({
    organization: { name: "contoso.com" },
    mailboxes: [
      { address: "alice@contoso.com", displayName: "Alice Adams", aliases: ["a.adams@contoso.com"] },
      { address: "bob@contoso.com", displayName: "Bob Brown" },
    ],
    groups: [{ address: "all@contoso.com", displayName: "Everybody", members: ["alice@contoso.com"] }],
    contacts: [{ address: "eve@contoso.com", displayName: "Eve Edison", externalAddress: "eve@edison.example" }],
    outboundConnectors: [{ name: "To the host", smartHosts: ["127.0.0.1:10025"], isTransportRuleScoped: true }],
    transportRules: rules,
  });

const stamp = (name: string) => ({ name, setHeaderName: "X-Seen", setHeaderValue: name });
const order = (on: ReturnType<typeof company>) => on.organization.transportRules.map(({ name }) => name);

test("New-TransportRule: the rule is there, and is shown as Get-TransportRule shows it", async () => {
  const on = company();
  const made = await on.one("New-TransportRule", {
    Name: "Signatures",
    FromScope: "InOrganization",
    ExceptIfMessageSizeOver: 23592960,
    ExceptIfMessageTypeMatches: "Calendaring",
    RouteMessageOutboundConnector: "to the HOST",
    StopRuleProcessing: true,
    HasNoClassification: false,
    HasSenderOverride: false,
    ExceptIfAttachmentIsUnsupported: false,
    SenderInRecipientList: null,
    SetAuditSeverity: "Medium",
  });
  expect(made).toEqual(await on.one("Get-TransportRule", { Identity: "signatures" }));
  expect(made).toMatchObject({
    ExceptIfMessageSizeOver: "22.5 MB (23,592,960 bytes)",
    RouteMessageOutboundConnector: "To the host",
    HasNoClassification: false,
    Description:
      "If the message:\r\n\tIs received from 'Inside the organization'\r\nTake the following actions:\r\n\tRoute the message using the connector named 'To the host'.\r\n\tand Stop processing more rules\r\n\tand Set audit severity level to 'Medium'\r\nExcept if the message:\r\n\tIs message type of 'Calendaring'\r\n\tor Has a size greater than or equal to '22.5 MB (23,592,960 bytes)'\r\n",
  });
  expect(on.organization.transportRules[0]).toMatchObject({
    conditions: { fromScope: "InOrganization" },
    exceptions: { messageSizeOver: 23592960, messageTypeMatches: "Calendaring" },
  });
});

describe("recipients go by any of their names", () => {
  test.each([
    ["From", "Alice Adams", "alice@contoso.com"],
    ["SentTo", "bob", "bob@contoso.com"],
    ["ExceptIfFrom", "A.Adams@contoso.com", "alice@contoso.com"],
    ["FromMemberOf", "Everybody", "all@contoso.com"],
    ["SentToMemberOf", "all", "all@contoso.com"],
    ["RedirectMessageTo", "eve@edison.example", "eve@contoso.com"],
    ["BlindCopyTo", "Eve Edison", "eve@contoso.com"],
    ["CopyTo", "somebody@elsewhere.example", "somebody@elsewhere.example"],
  ])("%s %s", async (parameter, given, address) => {
    const made = await company().one("New-TransportRule", { Name: "R", PrependSubject: "x", [parameter]: given });
    expect(made[parameter]).toEqual([address]);
  });

  test("GenerateIncidentReport takes one, by its GUID too", async () => {
    const on = company();
    const { Guid } = await on.one("Get-Mailbox", { Identity: "bob" });
    const id = (Guid as { value: string }).value;
    expect(await on.one("New-TransportRule", { Name: "R", GenerateIncidentReport: id })).toMatchObject({
      GenerateIncidentReport: "bob@contoso.com",
    });
  });
});

describe("New-TransportRule is refused, and nothing is made", () => {
  test.each<[object, RegExp]>([
    [{ From: "Nobody" }, /object 'Nobody' couldn't be found on 'mail\.contoso\.com'/],
    [{ SentTo: "bbo@contoso.com" }, /object 'bbo@contoso\.com' couldn't be found/],
    [{ FromMemberOf: "bob" }, /^-FromMemberOf `bob@contoso\.com` is no group; FromMemberOf takes groups\.$/],
    [{ BlindCopyTo: "Everybody" }, /^-BlindCopyTo .* is a group/],
    [{ RouteMessageOutboundConnector: "Nowhere" }, /object 'Nowhere' couldn't be found/],
    [{ FromScope: "Inside" }, /is not one of InOrganization, NotInOrganization/],
    [{ SubjectMatchesPatterns: "(" }, /^-SubjectMatchesPatterns `\(` is not a regular expression/],
    [{ SubjectContainsWords: "x".repeat(129) }, /^-SubjectContainsWords must be at most 128 characters/],
    [
      { HeaderContainsWords: "x" },
      /^-HeaderContainsWords says something only together with HeaderContainsMessageHeader/,
    ],
    [{ ExceptIfHeaderMatchesMessageHeader: "X-A" }, /together with ExceptIfHeaderMatchesPatterns/],
    [
      { SetHeaderName: "X-A", SetHeaderValue: null },
      /^-SetHeaderName says something only together with SetHeaderValue/,
    ],
    [{ SCLOver: 10 }, /must be between -1 and 9/],
    [{ Priority: 2 }, /^The specified rule priority is invalid\.$/],
    [{ Priority: -1 }, /^The specified rule priority is invalid\.$/],
    [{ Name: "Stamp" }, /name 'Stamp' exists already/],
    [{ Name: "n".repeat(65) }, /^-Name must be at most 64 characters, has 65/],
    [{ ActivationDate: "2026-12-02", ExpiryDate: "2026-12-01" }, /^-ExpiryDate must lie behind ActivationDate\.$/],
    [
      { ModerateMessageByUser: "bob" },
      /^-ModerateMessageByUser allows no other action beside it, such as PrependSubject/,
    ],
    [
      { DeleteMessage: true, RejectMessageReasonText: "No" },
      /^-RejectMessageReasonText can't be together with DeleteMessage/,
    ],
    [{ DeleteMessage: true, Quarantine: true }, /^-Quarantine can't be together with DeleteMessage/],
    [{ RejectMessageEnhancedStatusCode: "5.1.1" }, /^-RejectMessageEnhancedStatusCode must be 5\.7\.1/],
    [{ ApplyHtmlDisclaimerText: "x".repeat(5001) }, /^-ApplyHtmlDisclaimerText must be at most 5000/],
    [{ SubjectOrBodyContainsWords: Array.from({ length: 100 }, (_, n) => `${n}`.padEnd(90, "x")) }, /8192 bytes/],
    [{ SenderIpRanges: "10.0.0" }, /^-SenderIpRanges must be an address, or a range/],
    [{ HasSenderOverride: true }, /^-HasSenderOverride works with DLP policies/],
    [{ ExceptIfSenderInRecipientList: "x" }, /^-ExceptIfSenderInRecipientList is reserved/],
    [{ Disconnect: true }, /^-Disconnect works on Edge Transport servers only; use DeleteMessage\.$/],
    [{ NotifySender: "NotifyOnly" }, /^-NotifySender works with DLP policies/],
    [{ PrependSubject: null }, /^The rule must have at least one action, such as RouteMessageOutboundConnector/],
    [{ FormScope: "InOrganization" }, /parameter name 'FormScope'; did you mean `FromScope`/],
  ])("%j", async (parameters, expected) => {
    const on = company([stamp("Stamp")]);
    expect(await on.refusal("New-TransportRule", { Name: "R", PrependSubject: "x", ...parameters })).toMatch(expected);
    expect(order(on)).toEqual(["Stamp"]);
  });

  test("300 rules are there", async () => {
    const on = company(Array.from({ length: 300 }, (_, n) => stamp(`R${n}`)));
    expect(await on.refusal("New-TransportRule", { Name: "R", PrependSubject: "x" })).toContain("300 transport rules");
  });

  test("20 KB of patterns are there", async () => {
    const on = company();
    for (const name of ["A", "B", "C"])
      await on.run("New-TransportRule", { Name: name, PrependSubject: "x", SubjectMatchesPatterns: name.repeat(6500) });
    const one = { Name: "D", PrependSubject: "x", ExceptIfSubjectOrBodyMatchesPatterns: "D".repeat(1000) };
    expect(await on.refusal("New-TransportRule", one)).toContain("20480 bytes");
  });
});

describe("Priority", () => {
  test.each<[number | undefined, string[]]>([
    [undefined, ["A", "B", "C", "New"]],
    [0, ["New", "A", "B", "C"]],
    [3, ["A", "B", "C", "New"]],
  ])("New-TransportRule -Priority %s", async (Priority, expected) => {
    const on = company(["A", "B", "C"].map(stamp));
    await on.run("New-TransportRule", {
      Name: "New",
      PrependSubject: "x",
      ...(Priority !== undefined && { Priority }),
    });
    expect(order(on)).toEqual(expected);
    expect(on.organization.transportRules.map(({ priority }) => priority)).toEqual([0, 1, 2, 3]);
  });

  test("Set-TransportRule -Priority moves it among the others, to the last place at most", async () => {
    const on = company(["A", "B", "C"].map(stamp));
    await on.run("Set-TransportRule", { Identity: "A", Priority: 2 });
    expect(order(on)).toEqual(["B", "C", "A"]);
    expect(await on.refusal("Set-TransportRule", { Identity: "A", Priority: 3 })).toBe(
      "The specified rule priority is invalid.",
    );
  });
});

describe("Set-TransportRule", () => {
  const before = {
    name: "R",
    from: ["alice@contoso.com"],
    subjectContainsWords: ["one", "two"],
    setHeaderName: "X-A",
    setHeaderValue: "a",
    applyHtmlDisclaimerText: "Hello",
    applyHtmlDisclaimerLocation: "Prepend",
    comments: "Old",
    activationDate: "2026-12-01",
  };
  test.each<[object, object]>([
    [{ From: null }, { From: null, SubjectContainsWords: ["one", "two"] }],
    [{ SubjectContainsWords: [] }, { SubjectContainsWords: null }],
    [{ SubjectContainsWords: { Add: "three", Remove: ["ONE"] } }, { SubjectContainsWords: ["two", "three"] }],
    [{ From: { Add: "Bob Brown", Remove: "a.adams@contoso.com" } }, { From: ["bob@contoso.com"] }],
    [{ Name: "S" }, { Name: "S", Identity: "S" }],
    [{ SetHeaderValue: true }, { SetHeaderValue: "true" }],
    [{ ApplyHtmlDisclaimerText: null }, { ApplyHtmlDisclaimerText: null, ApplyHtmlDisclaimerLocation: null }],
    [
      { Mode: "auditAndNotify", Comments: null, ActivationDate: null },
      { Mode: "AuditAndNotify", Comments: null, ActivationDate: null },
    ],
    [
      { RuleErrorAction: "Defer", SenderAddressLocation: "Envelope" },
      { RuleErrorAction: "Defer", SenderAddressLocation: "Envelope" },
    ],
    [
      { RecipientAddressType: "Original", RuleSubType: "Dlp" },
      { RecipientAddressType: "Original", RuleSubType: "Dlp" },
    ],
    [
      { ADComparisonAttribute: "Department", ExceptIfSCLOver: -1 },
      { ADComparisonAttribute: "Department", ExceptIfSCLOver: -1 },
    ],
  ])("%j", async (parameters, expected) => {
    const on = company([before]);
    await on.run("Set-TransportRule", { Identity: "R", ...parameters });
    expect(await on.one("Get-TransportRule")).toMatchObject(expected);
  });

  test("what changes nothing says so, and what is refused changes nothing", async () => {
    const on = company([before]);
    const was = on.organization;
    const warnings = await on.warnings("Set-TransportRule", { Identity: "R", Comments: "Old" });
    expect(warnings).toEqual(["The command completed successfully but no settings of 'R' have been modified."]);
    expect(await on.refusal("Set-TransportRule", { Identity: "R", Comments: "New", SetHeaderName: null })).toMatch(
      /^-SetHeaderValue says something only together with SetHeaderName/,
    );
    expect(await on.refusal("Set-TransportRule", { Identity: "Q", Comments: "New" })).toContain("object 'Q' couldn't");
    expect(on.organization).toEqual(was);
  });

  test("Name, Comments: the new name is its own, and the text is kept", async () => {
    const on = company([before, stamp("Other")]);
    await on.run("Set-TransportRule", { Identity: "R", Name: "r", Comments: "New" });
    expect(await on.one("Get-TransportRule", { Identity: "R" })).toMatchObject({ Name: "r", Comments: "New" });
    expect(await on.refusal("Set-TransportRule", { Identity: "R", Name: "other" })).toContain("exists already");
  });

  test("WhatIf says what would be done", async () => {
    const on = company([before]);
    const confirmation = await on.confirmation("Set-TransportRule", { Identity: "R", Comments: "New", WhatIf: true });
    expect(confirmation).toBe('What if: Setting transport rule "R".');
    expect(await on.one("Get-TransportRule")).toMatchObject({ Comments: "Old" });
  });
});

test("Enable-TransportRule and Disable-TransportRule switch it, the first its Mode too", async () => {
  const on = company([stamp("R")]);
  await on.run("Disable-TransportRule", { Identity: "R", Confirm: false });
  expect(await on.one("Get-TransportRule", { State: "Disabled" })).toMatchObject({ Name: "R", State: "Disabled" });
  await on.run("Enable-TransportRule", { Identity: "R", Mode: "Audit" });
  expect(await on.one("Get-TransportRule", { State: "Enabled" })).toMatchObject({ State: "Enabled", Mode: "Audit" });
});

test("New-TransportRule -Enabled $false makes it disabled", async () => {
  const made = await company().one("New-TransportRule", { Name: "R", PrependSubject: "x", Enabled: false });
  expect(made.State).toBe("Disabled");
});

test("Remove-TransportRule removes it, and the others move up", async () => {
  const on = company(["A", "B"].map(stamp));
  await on.run("Remove-TransportRule", { Identity: "a", Confirm: false });
  expect(await on.one("Get-TransportRule")).toMatchObject({ Name: "B", Priority: 0 });
});
