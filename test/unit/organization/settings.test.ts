import { expect, test } from "vitest";
import { settingDefault, settingSchema } from "../../../src/organization/schema/setting.ts";
import { environmentName, SETTING_NAMES, settingDeclaration, settingUnit } from "../../../src/organization/settings.ts";
import { PRESET_NAMES } from "../../../src/smart-host/presets.ts";

test("every default is a value that the setting itself would accept", () => {
  for (const name of SETTING_NAMES) {
    const declaration = settingDeclaration(name);
    expect(() => settingDefault(declaration), name).not.toThrow();
  }
});

test("every sentence is one sentence", () => {
  for (const name of SETTING_NAMES)
    expect(settingDeclaration(name).sentence, name).toMatch(/^[A-Za-z][^\n]{15,140}\.$/);
});

test("no two settings share a variable of the environment", () => {
  const names = SETTING_NAMES.map((name) => environmentName(name).replaceAll("_", ""));
  expect(new Set(names).size).toBe(names.length);
  expect(environmentName("listeners.http")).toBe("RECALL_SANDBOX_LISTENERS_HTTP");
});

test("units are named for what is counted", () => {
  expect(settingUnit(settingDeclaration("transport.expiration"))).toBe("milliseconds");
  expect(settingUnit(settingDeclaration("limits.maxMessageSize"))).toBe("bytes");
  expect(settingUnit(settingDeclaration("transport.maxHopCount"))).toBe("Received fields");
});

test("the recallable age keeps to the range of Set-OrganizationConfig", () => {
  const schema = settingSchema(settingDeclaration("organizationConfig.messageRecallMaxRecallableAge"));
  expect(schema.safeParse("00:05:00").success).toBe(true);
  expect(schema.safeParse("3653d").success).toBe(true);
  expect(schema.safeParse("4m").success).toBe(false);
  expect(schema.safeParse("3654d").success).toBe(false);
});

test("the presets that can be set are those that the smart host has", () => {
  const schema = settingSchema(settingDeclaration("smartHost.preset"));
  const { values } = settingDeclaration("smartHost.preset") as { values: readonly string[] };
  expect(values.filter((value) => schema.safeParse(value).success).sort()).toEqual([...PRESET_NAMES].sort());
});
