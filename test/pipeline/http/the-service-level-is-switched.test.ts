// Another state of the service, from the next recall on, and back to what the file says. docs/recall.md "Service levels"
import { expect, it } from "vitest";
import { HOUR, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { get, recall, send } from "./support.ts";

interface Service {
  readonly level: string;
  readonly pending: string | null;
  readonly configured: string;
}

it("acts on the next recall, stands in the settings, and is taken back", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Then" });
  expect(await send<Service>(on, "PUT", "/api/service", { level: "2023-04" })).toMatchObject({
    ...{ level: "2023-04", pending: null, configured: "2026-09" },
  });
  await expect(recall(on, "alice", "Then")).rejects.toThrow("only classic Outlook can recall");
  const { settings } = await get<{ settings: { name: string; value: unknown }[] }>(on, "/api/settings");
  expect(settings.find(({ name }) => name === "service.level")?.value).toBe("2023-04");

  expect(await send<Service>(on, "DELETE", "/api/service")).toMatchObject({ level: "2026-09" });
  await recall(on, "alice", "Then");
  expect(await get(on, "/v1.0/users/bob@contoso.com/mailFolders/inbox/messages")).toMatchObject({ value: [] });
});

it("takes as long as any setting, and a reset takes it back", async () => {
  const on = await sandbox({ config: tenant({ service: { propagationDelay: "1h" } }) });
  const late = { level: "2026-09", pending: "2023-04" };
  expect(await send<Service>(on, "PUT", "/api/service", { level: "2023-04" })).toMatchObject(late);
  await on.advance(HOUR);
  expect(await get<Service>(on, "/api/service")).toMatchObject({ level: "2023-04", pending: null });
  await on.reset({});
  expect(await get<Service>(on, "/api/service")).toMatchObject({ level: "2026-09", pending: null });
});

it("what is no level is refused", async () => {
  const on = await sandbox({ config: tenant() });
  await expect(send(on, "PUT", "/api/service", { level: "1999" })).rejects.toThrow("400");
  expect(await get<Service>(on, "/api/service")).toMatchObject({ level: "2026-09" });
});
