import { expect, test } from "vitest";
import { INVOKE_COMMAND, invoke, type Result, run } from "./exchange-admin-support.ts";
import { body, json, server, type TestServer } from "./support.ts";

interface Failure {
  readonly error: { readonly code: string; readonly details: readonly { readonly message: string }[] };
}

test("an error can be taken apart as clients do", async () => {
  const { ask } = await server();
  const response = await ask(INVOKE_COMMAND, invoke("Get-Mailbox", { Identity: "x" }));
  expect([
    response.status,
    response.headers.get("x-exceptiontype"),
    response.headers.get("x-exceptiontargettype"),
    response.headers.get("cmdlet-name"),
  ]).toEqual([
    404,
    "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
    "System.String",
    "Get-Mailbox",
  ]);
  const line =
    "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object 'x' couldn't be found on 'mail.contoso.com'.";
  expect(await response.json()).toEqual({
    error: {
      code: "NotFound",
      message: "Error executing cmdlet",
      details: [{ code: "Client", target: "", message: line }],
      innererror: {
        message: "Error executing cmdlet",
        type: "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
        stacktrace: "",
        internalexception: {
          message: line,
          type: "Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException",
          stacktrace: "",
        },
      },
    },
    "adminapi.warnings@odata.type": "#Collection(String)",
    "@adminapi.warnings": [],
  });
});

test.each([
  ["an answer", invoke("Get-AcceptedDomain"), 200],
  ["a refusal", invoke("Get-AcceptedDomain", { Identity: "x" }), 404],
  ["a body that can't be read", { method: "POST", body: "{" }, 400],
])("%s bears the service's headers", async (_, request, status) => {
  const { ask } = await server();
  const response = await ask(INVOKE_COMMAND, request);
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type":
      "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
    "odata-version": "4.0",
    "request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-calculatedbetarget": "mail.contoso.com",
    "rate-limit-limit": "30000",
    "rate-limit-remaining": "30000",
    "rate-limit-reset": "2026-11-20T12:00:00.000Z",
  });
});

test("what the envelope has besides is passed over", async () => {
  const on = await server();
  const request = body({
    CmdletInput: {
      CmdletName: "GET-MAILBOX",
      Parameters: { "Identity@odata.type": "#String", Identity: "bob", ErrorAction: "Stop" },
      SerializationLevel: "Partial",
    },
    ClientSession: "x",
  });
  expect((await json<Result>(on.ask(INVOKE_COMMAND, request))).value).toHaveLength(1);
});

test("bytes that aren't base64 are refused where they stand", async () => {
  const on = await server();
  const parameters = { Identity: { "@odata.type": "#Exchange.ByteArrayType", Data: "%%%" } };
  const answer = await json<Failure>(on.ask(INVOKE_COMMAND, invoke("Get-Mailbox", parameters)), 400);
  expect(answer.error.details[0]?.message).toBe("CmdletInput.Parameters.Identity.Data: must be base64 text");
});

test("a client that knows of no pages is told that there are more", async () => {
  const mailboxes = Array.from({ length: 1001 }, (_, index) => ({ address: `m${index}@contoso.com` }));
  const on = await server({ config: { mailboxes, smartHost: { enabled: false } } });
  const all = { ResultSize: "Unlimited" };
  const unpaged = await run(on, "Get-Mailbox", all);
  expect(unpaged["@adminapi.warnings"]).toEqual([
    "The result is truncated: this answer holds 1000 objects at most. POST the same body to @odata.nextLink for more, or ask for pages with the header Prefer: odata.maxpagesize=1000.",
  ]);
  const link = unpaged["@odata.nextLink"] ?? "";
  expect(link).toMatch(
    /^http:\/\/127\.0\.0\.1:8025\/adminapi\/beta\/contoso\.com\/InvokeCommand\?\$skiptoken=1000-\d+$/,
  );
  const rest = await json<Result>(on.ask(link.replace(/^.*8025/, ""), invoke("Get-Mailbox", all)));
  expect([rest.value.length, rest["@adminapi.warnings"], rest["@odata.nextLink"]]).toEqual([1, [], undefined]);
  const paged = await run(on, "Get-Mailbox", all, { Prefer: "odata.maxpagesize = 600;odata.continue-on-error" });
  expect([paged.value.length, paged["@adminapi.warnings"]]).toEqual([600, []]);
});

test("all pages show the moment of the first", async () => {
  const on = await server();
  const receive = { eventId: "RECEIVE", source: "SMTP", recipients: ["bob@contoso.com"] } as const;
  for (const subject of ["one", "two", "three"]) {
    on.clock.jumpTo(on.clock.now() + 1000);
    await on.track({ subject, messageId: `<${subject}@contoso.com>` }, receive);
  }
  const request = invoke("Get-MessageTraceV2", {}, { Prefer: "odata.maxpagesize=2" });
  const first = await json<Result>(on.ask(INVOKE_COMMAND, request));
  on.clock.jumpTo(on.clock.now() + 1000);
  await on.track({ subject: "four", messageId: "<four@contoso.com>" }, receive);
  const link = new URL(first["@odata.nextLink"] ?? "");
  const second = await json<Result>(on.ask(link.pathname + link.search, request));
  expect([...first.value, ...second.value].map((row) => row.Subject)).toEqual(["three", "two", "one"]);
});

test.each(["nonsense", "1", "0-99999999999999", "-1-1"])("a skip token of %s is refused", async (token) => {
  const { ask } = await server();
  const answer = await json<Failure>(ask(`${INVOKE_COMMAND}?$skiptoken=${token}`, invoke("Get-Mailbox")), 400);
  expect(answer.error.details[0]?.message).toBe("$skiptoken is not one that this server gave.");
});

test.each<[string, object, Record<string, string>]>([
  ["a parameter", { WarningAction: "SilentlyContinue" }, {}],
  ["a header", {}, { WarningAction: "ignore" }],
])("%s silences warnings", async (_, parameters, headers) => {
  const result = await run(await server(), "Get-Mailbox", { ResultSize: 1, ...parameters }, headers);
  expect(result["@adminapi.warnings"]).toEqual([]);
});

test("CLIXML is given to those who ask for it", async () => {
  const on = await server();
  const { value } = await run(on, "Get-AcceptedDomain", {}, { "X-ResponseFormat": "clixml" });
  expect(value).toEqual([{ _clixml: expect.stringContaining('<S N="DomainName">contoso.com</S>') }]);
  const nothing = await run(on, "Get-Mailbox", { Identity: "x*" }, { "X-ResponseFormat": "clixml" });
  expect(nothing.value).toEqual([{ _clixml: expect.stringMatching(/^<Objs [^>]+><\/Objs>$/) }]);
});

const batch = (on: TestServer, ...requests: object[]) =>
  on.ask("/adminapi/beta/contoso.com/$batch", body({ requests }));
const request = (id: string, CmdletName: string, Parameters: object = {}, url = "InvokeCommand") => ({
  id,
  method: "POST",
  url,
  body: { CmdletInput: { CmdletName, Parameters } },
});

test("a batch is answered one by one, in order", async () => {
  const on = await server();
  const { responses } = await json<{ responses: { id: string; status: number; body: Result }[] }>(
    batch(
      on,
      request("set", "Set-OrganizationConfig", { MessageRecallEnabled: false }),
      request(
        "get",
        "Get-OrganizationConfig",
        {},
        "https://outlook.office365.com/adminapi/beta/t/InvokeCommand?$select=MessageRecallEnabled",
      ),
      request("wrong", "Get-Mailbox", { Identity: "x" }),
      { id: "other", method: "GET", url: "Mailbox" },
      { id: "empty", method: "POST", url: "/InvokeCommand?" },
    ),
  );
  expect(responses.map(({ id, status }) => [id, status])).toEqual([
    ["set", 200],
    ["get", 200],
    ["wrong", 404],
    ["other", 404],
    ["empty", 400],
  ]);
  expect(responses[1]?.body.value).toEqual([{ MessageRecallEnabled: false }]);
  expect(responses[2]?.body).toMatchObject({ error: { code: "NotFound" } });
});

test("a page of a batch goes on outside of it", async () => {
  const on = await server();
  const paged = { ...request("1", "Get-Mailbox"), headers: { prefer: "odata.maxpagesize=1" } };
  const { responses } = await json<{ responses: { body: Result }[] }>(batch(on, paged));
  const link = new URL(responses[0]?.body["@odata.nextLink"] ?? "");
  const rest = await json<Result>(on.ask(link.pathname + link.search, invoke("Get-Mailbox")));
  expect(rest.value.map((mailbox) => mailbox.Name)).toEqual(["bob"]);
});

test("a batch of eleven, or of nothing, is refused", async () => {
  const on = await server();
  const eleven = Array.from({ length: 11 }, (_, index) => request(String(index), "Get-AcceptedDomain"));
  const answer = await json<Failure>(batch(on, ...eleven), 400);
  expect(answer.error.details[0]?.message).toContain("a batch has at most 10 requests");
  expect((await batch(on)).status).toBe(400);
});

test.each([
  ["Mailbox", "Get-Mailbox"],
  ["AcceptedDomain", "Get-AcceptedDomain"],
  ["organizationconfig", "get-organizationconfig"],
])("the documented endpoint %s runs %s and nothing else", async (endpoint, cmdlet) => {
  const on = await server();
  const path = `/adminapi/v2.0/contoso.com/${endpoint}`;
  const answer = await json<Result>(on.ask(path, invoke(cmdlet)));
  expect(answer.value.length).toBeGreaterThan(0);
  expect(answer["@odata.context"]).toContain("/adminapi/v2.0/contoso.com/$metadata#Collection(");
  const wrong = await json<Failure>(on.ask(path, invoke("Get-RemoteDomain")), 400);
  expect(wrong.error.details[0]?.message).toMatch(/^The endpoint \w+ runs Get-\w+, not Get-RemoteDomain\.$/);
});

test.each([
  ["POST", "/adminapi/v2.0/contoso.com/Group", "has AcceptedDomain, DistributionGroupMember, "],
  ["POST", "/adminapi/beta/contoso.com/InvokeComand", "Nearest: POST /adminapi/beta/:tenant/InvokeCommand"],
])("%s %s is 404 and says why", async (method, path, expected) => {
  const { ask } = await server();
  const request = method === "POST" ? invoke("Get-Mailbox") : { method };
  const answer = await json<Failure>(ask(path, request), 404);
  expect(answer.error.details[0]?.message).toContain(expected);
});
