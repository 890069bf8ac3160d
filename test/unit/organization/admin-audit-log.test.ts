// What administrators changed is found again, by cmdlet, object and person.
import { expect, test } from "vitest";
import { AdminAuditLog } from "../../../src/organization/admin-audit-log.ts";
import { database } from "../database/support.ts";

const act = { at: 1000, caller: "admin@contoso.com", cmdlet: "Set-RemoteDomain", object: "Default", parameters: {} };

test("the newest entry comes first; cmdlets, objects and callers are found in any case", async () => {
  const log = new AdminAuditLog(database());
  await log.add({ ...act, parameters: { TNEFEnabled: true } });
  await log.add({ ...act, at: 2000, object: "Out", error: "Ex1|System.ArgumentException|no" });
  const all = await log.search({ from: 0, to: 5000, limit: 10 });
  expect(all.map(({ at, object, parameters, error }) => [at, object, parameters, error])).toEqual([
    [2000, "Out", {}, "Ex1|System.ArgumentException|no"],
    [1000, "Default", { TNEFEnabled: true }, undefined],
  ]);
  const find = async (query: object) => (await log.search({ from: 0, to: 5000, limit: 10, ...query })).length;
  expect(await find({ cmdlets: ["set-remotedomain"] })).toBe(2);
  expect(await find({ objects: ["DEFAULT"], callers: ["Admin@contoso.com"] })).toBe(1);
  expect(await find({ cmdlets: ["Set-Mailbox"] })).toBe(0);
  expect(await find({ to: 1999 })).toBe(1);
  expect(await find({ limit: 1 })).toBe(1);
});
