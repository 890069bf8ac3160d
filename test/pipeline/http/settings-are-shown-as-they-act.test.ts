// /api/settings shows what a cmdlet set, what the data folder keeps, and the ports that were taken.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { cmdlet, get } from "./support.ts";

interface Setting {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
  readonly cmdlet: { readonly name: string; readonly parameter: string } | null;
}

async function setting(on: Sandbox, name: string): Promise<Setting | undefined> {
  const { settings } = await get<{ settings: Setting[] }>(on, "/api/settings");
  return settings.find((one) => one.name === name);
}

it("each setting that names a cmdlet is set by it", async () => {
  const on = await sandbox({ config: tenant() });
  const { settings } = await get<{ settings: Setting[] }>(on, "/api/settings");
  const settable = settings.filter((one) => one.cmdlet && ["boolean", "triState"].includes(one.type));
  expect(settable.length).toBeGreaterThan(3);
  for (const { name, value, cmdlet: sets } of settable) {
    await cmdlet(on, sets?.name ?? "", { [sets?.parameter ?? ""]: !value });
    expect((await setting(on, name))?.value, name).toBe(!value);
  }
});

it("a setting of mail transport names the cmdlet that sets it", async () => {
  const on = await sandbox({ config: tenant() });
  const { cmdlet: sets } = (await setting(on, "transport.expiration")) as Setting;
  expect(sets).toEqual({ name: "Set-TransportConfig", parameter: "MessageExpiration" });
  await cmdlet(on, "Set-TransportConfig", { MessageExpiration: "18:00:00" });
  expect((await setting(on, "transport.expiration"))?.value).toBe(18 * 3_600_000);
  expect((await setting(on, "transport.maxHopCount"))?.cmdlet).toBeNull();
});

it("a data folder's organization shows, not the file it was started with", async () => {
  const data = mkdtempSync(join(tmpdir(), "settings-"));
  const first = await sandbox({ config: tenant({ transport: { maxHopCount: 25 } }), data });
  await first.stop();
  const again = await sandbox({ config: tenant({ transport: { maxHopCount: 40 } }), data });
  expect(again.configurationDiffers).toBe(true);
  expect((await setting(again, "transport.maxHopCount"))?.value).toBe(25);
  await again.stop();
  rmSync(data, { recursive: true });
});

it("free ports are those that were taken", async () => {
  const on = await sandbox({ config: tenant() });
  expect((await setting(on, "listeners.http"))?.value).toBe(on.ports.http);
  expect((await setting(on, "listeners.inbound"))?.value).toBe(on.ports.inbound);
});
