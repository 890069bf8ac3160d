// Microsoft Graph: Create message, Update message, message: send, Add attachment; docs/recall.md R6.
import { FileUpload, LargeFileUploadTask } from "@microsoft/microsoft-graph-client";
import { expect, test } from "vitest";
import {
  bob,
  client,
  errorOf,
  first,
  type Message,
  type Page,
  recallLast,
  subjects,
} from "../../support/graph-client.ts";
import { HOUR, NOON, person, sandbox, tenant } from "../../support/sandbox.ts";

const start = () => sandbox({ config: tenant() });
const to = (address: string) => [{ emailAddress: { address } }];
const draft = {
  subject: "Figures",
  body: { contentType: "html", content: "<p>Grüße</p>" },
  toRecipients: to("bob@contoso.com"),
  bccRecipients: to("carol@contoso.com"),
  importance: "high",
  internetMessageHeaders: [{ name: "X-Project", value: "one" }],
};
const file = (name: string, text: string, more: object = {}) => ({
  "@odata.type": "#microsoft.graph.fileAttachment",
  name,
  contentBytes: Buffer.from(text).toString("base64"),
  ...more,
});

test("a draft is changed, sent, and recalled like any message", async () => {
  const on = await start();
  const alice = client(on);
  const made: Message = await alice.api("/me/messages").post(draft);
  expect(made).toMatchObject({ isDraft: true, isRead: true, subject: "Figures", importance: "high" });
  expect(subjects(await alice.api("/me/mailFolders/drafts/messages").get())).toEqual(["Figures"]);
  const change = {
    subject: "Wrong figures",
    toRecipients: to("bob@contoso.com"),
    importance: "normal",
    categories: ["Red"],
  };
  const changed: Message = await alice.api(`/me/messages/${made.id}`).patch(change);
  expect(changed).toMatchObject({
    id: made.id,
    ...change,
    toRecipients: [{ emailAddress: { address: "bob@contoso.com" } }],
    bccRecipients: [{ emailAddress: { address: "carol@contoso.com" } }],
    body: { contentType: "html", content: expect.stringContaining("<p>Grüße</p>") },
    internetMessageId: made.internetMessageId,
  });
  await on.advance(HOUR);
  await alice.api(`/me/messages/${made.id}/send`).post({});
  await on.idle();
  expect(subjects(await alice.api("/me/mailFolders/drafts/messages").get())).toEqual([]);
  const sent = await first(alice, "sentitems");
  expect(sent).toMatchObject({ subject: "Wrong figures", isDraft: false, categories: ["Red"] });
  expect(sent.sentDateTime).toBe(new Date(NOON + HOUR).toISOString().replace(".000", ""));
  const received = await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}`)
    .select("internetMessageId,bccRecipients,internetMessageHeaders,importance")
    .get();
  expect(received).toMatchObject({
    internetMessageId: made.internetMessageId,
    bccRecipients: [],
    importance: "normal",
  });
  expect(received.internetMessageHeaders).toContainEqual({ name: "X-Project", value: "one" });
  expect(subjects(await client(on, "carol@contoso.com").api("/me/messages").get())).toEqual(["Wrong figures"]);
  await recallLast(on);
  expect(subjects(await bob(on).api("/me/messages").get())).toEqual([]);
  expect(await errorOf(alice.api(`/me/messages/${sent.id}/send`).post({}))).toEqual([400, "ErrorMessageAlreadySent"]);
});

test("a draft keeps its immutable id when it is sent, and is sent once", async () => {
  const on = await start();
  const immutable = { Prefer: 'IdType="ImmutableId"' };
  const { id } = await client(on).api("/me/messages").headers(immutable).post(draft);
  const send = () => client(on).api(`/me/messages/${id}/send`).post({});
  const outcomes = await Promise.allSettled([send(), send()]);
  await on.idle();
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await client(on).api(`/me/messages/${id}`).get()).toMatchObject({ subject: "Figures", isDraft: false });
  expect(subjects(await client(on).api("/me/messages").get())).toEqual(["Figures"]);
  expect(subjects(await bob(on).api("/me/messages").get())).toEqual(["Figures"]);
});

test("attachments come and go while it is a draft", async () => {
  const on = await start();
  const alice = client(on);
  const { id } = await alice.api("/me/messages").post({ ...draft, attachments: [file("a.txt", "first")] });
  const attachments = `/me/messages/${id}/attachments`;
  const added = await alice.api(attachments).post(file("b.pdf", "second", { contentType: "application/pdf" }));
  expect(added).toMatchObject({ name: "b.pdf", contentType: "application/pdf", size: 6, isInline: false });
  const logo = { contentType: "image/png", isInline: true, contentId: "logo" };
  await alice.api(attachments).post(file("logo.png", "the logo", logo));
  const listed = async () => ((await alice.api(attachments).get()) as Page<{ name: string; id: string }>).value;
  expect((await listed()).map(({ name }) => name).sort()).toEqual(["a.txt", "b.pdf", "logo.png"]);
  const a = (await listed()).find(({ name }) => name === "a.txt");
  await alice.api(`${attachments}/${a?.id}`).delete();
  await alice.api(`/me/messages/${id}/send`).post({});
  await on.idle();
  const received = await first(bob(on));
  const { value } = await bob(on).api(`/me/messages/${received.id}/attachments`).get();
  const shown = value.map(({ name, contentBytes }: Record<string, string>) => [
    name,
    Buffer.from(contentBytes ?? "", "base64").toString(),
  ]);
  expect(shown.sort()).toEqual([
    ["b.pdf", "second"],
    ["logo.png", "the logo"],
  ]);
  const refused = bob(on).api(`/me/messages/${received.id}/attachments`).post(file("c.txt", "third"));
  expect(await errorOf(refused)).toEqual([400, "ErrorInvalidOperation"]);
});

test("a large attachment comes in pieces, by Microsoft's own upload task", async () => {
  const on = await start();
  const alice = client(on);
  const { id } = await alice.api("/me/messages").post(draft);
  const bytes = Buffer.alloc(700_000, "large ");
  const path = `/me/messages/${id}/attachments/createUploadSession`;
  const AttachmentItem = { attachmentType: "file", name: "large.bin", size: bytes.length };
  const session = await LargeFileUploadTask.createUploadSession(alice, path, { AttachmentItem });
  const upload = new FileUpload(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    "large.bin",
    bytes.length,
  );
  const task = new LargeFileUploadTask(alice, upload, session, { rangeSize: 327_680 });
  await task.upload();
  await alice.api(`/me/messages/${id}/send`).post({});
  await on.idle();
  const { value } = await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}/attachments`)
    .get();
  expect(value).toMatchObject([{ name: "large.bin", size: bytes.length }]);
  expect(Buffer.from(value[0].contentBytes, "base64").equals(bytes)).toBe(true);
  expect(await errorOf(alice.api(session.url).get())).toEqual([404, "ErrorItemNotFound"]);
});

test("pieces come one behind the other, as long as was announced", async () => {
  const on = await start();
  const { id } = await client(on).api("/me/messages").post(draft);
  const path = `/me/messages/${id}/attachments/createUploadSession`;
  const ask = (size: number) =>
    client(on)
      .api(path)
      .post({ AttachmentItem: { attachmentType: "file", name: "a.txt", size } });
  const { uploadUrl } = await ask(10);
  const put = (range: string, text: string) =>
    fetch(uploadUrl.replace("https:", "http:"), {
      method: "PUT",
      body: text,
      headers: { "Content-Range": range, "Content-Type": "application/octet-stream" },
    });
  const statuses = [
    await put("bytes 5-9/10", "56789"),
    await put("bytes 0-4/11", "01234"),
    await put("bytes 0-4/10", "0123"),
    await put("0-4", "01234"),
    await put("bytes 0-4/10", "01234"),
    await put("bytes 0-4/10", "01234"),
    await put("bytes 5-9/10", "56789"),
    await put("bytes 5-9/10", "56789"),
  ].map(({ status }) => status);
  expect(statuses).toEqual([416, 400, 400, 400, 200, 416, 201, 404]);
  const { value } = await client(on).api(`/me/messages/${id}/attachments`).get();
  expect(value).toMatchObject([{ name: "a.txt", size: 10 }]);
  expect(await errorOf(ask(1_000_000_000))).toEqual([413, "ErrorMessageSizeExceeded"]);
});

test("MIME becomes a draft, and stays what it is until something of it is changed", async () => {
  const on = await start();
  const mime = [
    "From: alice@contoso.com",
    "To: bob@contoso.com",
    "Subject: =?iso-8859-1?Q?Gr=FC=DFe?=",
    "X-Project: two",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Sch=F6ne Gr=FC=DFe",
    "",
  ].join("\r\n");
  const alice = client(on);
  const post = alice.api("/me/messages").header("Content-Type", "text/plain");
  const { id } = await post.post(Buffer.from(mime).toString("base64"));
  await alice.api(`/me/messages/${id}`).patch({ ccRecipients: to("carol@contoso.com") });
  await alice.api(`/me/messages/${id}/send`).post({});
  await on.idle();
  for (const who of ["bob", "carol"]) {
    const { id } = await first(client(on, `${who}@contoso.com`));
    expect(await client(on, `${who}@contoso.com`).api(`/me/messages/${id}`).get()).toMatchObject({
      subject: "Grüße",
      body: { content: expect.stringContaining("Schöne Grüße") },
      ccRecipients: [{ emailAddress: { address: "carol@contoso.com" } }],
    });
  }
});

test("extended properties are set on drafts and on what was received; a deferred one waits in the Outbox", async () => {
  const on = await start();
  const alice = client(on);
  const project = "String {00020329-0000-0000-c000-000000000046} Name Project";
  const single = (id: string, value: string) => ({ singleValueExtendedProperties: [{ id, value }] });
  const expand = (id: string) => `singleValueExtendedProperties($filter=id eq '${id}')`;
  const { id } = await alice.api("/me/messages").post({ ...draft, ...single(project, "X1") });
  await alice.api(`/me/messages/${id}`).patch(single("SystemTime 0x3FEF", new Date(NOON + HOUR).toISOString()));
  expect(await alice.api(`/me/messages/${id}`).expand(expand(project)).get()).toMatchObject(single(project, "X1"));
  await alice.api(`/me/messages/${id}/send`).post({});
  await on.idle();
  expect(subjects(await alice.api("/me/mailFolders/outbox/messages").get())).toEqual(["Figures"]);
  await on.advance(HOUR);
  const received = await first(bob(on));
  expect(received.subject).toBe("Figures");
  await bob(on).api(`/me/messages/${received.id}`).patch(single("Integer 0x1081", "102"));
  const found = bob(on)
    .api("/me/messages")
    .filter("singleValueExtendedProperties/any(ep: ep/id eq 'Integer 0x1081' and cast(ep/value, Edm.Int32) eq 102)");
  expect(subjects(await found.get())).toEqual(["Figures"]);
  const refusals = [
    [single("Binary 0x300B", "AAAA"), "ErrorInvalidExtendedProperty"],
    [single("Integer 0x1081", "many"), "ErrorInvalidExtendedPropertyValue"],
    [single("Number 0x1081", "1"), "ErrorInvalidProperty"],
  ] as const;
  for (const [change, code] of refusals)
    expect(await errorOf(bob(on).api(`/me/messages/${received.id}`).patch(change))).toEqual([400, code]);
});

test("an item that was never a draft is made by its flags, its class and its time", async () => {
  const on = await start();
  const properties = [
    { id: "Integer 0x0E07", value: "1" },
    { id: "String 0x001A", value: "IPM.Note.Custom" },
    { id: "SystemTime 0x0E06", value: "2020-01-01T00:00:00Z" },
  ];
  const made = await client(on)
    .api("/me/mailFolders/inbox/messages")
    .post({ ...draft, singleValueExtendedProperties: properties });
  expect(made).toMatchObject({ isDraft: false, isRead: true, receivedDateTime: "2020-01-01T00:00:00Z" });
  const ofClass = client(on)
    .api("/me/messages")
    .filter("singleValueExtendedProperties/any(ep: ep/id eq 'String 0x001A' and ep/value eq 'IPM.Note.Custom')");
  expect(subjects(await ofClass.get())).toEqual(["Figures"]);
});

test("a draft of nobody, or of somebody else, is not sent", async () => {
  const on = await sandbox({ config: tenant({ mailboxes: [person("alice"), person("bob")] }) });
  const alice = client(on);
  const { id } = await alice.api("/me/messages").post({ subject: "Empty" });
  expect(await errorOf(alice.api(`/me/messages/${id}/send`).post({}))).toEqual([400, "ErrorInvalidRecipients"]);
  expect(await errorOf(alice.api("/me/messages").post({ from: to("bob@contoso.com")[0] }))).toEqual([
    403,
    "ErrorSendAsDenied",
  ]);
  expect(await errorOf(alice.api(`/me/messages/${id}`).patch({ subjekt: "x" }))).toEqual([400, "RequestBodyRead"]);
  expect(await errorOf(alice.api(`/me/messages/${id}`).patch({ toRecipients: to("nobody") }))).toEqual([
    400,
    "ErrorInvalidRecipients",
  ]);
  expect(await alice.api(`/me/messages/${id}`).get()).toMatchObject({ subject: "Empty", isDraft: true });
});
