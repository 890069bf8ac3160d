// Get- and Set-CrossTenantRecallConfiguration. R25
import { expect, it } from "vitest";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { CONTOSO, FABRIKAM } from "../../support/two-tenants.ts";
import { cmdlet, get } from "./support.ts";

const SET = "Set-CrossTenantRecallConfiguration";

async function configured(on: Awaited<ReturnType<typeof sandbox>>) {
  const [found] = await cmdlet(on, "Get-CrossTenantRecallConfiguration");
  return [found?.CrossTenantRecallEnabled, found?.AllowedSenderTenantIds];
}

it("is off and names nobody; a list replaces, a hashtable adds and removes", async () => {
  const on = await sandbox({ config: tenant() });
  expect(await configured(on)).toEqual([false, []]);
  await cmdlet(on, SET, { CrossTenantRecallEnabled: true, AllowedSenderTenantIds: [CONTOSO.toUpperCase()] });
  expect(await configured(on)).toEqual([true, [CONTOSO]]);
  await cmdlet(on, SET, { AllowedSenderTenantIds: { Add: [FABRIKAM, CONTOSO] } });
  expect(await configured(on)).toEqual([true, [CONTOSO, FABRIKAM]]);
  await cmdlet(on, SET, { AllowedSenderTenantIds: { Remove: [`{${CONTOSO}}`] } });
  expect(await configured(on)).toEqual([true, [FABRIKAM]]);
});

it("what is no GUID is refused with what would be one, and nothing is changed", async () => {
  const on = await sandbox({ config: tenant() });
  await expect(
    cmdlet(on, SET, { CrossTenantRecallEnabled: true, AllowedSenderTenantIds: { Add: ["contoso.com"] } }),
  ).rejects.toThrow(/\\"contoso\.com\\" is no tenant id; it must be a GUID such as/);
  expect(await configured(on)).toEqual([false, []]);
});

it("/api/settings shows what the cmdlet set, and that it may", async () => {
  const on = await sandbox({ config: tenant() });
  await cmdlet(on, SET, { CrossTenantRecallEnabled: true });
  const { settings } = await get<{ settings: { name: string; value: unknown; cmdlet: unknown }[] }>(
    on,
    "/api/settings",
  );
  expect(settings.find(({ name }) => name === "crossTenantRecall.crossTenantRecallEnabled")).toMatchObject({
    value: true,
    cmdlet: { name: SET, parameter: "CrossTenantRecallEnabled" },
  });
});
