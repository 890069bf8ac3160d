import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { SETTING_NAMES, settingDeclaration } from "../../../src/organization/settings.ts";
import { settingsInForce, writtenSetting } from "../../../src/organization/settings-in-force.ts";

/** None of the organization's settings has its default. */
const OTHER = {
  organization: {
    name: "fabrikam.com",
    tenantId: "11111111-2222-8333-a444-555555555555",
    hostname: "mx.fabrikam.com",
    defaultPassword: "other",
  },
  service: { level: "2024-08", propagationDelay: "1h", recallReportGenerated: false, language: "ja" },
  organizationConfig: {
    messageRecallEnabled: false,
    recallReadMessagesEnabled: true,
    messageRecallMaxRecallableAge: "1d",
    messageRecallAlertRecipientsEnabled: true,
    messageRecallAlertRecipientsReadMessagesOnlyEnabled: true,
    rejectDirectSend: true,
  },
  transport: {
    maxHopCount: 30,
    retrySchedule: ["2m", "90s"],
    delayNotification: "1h",
    expiration: "2h",
    maxConcurrencyPerNextHop: 3,
    rulesApplyToSystemMessages: true,
    attachmentScanLimit: "150KB",
    quarantineRetention: "7d",
    journalingReportNdrTo: "journal-ndr@adatum.com",
  },
};
const plain = loadConfiguration({});
const other = loadConfiguration(OTHER);

test("what the data folder keeps wins over what the file says", () => {
  const acting = settingsInForce(plain.settings, other.organization);
  const kept = SETTING_NAMES.filter((name) => !/^(?:organization|service|organizationConfig|transport)\./.test(name));
  for (const name of SETTING_NAMES) {
    // Passwords are each mailbox's own: the setting is only the file's.
    const expected = kept.includes(name) || name === "organization.defaultPassword" ? plain : other;
    expect(acting[name], name).toEqual(expected.settings[name]);
  }
});

test("what null stands for is told", () => {
  const acting = settingsInForce(plain.settings, plain.organization);
  expect(plain.settings["organization.hostname"]).toBeNull();
  expect(acting["organization.hostname"]).toBe("mail.contoso.com");
  expect(acting["organizationConfig.messageRecallEnabled"]).toBeNull();
});

test("a written value means the same when it is read", () => {
  for (const { settings } of [plain, other]) {
    const tree: Record<string, unknown> = {};
    for (const name of SETTING_NAMES) put(tree, name, writtenSetting(settingDeclaration(name), settings[name]));
    expect(loadConfiguration(tree).settings).toEqual(settings);
  }
});

function put(tree: Record<string, unknown>, path: string, value: unknown): void {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const group = (tree[first] ?? {}) as Record<string, unknown>;
  tree[first] = group;
  put(group, rest.join("."), value);
}
