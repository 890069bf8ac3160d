// InvokeCommand over HTTP with the headers that clients of Exchange Online were seen to send, each in its own shape.
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { recall, sandbox, submit } from "../../support/sandbox.ts";
import { DEFAULT_TENANT } from "./support.ts";

const TENANT = "0a1b2c3d-1111-2222-3333-444455556666";
const SYSTEM_MAILBOX = `SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${TENANT}`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown> & { readonly value: readonly Record<string, unknown>[] };
}

/** By hand: fetch has its own mind about some headers. */
function post(url: string, headers: Record<string, string>, body: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method: "POST", headers }, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString("utf8");
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: JSON.parse(text) });
    });
    outgoing.on("error", reject);
    outgoing.end(JSON.stringify(body));
  });
}

const input = (CmdletName: string, Parameters: object = {}) => ({ CmdletInput: { CmdletName, Parameters } });
const endpoint = (on: Sandbox, version = "beta", last = "InvokeCommand") =>
  `${on.url}/adminapi/${version}/${TENANT}/${last}`;

const MODULE = {
  Accept: "application/json",
  "Accept-Charset": "UTF-8",
  "Accept-Encoding": "gzip",
  "Accept-Language": "en-US",
  Authorization: "Bearer eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJodHRwczovL291dGxvb2sub2ZmaWNlMzY1LmNvbSJ9.",
  "Content-Type": "application/json;odata.metadata=minimal;odata.streaming=true;",
  Prefer: "odata.maxpagesize=1000",
  "X-AnchorMailbox": "UPN:admin@contoso.com",
  "X-ClientApplication": "ExoManagementModule",
  "X-ClientModuleVersion": "3.10.1",
  "X-CmdletName": "Get-MailboxFolderStatistics",
  "X-ResponseFormat": "clixml",
  "X-SerializationLevel": "Partial",
  "connection-id": "a55728cf-c8b7-422a-82ad-3df81224d95a",
  "client-request-id": "cad3d16d-d10f-d607-b925-0ef6e74bf2df",
  "parameter-based-routing": "true",
  WarningAction: "",
  // What it says of its body isn't so.
  "Transfer-Encoding": "gzip, chunked",
  "User-Agent": "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-AU) WindowsPowerShell/5.1.19041.1682",
};

test("the PowerShell module: CLIXML, chunks, an encoding in name only", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const messageId = await submit(on, { subject: "Budget" });
  await recall(on, messageId);
  const parameters = { Identity: "bob@contoso.com", FolderScope: "RecoverableItems" };
  const { status, headers, body } = await post(endpoint(on), MODULE, input("Get-MailboxFolderStatistics", parameters));
  expect([status, headers["preference-applied"]]).toEqual([200, "odata.maxpagesize=1000"]);
  const [purges] = /<S N="Name">Purges<\/S>.*?<\/Obj>/s.exec(String(body.value[0]?._clixml)) ?? [];
  expect(purges).toContain('<S N="FolderPath">/Purges</S>');
  expect(purges).toContain('<S N="FolderType">RecoverableItemsPurges</S><I32 N="ItemsInFolder">1</I32>');
});

test("a helper that names an encoding of characters, and pages", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const headers = {
    Authorization: "Bearer x",
    "Content-Type": "application/json;charset=utf-8",
    "Content-Encoding": "utf-8",
    "X-AnchorMailbox": `UPN:${SYSTEM_MAILBOX}`,
    "X-CmdletName": "Get-Mailbox",
    Prefer: "odata.maxpagesize=3;odata.continue-on-error",
    "client-request-id": "cad3d16d-d10f-d607-b925-0ef6e74bf2df",
    "connection-id": "a55728cf-c8b7-422a-82ad-3df81224d95a",
  };
  const names: unknown[] = [];
  let url: unknown = `${endpoint(on)}?$select=Name,PrimarySmtpAddress`;
  while (typeof url === "string") {
    const { body } = await post(url, headers, input("Get-Mailbox", { ResultSize: "Unlimited" }));
    expect(body.value.length).toBeLessThanOrEqual(3);
    names.push(...body.value.map((mailbox) => mailbox.Name));
    url = body["@odata.nextLink"];
  }
  expect(names).toEqual(["alice", "bob", "carol", "sales"]);
});

test("a management portal: what it sets is what it reads", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const headers = {
    Authorization: "Bearer x",
    "Content-Type": "application/json",
    Prefer: "odata.maxpagesize = 1000",
    "parameter-based-routing": "true",
    "X-AnchorMailbox": `APP:${SYSTEM_MAILBOX}`,
    "X-CmdletName": "Set-OrganizationConfig",
  };
  const settings = { MessageRecallEnabled: false, MessageRecallMaxRecallableAge: "30.00:00:00", Confirm: false };
  const set = await post(endpoint(on), headers, input("Set-OrganizationConfig", settings));
  expect([set.status, set.body.value]).toEqual([200, []]);
  const { body } = await post(endpoint(on), headers, input("get-organizationconfig"));
  expect(body.value[0]).toMatchObject({ MessageRecallEnabled: false, MessageRecallMaxRecallableAge: "30.00:00:00" });
});

test("a collector in another language: bare anchor, several requests at once", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const headers = { Authorization: "Bearer x", "Content-Type": "application/json", "X-AnchorMailbox": "a@contoso.com" };
  const one = (id: string, cmdlet: string) => ({
    id,
    method: "POST",
    url: `https://outlook.office365.com/adminapi/beta/${TENANT}/InvokeCommand?`,
    headers: { "X-CmdletName": cmdlet, Prefer: "odata.maxpagesize=100" },
    body: input(cmdlet),
  });
  const requests = [one("1", "Get-TransportRule"), one("2", "Get-InboundConnector"), one("3", "Get-Nonsense")];
  const { body } = await post(endpoint(on, "beta", "$batch"), headers, { requests });
  const responses = body.responses as { id: string; status: number; body: Answer["body"] }[];
  expect(responses.map(({ id, status }) => [id, status])).toEqual([
    ["1", 200],
    ["2", 200],
    ["3", 403],
  ]);
  expect(responses[0]?.body.value[0]).toMatchObject({
    "Conditions@odata.type": "#Collection(String)",
    Description: expect.stringMatching(/^If the message:\r\n\tIs received from 'Inside the organization'\r\n/),
  });
});

test("the documented Admin API", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const headers = { Authorization: "Bearer x", "Content-Type": "application/json", "X-AnchorMailbox": `TID:${TENANT}` };
  const { body } = await post(endpoint(on, "v2.0", "AcceptedDomain"), headers, input("Get-AcceptedDomain"));
  expect(body.value.map((domain) => domain.DomainName)).toEqual(["contoso.com"]);
});
