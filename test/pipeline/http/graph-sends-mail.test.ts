import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { events, headersOf, items, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const ALICE = "alice@contoso.com";
const to = (...names: string[]) => names.map((name) => ({ emailAddress: { address: `${name}@contoso.com` } }));

async function sendMail(on: Sandbox, message: object, more: object = {}, user = ALICE): Promise<Response> {
  const answer = await fetch(`${on.url}/v1.0/users/${user}/sendMail`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ message, ...more }),
  });
  await on.idle();
  return answer;
}

async function sendMime(on: Sandbox, mime: string, user = ALICE): Promise<Response> {
  const answer = await fetch(`${on.url}/v1.0/users/${user}/sendMail`, {
    method: "POST",
    headers: { "Content-Type": "text/plain" },
    body: (
      Buffer.from(mime)
        .toString("base64")
        .match(/.{1,76}/g) ?? []
    ).join("\r\n"),
  });
  await on.idle();
  return answer;
}

const errorOf = async (answer: Response) =>
  ((await answer.json()) as { error: { code: string; message: string } }).error;

test("a message goes to all its recipients and to Sent Items; who is in Bcc only its sender sees", async () => {
  const on = await sandbox({ config: tenant() });
  const answer = await sendMail(on, { subject: "Budget", toRecipients: to("bob"), bccRecipients: to("carol") });
  expect([answer.status, await answer.text()]).toEqual([202, ""]);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await subjects(on, "carol")).toEqual(["Budget"]);
  expect((await headersOf(on, "carol")).has("Bcc")).toBe(false);
  expect((await headersOf(on, "alice", "sentitems")).get("Bcc")).toBe("carol@contoso.com");
});

test("it is a submission like any: recorded, traced, internal, and in Sent Items only when that is wished", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on, { subject: "Budget", toRecipients: to("bob") }, { saveToSentItems: "false" });
  expect(await items(on, "alice", "sentitems")).toEqual([]);
  const [copy] = await items(on, "bob");
  expect(await on.submitted.find(copy?.messageId ?? "")).toMatchObject([
    { mailbox: ALICE, recipients: ["bob@contoso.com"] },
  ]);
  expect(await events(on, copy?.messageId ?? "")).toEqual(["RECEIVE", "DELIVER"]);
  expect((await headersOf(on, "bob")).get("X-MS-Exchange-Organization-AuthAs")).toBe("Internal");
});

test("MIME goes as it is, with CRLF; what only the service may say is taken out", async () => {
  const on = await sandbox({ config: tenant() });
  const mime =
    "From: alice@contoso.com\nTo: bob@contoso.com\nSubject: Plain\nMessage-ID: <own@contoso.com>\nX-MS-Exchange-Organization-SCL: -1\n\nhello\n";
  expect((await sendMime(on, mime)).status).toBe(202);
  const [copy] = await items(on, "bob");
  expect(copy?.messageId).toBe("<own@contoso.com>");
  const text = (copy && (await on.mailboxes.bytes(copy)))?.toString("latin1") ?? "";
  expect(text).toContain("\r\n\r\nhello\r\n");
  expect(text).not.toContain("SCL");
});

test("Send As shows the owner alone, on behalf says who sent", async () => {
  const mailboxes = ["alice", "bob"].map((name) => ({ address: `${name}@contoso.com`, password: "secret" }));
  const shared = (name: string, permission: string) => ({ address: `${name}@contoso.com`, [permission]: [ALICE] });
  const on = await sandbox({
    config: tenant({ mailboxes: [...mailboxes, shared("sales", "sendAs"), shared("press", "grantSendOnBehalfTo")] }),
  });
  for (const name of ["sales", "press"])
    await sendMail(on, { subject: name, from: to(name)[0], toRecipients: to("bob") });
  const [press, sales] = await items(on, "bob");
  expect([sales?.sender, press?.sender]).toEqual(["sales@contoso.com", ALICE]);
  expect((await headersOf(on, "bob")).get("Sender")).toBe("Alice <alice@contoso.com>");
  const denied = await sendMail(on, { subject: "x", from: to("bob")[0], toRecipients: to("bob") });
  expect([denied.status, (await errorOf(denied)).code]).toEqual([403, "ErrorSendAsDenied"]);
});

test("a delivery receipt comes when it was asked for", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on, { subject: "Budget", toRecipients: to("bob"), isDeliveryReceiptRequested: true });
  expect(await subjects(on, "alice")).toEqual(["Delivered: Budget"]);
});

test("the limits of the SMTP submission hold, and nothing is left of what is refused", async () => {
  const on = await sandbox({ config: tenant({ limits: { maxRecipients: 1, maxMessageSize: "64KB" } }) });
  const many = await sendMail(on, { toRecipients: to("bob", "carol") });
  expect([many.status, (await errorOf(many)).code]).toEqual([400, "ErrorInvalidRecipients"]);
  const long = await sendMail(on, { toRecipients: to("bob"), body: { content: "word ".repeat(20_000) } });
  expect([long.status, (await errorOf(long)).code]).toEqual([413, "ErrorMessageSizeExceeded"]);
  const mime = await sendMime(on, `From: bob@contoso.com\r\nTo: bob@contoso.com\r\n\r\nhi\r\n`);
  expect([mime.status, (await errorOf(mime)).code]).toEqual([403, "ErrorSendAsDenied"]);
  expect(await items(on, "bob")).toEqual([]);
  expect(await items(on, "alice", "sentitems")).toEqual([]);
});

test("mail over HTTP and mail over SMTP meet the same rules", async () => {
  const rule = { name: "Mark", fromScope: "InOrganization", prependSubject: "[in] " };
  const on = await sandbox({ config: tenant({ transportRules: [rule] }) });
  await submit(on, { subject: "SMTP" });
  await sendMail(on, { subject: "HTTP", toRecipients: to("bob") });
  expect(await subjects(on, "bob")).toEqual(["[in] HTTP", "[in] SMTP"]);
});
