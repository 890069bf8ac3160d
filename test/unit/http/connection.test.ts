// Cmdlets by which scripts begin, look around and end.
import { expect, test } from "vitest";
import { names, one, run } from "./exchange-admin-support.ts";
import { server, tenant } from "./support.ts";

test("a script connects, sees its connection and its roles, and disconnects", async () => {
  const on = await server({ config: tenant() });
  const connected = { UserPrincipalName: "admin@contoso.com", ShowBanner: false };
  expect((await run(on, "Connect-ExchangeOnline", connected)).value).toEqual([]);
  const connection = await one(on, "Get-ConnectionInformation");
  expect(connection).toMatchObject({ State: "Connected", TokenStatus: "Active", Organization: "contoso.com" });
  expect((await run(on, "Get-ConnectionInformation", { ConnectionId: "another" })).value).toEqual([]);
  expect(await names(on, "Get-ManagementRoleAssignment", { Role: "Transport R*" })).toEqual([
    "Transport Rules-Organization Management",
  ]);
  expect(await names(on, "Get-ManagementRoleAssignment", { RoleAssignee: "alice@contoso.com" })).toEqual([]);
  expect((await run(on, "Disconnect-ExchangeOnline", { Confirm: false })).value).toEqual([]);
});
