// What public clients send before and around cmdlets: the shapes of their requests, and what they take from the answers.
import { expect, test } from "vitest";
import { CMDLETS } from "../../../src/cmdlets/index.ts";
import { INVOKE_COMMAND, invoke, type Result, run } from "./exchange-admin-support.ts";
import { ALICE, body, json, server, type TestServer, tenant } from "./support.ts";

const jwt = (claims: object) => ["{}", JSON.stringify(claims), "x"].map((part) => btoa(part)).join(".");
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function callerOf(on: TestServer, headers: Record<string, string>): Promise<unknown> {
  await run(on, "Set-RemoteDomain", { Identity: "Default", TNEFEnabled: true }, headers);
  const { value } = await run(on, "Search-AdminAuditLog", {}, headers);
  return value[0]?.Caller;
}

test.each([
  ["no token", {}, "admin@contoso.com"],
  ["a text", bearer("anything"), "admin@contoso.com"],
  ["an address", bearer("Root@fabrikam.com"), "root@fabrikam.com"],
  ["a upn claim", bearer(jwt({ upn: "alice@contoso.com" })), ALICE],
  ["an application's claims", bearer(jwt({ appid: "1" })), "admin@contoso.com"],
])("who runs a cmdlet is told by the token: %s", async (_, headers, expected) => {
  expect(await callerOf(await server(), headers)).toBe(expected);
});

test("where a token is demanded, it still says who runs a cmdlet", async () => {
  const on = await server({ config: tenant({ http: { token: "0123456789abcdef-token" } }) });
  expect(await callerOf(on, bearer("0123456789abcdef-token:alice@contoso.com"))).toBe(ALICE);
  expect((await on.ask(INVOKE_COMMAND, invoke("Get-Mailbox", {}, bearer("alice@contoso.com")))).status).toBe(401);
});

test("all of a batch is run by whom its token names", async () => {
  const on = await server();
  const Parameters = { Identity: "Default", TNEFEnabled: true };
  const requests = [
    {
      id: "1",
      method: "POST",
      url: "InvokeCommand",
      body: { CmdletInput: { CmdletName: "Set-RemoteDomain", Parameters } },
    },
  ];
  const init = body({ requests });
  await on.ask("/adminapi/beta/x/$batch", { ...init, headers: { ...init.headers, ...bearer(ALICE) } });
  expect((await run(on, "Search-AdminAuditLog")).value[0]?.Caller).toBe(ALICE);
});

test("EXOModuleFile names every cmdlet, and has our own module", async () => {
  const { ask } = await server();
  const answer = await json<Result>(
    ask("/AdminApi/v1.0/contoso.com/EXOModuleFile?Version=3.10.1", { headers: { CommandName: "*" } }),
  );
  expect(String(answer.value[0]?.exportedCmdlets).split(",").toSorted()).toEqual(
    CMDLETS.map(({ name }) => name).toSorted(),
  );
  expect(answer.value[0]?.moduleFileContent).toContain("function Connect-RecallSandbox {");
});

test("a banner, and a service document", async () => {
  const { ask } = await server();
  const banner = await json<{ value: string[] }>(ask("/adminapi/beta/t/EXOBanner('AutogenSession')?Version=3.10.1"));
  expect(banner.value[0]).toMatch(/^This is recall-sandbox \S+, the tenant contoso\.com\.$/);
  const document = await json<Result>(ask("/adminapi/beta/t/"));
  expect(document["@odata.context"]).toBe("http://127.0.0.1:8025/adminapi/beta/t/$metadata");
  expect(document.value).toContainEqual({ name: "Mailbox", kind: "EntitySet", url: "Mailbox" });
});

test("the PowerShell module is served for the address that was asked", async () => {
  const { ask } = await server();
  const answer = await ask("/powershell/RecallSandbox.psm1");
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  // PowerShell 5.1 takes a file without a mark for the machine's code page.
  expect([...new Uint8Array(await answer.clone().arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await answer.text()).toContain("[string] $Uri = 'http://127.0.0.1:8025'");
});

const hashtable = (table: object) => ({ "@odata.type": "#Exchange.GenericHashTable", ...table });
const MODULE_HEADERS = {
  "X-ClientApplication": "ExoManagementModule",
  "X-ClientModuleVersion": "3.10.1",
  "X-CmdletName": "Set-OrganizationConfig",
  "X-SerializationLevel": "Partial",
  "X-ResponseFormat": "clixml",
  "X-AnchorMailbox": "UPN:alice@contoso.com",
  "parameter-based-routing": "true",
  "connection-id": "5d0c2c1e-7a41-4e0b-9a7a-3d1f0f1c9d11",
  "client-request-id": "7e0c2c1e-7a41-4e0b-9a7a-3d1f0f1c9d11",
  WarningAction: "",
  ErrorAction: "Stop",
  "Accept-Charset": "UTF-8",
  "Accept-Encoding": "gzip",
  Prefer: "odata.maxpagesize=1000",
  "Content-Type": "application/json;odata.metadata=minimal",
};

/** New-ExoRequest of CIPP, Invoke-ExoCommand of ExoHelper, the module's generated functions. */
test.each<[string, Record<string, string>]>([
  [
    "CIPP",
    {
      Prefer: "odata.maxpagesize = 1000",
      "X-AnchorMailbox": "UPN:SystemMailbox{8cc370d3-822a-4ab8-a926-bb94bd0641a9}@contoso.com",
      "Content-Type": "application/json",
    },
  ],
  [
    "ExoHelper",
    {
      "Content-Type": "application/json;charset=utf-8",
      "Content-Encoding": "utf-8",
      "X-ResponseFormat": "json",
      "X-SerializationLevel": "Full",
      Prefer: "odata.maxpagesize=1000;odata.continue-on-error",
    },
  ],
  ["the module", MODULE_HEADERS],
])("requests of %s are taken: null, switches, tables", async (_, headers) => {
  const on = await server();
  const set = { MessageRecallEnabled: null, RecallReadMessagesEnabled: false, Confirm: false };
  expect((await on.ask(INVOKE_COMMAND, invoke("set-organizationconfig", set, headers))).status).toBe(200);
  expect((await run(on, "Get-OrganizationConfig")).value[0]).toMatchObject({
    MessageRecallEnabled: null,
    RecallReadMessagesEnabled: false,
  });
  const edit = { AllowedSenderTenantIds: hashtable({ Add: ["3f2504e0-4f89-41d3-9a0c-0305e82c3301"] }), Confirm: false };
  const tenants = { CrossTenantRecallEnabled: true, ...edit };
  const answer = await on.ask(INVOKE_COMMAND, invoke("Set-CrossTenantRecallConfiguration", tenants, headers));
  expect(answer.status, await answer.clone().text()).toBe(200);
});
