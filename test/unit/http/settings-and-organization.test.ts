// /api/settings and /api/organization: declarations, what is in force, and nothing secret.
import { expect, test } from "vitest";
import { SETTING_NAMES } from "../../../src/organization/settings.ts";
import { json, server, tenant } from "./support.ts";

interface Setting {
  readonly name: string;
  readonly value: unknown;
  readonly [member: string]: unknown;
}

async function settings(on: Awaited<ReturnType<typeof server>>): Promise<Record<string, Setting>> {
  const { settings } = await json<{ settings: Setting[] }>(on.ask("/api/settings"));
  expect(settings.map(({ name }) => name)).toEqual(SETTING_NAMES);
  return Object.fromEntries(settings.map((setting) => [setting.name, setting]));
}

test("every setting is there with its declaration", async () => {
  const all = await settings(await server());
  expect(all["organizationConfig.messageRecallMaxRecallableAge"]).toEqual({
    name: "organizationConfig.messageRecallMaxRecallableAge",
    sentence: "A message older than this can't be recalled.",
    type: "duration",
    unit: "milliseconds",
    values: null,
    min: "5m",
    max: "3653d",
    default: "365d",
    value: 365 * 86_400_000,
    written: "365d",
    environmentVariable: "RECALL_SANDBOX_ORGANIZATIONCONFIG_MESSAGERECALLMAXRECALLABLEAGE",
    cmdlet: { name: "Set-OrganizationConfig", parameter: "MessageRecallMaxRecallableAge" },
  });
  expect(all["service.level"]).toMatchObject({ values: ["2023-04", "2024-08", "2026-09"] });
  expect(all["limits.maxMessageSize"]).toMatchObject({
    unit: "bytes",
    value: 36_700_160,
    written: "35MB",
    min: "64KB",
  });
  expect(all["transport.maxHopCount"]).toMatchObject({ unit: "Received fields", min: 1, max: 500, cmdlet: null });
});

test("a port is the one that is bound", async () => {
  const all = await settings(await server({ config: tenant({ listeners: { submission: 0 } }) }));
  expect(all["listeners.submission"]).toMatchObject({ default: 2587, value: 2587 });
  expect(all["listeners.onPremises"]).toMatchObject({ value: null });
});

test("what is set but not in force yet is pending", async () => {
  const on = await server({ config: tenant({ service: { propagationDelay: "1h" } }) });
  await on.configurations.change(
    (organization) => ({
      ...organization,
      organizationConfig: { ...organization.organizationConfig, rejectDirectSend: true },
    }),
    "test",
  );
  const name = "organizationConfig.rejectDirectSend";
  expect((await settings(on))[name]).toMatchObject({ value: false, pending: true });
  on.clock.jumpTo(on.clock.now() + 3_600_000);
  const after = (await settings(on))[name];
  expect(after).toMatchObject({ value: true });
  expect(after).not.toHaveProperty("pending");
});

test("no password is told, only that there is one", async () => {
  const config = tenant({
    organization: { defaultPassword: "hunter2" },
    mailboxes: [
      { address: "alice@contoso.com", password: "correct horse" },
      { address: "sales@contoso.com", type: "Shared" },
    ],
  });
  const on = await server({ config });
  const answers = [await json(on.ask("/api/settings")), await json(on.ask("/api/organization"))];
  expect(JSON.stringify(answers)).not.toMatch(/hunter2|correct horse/);
  expect((await settings(on))["organization.defaultPassword"]).toMatchObject({ default: "***", value: "***" });
  const [alice, sales] = (answers[1]?.mailboxes ?? []) as Record<string, unknown>[];
  expect(alice).toMatchObject({ address: "alice@contoso.com", password: "***" });
  expect(sales).not.toHaveProperty("password");
});

test("the organization is what is in force", async () => {
  const on = await server();
  expect(await json(on.ask("/api/organization"))).toMatchObject({
    name: "contoso.com",
    acceptedDomains: [{ domainName: "contoso.com", domainType: "Authoritative" }],
    organizationConfig: { messageRecallEnabled: null },
  });
});
