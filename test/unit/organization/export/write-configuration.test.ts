import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { writeConfiguration } from "../../../../src/organization/export/write-configuration.ts";
import { loadConfiguration } from "../../../../src/organization/load.ts";

const ALL = { withSecrets: true, settings: loadConfiguration({}).settings };

test.each(globSync("config/**/*.yaml"))("%s, written and read again, is the same organization", (file) => {
  const { organization, settings } = loadConfiguration(file);
  const { yaml, left } = writeConfiguration(organization, { withSecrets: true, settings });
  expect(left).toEqual([]);
  expect(loadConfiguration(yaml).organization).toEqual(organization);
});

test("everything that has its own form in the file comes back", () => {
  const { organization } = loadConfiguration({
    organization: {
      name: "fabrikam.com",
      tenantId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
      hostname: "mx.fabrikam.com",
    },
    acceptedDomains: [
      "fabrikam.com",
      { domainName: "old.fabrikam.com", domainType: "InternalRelay", matchSubDomains: true },
    ],
    mailboxes: [
      {
        address: "a@fabrikam.com",
        password: null,
        undoSend: "5s",
        litigationHoldDuration: "90d",
        maxSendSize: "10MB",
        maxReceiveSize: 2000,
        recipientLimits: 12,
        attributes: { department: "Sales" },
        automaticReplies: { autoReplyState: "Scheduled", startTime: "2026-11-20T12:00:00Z", endTime: "2026-11-21" },
        inboxRules: [
          { name: "r", conditions: { withinSizeRangeMinimum: "1KB" }, actions: { moveToFolder: "Deep/Er" } },
        ],
      },
      { address: "b@fabrikam.com", password: "own", displayName: "Bee" },
    ],
    groups: [
      {
        address: "g@fabrikam.com",
        members: ["a@fabrikam.com"],
        moderationEnabled: true,
        moderatedBy: "b@fabrikam.com",
      },
    ],
    contacts: [{ address: "c@fabrikam.com", externalAddress: "c@x.example", maxReceiveSize: "1MB" }],
    remoteDomains: [{ domainName: "x.example", name: "Ex", tnefEnabled: false, lineWrapSize: 72 }],
    transportRules: [
      {
        name: "r1",
        mode: "Audit",
        activationDate: "2026-01-01",
        attachmentSizeOver: "10MB",
        exceptIfHasSenderOverride: true,
        exceptIfFrom: ["a@fabrikam.com"],
        rejectMessageReasonText: "No",
      },
      { name: "r2", enabled: false, setSCL: -1, comments: "text", ruleErrorAction: "Defer" },
    ].map((rule) => Object.fromEntries(Object.entries(rule).filter(([key]) => key !== "exceptIfHasSenderOverride"))),
    journalRules: [{ name: "j", journalEmailAddress: "c@fabrikam.com" }],
    organizationConfig: { messageRecallEnabled: true, messageRecallMaxRecallableAge: "10d", rejectDirectSend: true },
    transport: { maxHopCount: 30, retrySchedule: ["1s", "2m"], rulesApplyToSystemMessages: true },
    service: { level: "2023-04", propagationDelay: "1h", language: "de" },
  });
  const { yaml, left } = writeConfiguration(organization, ALL);
  expect(left).toEqual([]);
  expect(loadConfiguration(yaml).organization).toEqual(organization);
});

test("passwords stay here unless they are asked for; whether one can sign in is told", () => {
  const { organization } = loadConfiguration({
    mailboxes: [
      { address: "a@contoso.com", password: "hush" },
      { address: "b@contoso.com", password: null },
    ],
  });
  const { yaml } = writeConfiguration(organization, { ...ALL, withSecrets: false });
  expect(yaml).not.toContain("hush");
  expect(loadConfiguration(yaml).organization.mailboxes.map(({ password }) => password)).toEqual([
    "sandbox",
    undefined,
  ]);
});

test("what is as usual is not written", () => {
  const { organization } = loadConfiguration({ mailboxes: [{ address: "alice@contoso.com" }] });
  expect(writeConfiguration(organization, ALL).yaml).toBe(
    [
      "# The organization contoso.com, written by recall-sandbox export.",
      "organization:",
      "  name: contoso.com",
      "acceptedDomains:",
      "  - domainName: contoso.com",
      "mailboxes:",
      "  - address: alice@contoso.com",
      "",
    ].join("\n"),
  );
});
