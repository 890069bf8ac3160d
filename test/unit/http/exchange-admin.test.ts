import { expect, test } from "vitest";
import { invoke, INVOKE_COMMAND as PATH, type Result, refusal, run } from "./exchange-admin-support.ts";
import { ALICE, BOB, json, NOON, server, type TestServer } from "./support.ts";

const DAY = 86_400_000;

test("the envelope of an answer", async () => {
  const on = await server();
  const response = await on.ask(PATH, invoke("get-organizationconfig"));
  expect(response.headers.get("content-type")).toContain("application/json;odata.metadata=minimal");
  expect(response.headers.get("odata-version")).toBe("4.0");
  expect(await response.json()).toMatchObject({
    "@odata.context": "http://127.0.0.1:8025/adminapi/beta/contoso.com/$metadata#Collection(Exchange.GenericHashTable)",
    "adminapi.warnings@odata.type": "#Collection(String)",
    "@adminapi.warnings": [],
    value: [{ Name: "contoso.com", "Guid@data.type": "System.Guid", MessageRecallEnabled: null }],
  });
});

test.each(["contoso.com", "fabrikam.onmicrosoft.com", "0a1b2c3d-1111-2222-3333-444455556666"])(
  "whatever the path calls the tenant: %s",
  async (tenant) => {
    const { ask } = await server();
    expect((await ask(`/adminapi/beta/${tenant}/InvokeCommand`, invoke("Get-OrganizationConfig"))).status).toBe(200);
  },
);

test("another version has no InvokeCommand", async () => {
  const { ask } = await server();
  expect((await ask("/adminapi/v1.0/contoso.com/InvokeCommand", invoke("Get-OrganizationConfig"))).status).toBe(405);
});

test.each([
  ["{", "The body is not JSON"],
  ["{}", "CmdletInput"],
  ['{"CmdletInput":{}}', "CmdletInput.CmdletName"],
])("a body of %s is refused", async (text, expected) => {
  const { ask } = await server();
  const answer = await json<{ error: { details: { message: string }[] } }>(
    ask(PATH, { method: "POST", body: text }),
    400,
  );
  expect(answer.error.details[0]?.message).toContain(expected);
});

test("an unknown cmdlet is 403 and names the nearest", async () => {
  const on = await server();
  expect(await refusal(on, "Get-MessageTracee", {}, 403)).toMatch(
    /^Ex[0-9A-F]{6}\|System\.Management\.Automation\.CommandNotFoundException\|The term 'Get-MessageTracee' is not recognized as the name of a cmdlet, function, script file, or operable program\. .*try again\. Did you mean Get-MessageTrace or /,
  );
});

test.each<[string, object, string]>([
  [
    "Set-OrganizationConfig",
    { MessageRecallEnable: true, RecallReadMesagesEnabled: true },
    "RecallReadMesagesEnabled'; did you mean `RecallReadMessagesEnabled`?",
  ],
  [
    "Set-OrganizationConfig",
    { MessageRecallA: true },
    "is ambiguous. Possible matches include: -MessageRecallAlertRecipientsEnabled -MessageRecallAlertRecipientsReadMessagesOnlyEnabled.",
  ],
  [
    "Set-OrganizationConfig",
    { MessageRecallEnabled: "True/false" },
    'Cannot convert value "True/false" to type "System.Boolean". Boolean parameters accept only',
  ],
  [
    "Set-OrganizationConfig",
    { MessageRecallAlertRecipientsEnabled: null },
    'Cannot convert value "" to type "System.Boolean"',
  ],
  ["Set-OrganizationConfig", { MessageRecallMaxRecallableAge: "5m" }, 'Its form is "[d.]hh:mm:ss"'],
  [
    "Set-OrganizationConfig",
    { MessageRecallMaxRecallableAge: "00:04:59" },
    'The value "00:04:59" must be between 00:05:00 and 3653.00:00:00',
  ],
  ["Set-OrganizationConfig", { MessageRecallMaxRecallableAge: "4000.00:00:00" }, "must be between"],
  [
    "Set-OrganizationConfig",
    { MessageRecallAlertRecipientsReadMessagesOnlyEnabled: true },
    "only while MessageRecallAlertRecipientsEnabled is $true",
  ],
  ["Get-MessageTraceDetailV2", { RecipientAddress: BOB }, "missing mandatory parameters: MessageTraceId."],
  ["Get-MessageTraceV2", { MessageTraceId: "x" }, 'Cannot convert value "x" to type "System.Guid"'],
  ["Get-MessageTraceV2", { Status: "Deliverd" }, "is not one of GettingStatus, Failed"],
  ["Get-MessageTraceV2", { Status: "None" }, "is not one of"],
  ["Get-MessageTraceV2", { ResultSize: 5001 }, 'The value "5001" must be between 1 and 5000'],
  ["Get-MessageTrace", { ResultSize: 1 }, "matches parameter name 'ResultSize'"],
  ["Get-MessageTraceV2", { StartDate: "yesterday" }, 'type "System.DateTime"'],
  ["Get-MessageTraceV2", { StartDate: "2026-11-20T00:00:00" }, "EndDate is required when a StartDate is entered."],
  ["Get-MessageTraceV2", { EndDate: "2026-11-20T00:00:00" }, "StartDate is required when an EndDate is entered."],
  [
    "Get-MessageTrace",
    { StartDate: "2026-11-09T23:00:00", EndDate: "2026-11-20" },
    "Invalid StartDate value. The StartDate can't be older than 10 days from today.",
  ],
  [
    "Get-MessageTraceV2",
    { StartDate: "2026-08-21", EndDate: "2026-08-25" },
    "Invalid StartDate value. The StartDate can't be older than 90 days from today.",
  ],
  [
    "Get-MessageTraceV2",
    { StartDate: "2026-11-01", EndDate: "2026-11-12" },
    "|System.ArgumentException|The interval between StartDate and EndDate can't be longer than 10 days.",
  ],
])("%s %j is refused", async (cmdlet, parameters, expected) => {
  expect(await refusal(await server(), cmdlet, parameters)).toContain(expected);
});

test("settings are changed, null is stored and echoed, what isn't named stays", async () => {
  const on = await server();
  expect(
    await run(on, "Set-OrganizationConfig", {
      messagerecallenabled: false,
      MessageRecallMaxRecallableAge: "30.12:00:00",
      Confirm: false,
      ErrorAction: "Stop",
    }),
  ).toMatchObject({ value: [], "@adminapi.warnings": [] });
  expect(on.configurations.current().organizationConfig).toMatchObject({
    messageRecallEnabled: false,
    messageRecallMaxRecallableAge: 30.5 * DAY,
    recallReadMessagesEnabled: null,
  });
  await run(on, "Set-OrganizationConfig", { MessageRecallEnabled: null, RecallReadMessagesEnabled: true });
  expect((await run(on, "Get-OrganizationConfig")).value[0]).toMatchObject({
    MessageRecallEnabled: null,
    RecallReadMessagesEnabled: true,
    MessageRecallMaxRecallableAge: "30.12:00:00",
    MessageRecallAlertRecipientsEnabled: false,
    RejectDirectSend: false,
  });
});

test("the two alert settings go together", async () => {
  const on = await server();
  const both = { MessageRecallAlertRecipientsEnabled: true, MessageRecallAlertRecipientsReadMessagesOnlyEnabled: true };
  await run(on, "Set-OrganizationConfig", both);
  expect(await refusal(on, "Set-OrganizationConfig", { MessageRecallAlertRecipientsEnabled: false })).toContain(
    "only while",
  );
});

test("WhatIf changes nothing, and nothing to change is a warning", async () => {
  const on = await server();
  const result = await run(on, "Set-OrganizationConfig", { MessageRecallEnabled: false, WhatIf: true });
  expect(result["@adminapi.confirmationmessage"]).toBe(
    'What if: Setting the organization configuration of "contoso.com".',
  );
  expect(on.configurations.latest().organizationConfig.messageRecallEnabled).toBeNull();
  expect((await run(on, "Set-OrganizationConfig", {}))["@adminapi.warnings"]).toEqual([
    "The command completed successfully but no settings of 'contoso.com' have been modified.",
  ]);
});

test("a change that takes time to act says so, and Get shows it at once", async () => {
  const on = await server({ config: { service: { propagationDelay: "1h" } } });
  const result = await run(on, "Set-OrganizationConfig", { MessageRecallEnabled: false });
  expect(result["@adminapi.warnings"]).toEqual(["The change takes effect after 1h (service.propagationDelay)."]);
  expect((await run(on, "Get-OrganizationConfig")).value[0]?.MessageRecallEnabled).toBe(false);
  expect(on.configurations.current().organizationConfig.messageRecallEnabled).toBeNull();
});

const ID = "0a1b2c3d-1111-2222-3333-444455556666";
async function traced(): Promise<TestServer> {
  const on = await server();
  const bob = [BOB];
  await on.track(
    { networkMessageId: ID, messageId: "<a@contoso.com>", subject: "Recall: Budget", at: NOON - 1000 },
    {
      eventId: "RECEIVE",
      source: "SMTP",
      recipients: ["b.alias@contoso.com", BOB],
      detail: "Message received by submission from 127.0.0.1 (pc)",
      data: { clientIp: "127.0.0.1" },
    },
    { eventId: "DROP", source: "STOREDRIVER", recipients: bob, detail: "Result:Success" },
  );
  await on.track(
    { messageId: "<b@fabrikam.com>", subject: "Hello", sender: "frank@fabrikam.com", at: NOON - 3 * DAY },
    { eventId: "RECEIVE", source: "SMTP", recipients: bob },
    { eventId: "DELIVER", source: "STOREDRIVER", recipients: bob },
  );
  return on;
}
const WEEK = { StartDate: new Date(NOON - 7 * DAY).toISOString(), EndDate: new Date(NOON).toISOString() };

test("a trace row on the wire", async () => {
  const { value } = await run(await traced(), "Get-MessageTraceV2", { RecipientAddress: BOB });
  expect(value).toEqual([
    {
      Organization: "contoso.com",
      MessageId: "<a@contoso.com>",
      "Received@data.type": "System.DateTime",
      Received: "2026-11-20T11:59:59.0000000+00:00",
      SenderAddress: ALICE,
      RecipientAddress: BOB,
      Subject: "Recall: Budget",
      Status: "Failed",
      ToIP: null,
      FromIP: "127.0.0.1",
      "Size@data.type": "System.Int32",
      Size: expect.any(Number),
      "MessageTraceId@data.type": "System.Guid",
      "MessageTraceId@odata.type": "#Guid",
      MessageTraceId: ID,
      "StartDate@data.type": "System.DateTime",
      StartDate: "2026-11-18T12:00:00.0000000+00:00",
      "EndDate@data.type": "System.DateTime",
      EndDate: "2026-11-20T12:00:00.0000000+00:00",
      "Index@data.type": "System.Int32",
      Index: 0,
    },
  ]);
});

test.each<[string, object, string[]]>([
  ["the last 48 hours", { RecipientAddress: BOB }, ["Recall: Budget"]],
  ["a week", { ...WEEK, RecipientAddress: BOB }, ["Recall: Budget", "Hello"]],
  ["a sender's domain", { ...WEEK, SenderAddress: "*@fabrikam.com" }, ["Hello"]],
  ["one of several senders", { ...WEEK, SenderAddress: ["x@y.example", "FRANK@*"] }, ["Hello"]],
  ["a status in any case", { ...WEEK, Status: ["delivered", "Expanded"] }, ["Hello"]],
  ["a Message-ID", { ...WEEK, MessageId: "<b@fabrikam.com>" }, ["Hello"]],
  [
    "an id without dashes",
    { ...WEEK, MessageTraceId: ID.replaceAll("-", "").toUpperCase(), RecipientAddress: "bob*" },
    ["Recall: Budget"],
  ],
  ["an address it came from", { ...WEEK, FromIP: "127.0.0.1", RecipientAddress: BOB }, ["Recall: Budget"]],
  ["a subject", { ...WEEK, Subject: "bUd", RecipientAddress: BOB }, ["Recall: Budget"]],
  ["how a subject starts", { ...WEEK, Subject: "bud", SubjectFilterType: "startswith" }, []],
  ["how a subject ends", { ...WEEK, Subject: "LLO", SubjectFilterType: "EndsWith" }, ["Hello"]],
])("a trace can be narrowed to %s", async (_, parameters, subjects) => {
  const { value } = await run(await traced(), "Get-MessageTraceV2", parameters);
  expect(value.map((row) => row.Subject)).toEqual(subjects);
});

test("a Message-ID without brackets finds nothing and says why", async () => {
  const result = await run(await traced(), "Get-MessageTraceV2", { MessageId: "a@contoso.com" });
  expect([result.value, result["@adminapi.warnings"][0]]).toEqual([
    [],
    expect.stringContaining('use "<a@contoso.com>"'),
  ]);
});

test("more results are fetched by the command that the warning gives", async () => {
  const on = await traced();
  const first = await run(on, "Get-MessageTraceV2", { ...WEEK, ResultSize: 1 });
  const [warning = ""] = first["@adminapi.warnings"];
  expect(warning).toMatch(
    /^There are more results, use the following command to get more\. Get-MessageTraceV2 -StartDate "/,
  );
  const [, StartDate, EndDate, StartingRecipientAddress] =
    /-StartDate "(.+?)" -EndDate "(.+?)" -StartingRecipientAddress "(.+?)"/.exec(warning) ?? [];
  const rest = await run(on, "Get-MessageTraceV2", { StartDate, EndDate, StartingRecipientAddress });
  const all = await run(on, "Get-MessageTraceV2", WEEK);
  const key = (row: Record<string, unknown>) => [row.Subject, row.RecipientAddress];
  expect([...first.value, ...rest.value].map(key)).toEqual(all.value.map(key));
});

test("the older cmdlet has pages", async () => {
  const on = await traced();
  const second = await run(on, "Get-MessageTrace", { ...WEEK, PageSize: 2, Page: 2 });
  expect(second.value.map((row) => [row.Index, row.Subject])).toEqual([[2, "Hello"]]);
});

test("the wire has pages of its own: the same body is posted to the next link", async () => {
  const on = await traced();
  const request = invoke("Get-MessageTraceV2", WEEK);
  const prefer = { ...request, headers: { ...request.headers, Prefer: "odata.maxpagesize=2" } };
  const first = await json<Result>(on.ask(PATH, prefer));
  expect(first.value).toHaveLength(2);
  const next = new URL(first["@odata.nextLink"] ?? "");
  const second = await json<Result>(on.ask(next.pathname + next.search, prefer));
  expect(second.value.map((row) => row.Subject)).toEqual(["Hello"]);
  expect(second).not.toHaveProperty("@odata.nextLink");
  const selected = await json<Result>(on.ask(`${PATH}?$select=Subject`, request));
  expect(selected.value[0]).toEqual({ Subject: "Recall: Budget" });
});

test("details are found by id and recipient, and narrowed to an event in any case", async () => {
  const on = await traced();
  const of = { MessageTraceId: ID, RecipientAddress: BOB };
  const { value } = await run(on, "Get-MessageTraceDetailV2", of);
  expect(value.map((row) => [row.Event, row.Detail])).toEqual([
    ["Receive", "Message received by submission from 127.0.0.1 (pc)"],
    ["Drop", "Result:Success"],
  ]);
  expect(Object.keys(value[0] ?? {}).filter((name) => !name.includes("@"))).toEqual(
    "Organization MessageId MessageTraceId Date Event Action Detail Data StartDate EndDate Index".split(" "),
  );
  for (const cmdlet of ["Get-MessageTraceDetail", "Get-MessageTraceDetailV2"]) {
    const drops = await run(on, cmdlet, { ...of, Event: "DROP" });
    expect(drops.value.map((row) => row.Detail)).toEqual(["Result:Success"]);
  }
  expect((await run(on, "Get-MessageTraceDetail", { ...of, RecipientAddress: "x@y.example" })).value).toEqual([]);
});
