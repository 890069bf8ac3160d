// Microsoft's own client against a sandbox: what it sends and reads is what Graph's users send and read.
import {
  BatchRequestContent,
  BatchResponseContent,
  PageIterator,
  ResponseType,
} from "@microsoft/microsoft-graph-client";
import { expect, test } from "vitest";
import {
  bob,
  client,
  errorOf,
  type Folder,
  first,
  type Message,
  type Page,
  sendMail,
  subjects,
} from "../../support/graph-client.ts";
import { report, sandbox, submit, tenant } from "../../support/sandbox.ts";

const start = () => sandbox({ config: tenant() });
test("a message that sendMail sent is recalled, end to end", async () => {
  const on = await start();
  await sendMail(on, { subject: "Wrong figures" });
  expect((await first(bob(on))).subject).toBe("Wrong figures");
  const sent = await first(client(on), "sentitems");
  const answer = await client(on).api(`/me/mailFolders/sentitems/messages/${sent.id}/recall`).version("beta").post({});
  await on.idle();
  expect(answer).toMatch(/^Successfully submitted recall request to Hub server MAIL\.CONTOSO\.COM, MessageId is /);
  const request = /MessageId is (\S+)\.$/.exec(answer as string)?.[1];
  expect(await report(on, `<${request}>`)).toEqual(["bob@contoso.com: recalled"]);
  expect(subjects(await bob(on).api("/me/messages").get())).toEqual([]);
  expect(subjects(await bob(on).api("/me/mailFolders/recoverableitemspurges/messages").get())).toEqual([
    "Wrong figures",
  ]);
});

test("a batch of one recall answers 202, and names what it can't do", async () => {
  const on = await start();
  await sendMail(on, { subject: "Wrong figures" });
  const { id } = await first(client(on), "sentitems");
  // The client leaves the host out, and nothing else: the version is the one of the batch.
  const url = "https://graph.microsoft.com/me/mailFolders/sentitems/messages";
  const batch = new BatchRequestContent([
    { id: "1", request: new Request(`${url}/${id}/recall`, { method: "POST" }) },
    { id: "2", request: new Request(`${url}/nonsense/recall`, { method: "POST" }) },
  ]);
  const answers = await client(on)
    .api("/$batch")
    .version("beta")
    .post(await batch.getContent());
  await on.idle();
  const responses = new BatchResponseContent(answers);
  expect([responses.getResponseById("1").status, responses.getResponseById("2").status]).toEqual([202, 400]);
  const { error } = (await responses.getResponseById("2").json()) as { error: { code: string } };
  expect(error.code).toBe("ErrorInvalidIdMalformed");
  expect(subjects(await bob(on).api("/me/messages").get())).toEqual([]);
});

test("batches never wait for each other, however few requests may be at work", async () => {
  const on = await sandbox({ config: tenant({ http: { maxConcurrentRequests: 1 } }) });
  const requests = ["1", "2", "3"].map((id) => ({ id, method: "GET", url: "/me/messages" }));
  const batches = [1, 2, 3, 4].map(() => bob(on).api("/$batch").post({ requests }));
  for (const { responses } of await Promise.all(batches))
    expect(responses.map(({ status }: { status: number }) => status)).toEqual([200, 200, 200]);
});

test("MIME is sent as base64 text", async () => {
  const on = await start();
  const mime = "From: alice@contoso.com\r\nTo: bob@contoso.com\r\nSubject: MIME\r\n\r\nhello\r\n";
  await client(on).api("/me/sendMail").header("Content-Type", "text/plain").post(Buffer.from(mime).toString("base64"));
  await on.idle();
  expect((await first(bob(on))).subject).toBe("MIME");
});

test("lists are selected, filtered, ordered, counted and paged", async () => {
  const on = await start();
  for (const subject of ["Apples", "Pears", "Apple pie"]) {
    await sendMail(on, { subject });
    await on.advance(60_000);
  }
  const list = () => bob(on).api("/me/mailFolders/inbox/messages");
  expect(subjects(await list().select("subject").get())).toEqual(["Apple pie", "Pears", "Apples"]);
  expect(
    subjects(await list().filter("startswith(subject,'apple') and isRead eq false").orderby("subject").get()),
  ).toEqual(["Apple pie", "Apples"]);
  expect(subjects(await list().filter("receivedDateTime ge 2026-11-20T12:01:00Z").get())).toEqual([
    "Apple pie",
    "Pears",
  ]);
  const { internetMessageId } = await first(bob(on));
  expect(subjects(await list().filter(`internetMessageId eq '${internetMessageId}'`).get())).toEqual(["Apple pie"]);
  const page = (await list().top(1).skip(1).count(true).get()) as Page;
  expect([subjects(page), page["@odata.count"]]).toEqual([["Pears"], 3]);
  expect(subjects(await list().search('"apples"').get())).toEqual(["Apples"]);
});

test("PageIterator reads a folder to its end", async () => {
  const on = await start();
  for (let n = 0; n < 7; n += 1) await submit(on, { subject: `${n}` });
  const seen: string[] = [];
  const page = await bob(on).api("/me/messages").top(3).select("subject").orderby("receivedDateTime").get();
  const iterator = new PageIterator(bob(on), page, (message: Message) => seen.push(message.subject) > 0);
  await iterator.iterate();
  expect(seen).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
});

test("a message shows its body, its headers when they are selected, its bytes", async () => {
  const on = await start();
  await sendMail(on, {
    subject: "Budget",
    body: { contentType: "HTML", content: "<p>Grüße</p>" },
    importance: "high",
    isReadReceiptRequested: true,
    replyTo: [{ emailAddress: { address: "carol@contoso.com" } }],
    internetMessageHeaders: [{ name: "X-Project", value: "Überblick" }],
  });
  const { id } = await first(bob(on));
  const one = await bob(on).api(`/me/messages/${id}`).get();
  expect(one).toMatchObject({
    subject: "Budget",
    body: { contentType: "html", content: expect.stringContaining("<p>Grüße</p>") },
    bodyPreview: "Grüße",
    importance: "high",
    isReadReceiptRequested: true,
    from: { emailAddress: { name: "Alice Contoso", address: "alice@contoso.com" } },
    replyTo: [{ emailAddress: { address: "carol@contoso.com" } }],
  });
  expect(one).not.toHaveProperty("internetMessageHeaders");
  const { internetMessageHeaders } = await bob(on).api(`/me/messages/${id}`).select("internetMessageHeaders").get();
  expect(internetMessageHeaders).toContainEqual({ name: "X-Project", value: "=?UTF-8?Q?=C3=9Cberblick?=" });
  const mime = await bob(on).api(`/me/messages/${id}/$value`).responseType(ResponseType.TEXT).get();
  expect(mime).toContain("\r\nSubject: Budget\r\n");
});

test("attachments are listed, expanded and read; another message among them too", async () => {
  const on = await start();
  const file = (name: string, text: string, more: object = {}) => ({
    "@odata.type": "#microsoft.graph.fileAttachment",
    name,
    contentBytes: Buffer.from(text).toString("base64"),
    ...more,
  });
  await sendMail(on, {
    subject: "Files",
    body: { contentType: "html", content: "<img src='cid:logo'>" },
    attachments: [
      file("plan.pdf", "the plan", { contentType: "application/pdf" }),
      file("old.eml", "Subject: Old\r\n\r\nhi\r\n", { contentType: "message/rfc822" }),
      file("logo.png", "the logo", { contentType: "image/png", isInline: true, contentId: "logo" }),
    ],
  });
  const { id } = await first(bob(on));
  const path = `/me/messages/${id}`;
  const one = await bob(on).api(path).expand("attachments($select=name,isInline)").get();
  expect(one.hasAttachments).toBe(true);
  expect(one.attachments).toContainEqual(expect.objectContaining({ name: "logo.png", isInline: true }));
  const { value } = (await bob(on).api(`${path}/attachments`).get()) as Page<Record<string, string>>;
  const named = (name: string) => value.find((attachment) => attachment.name === name);
  expect(named("plan.pdf")).toMatchObject({
    "@odata.type": "#microsoft.graph.fileAttachment",
    contentType: "application/pdf",
    size: 8,
    isInline: false,
    contentBytes: Buffer.from("the plan").toString("base64"),
  });
  expect(named("logo.png")).toMatchObject({ isInline: true, contentId: "logo" });
  expect(named("old.eml")).toMatchObject({ "@odata.type": "#microsoft.graph.itemAttachment" });
  expect(
    await bob(on)
      .api(`${path}/attachments/${named("plan.pdf")?.id}`)
      .select("name")
      .get(),
  ).toMatchObject({ name: "plan.pdf" });
  const bytes = (name: string) =>
    bob(on)
      .api(`${path}/attachments/${named(name)?.id}/$value`)
      .responseType(ResponseType.ARRAYBUFFER)
      .get();
  expect(Buffer.from(await bytes("plan.pdf")).toString()).toBe("the plan");
  expect(Buffer.from(await bytes("old.eml")).toString()).toBe("Subject: Old\r\n\r\nhi\r\n");
  expect(await errorOf(bob(on).api(`${path}/attachments/${id}`).get())).toEqual([400, "ErrorInvalidIdMalformed"]);
});

test("PATCH sets what is the owner's to set, and nothing that was sent", async () => {
  const on = await start();
  await sendMail(on, { subject: "Budget" });
  const { id, isRead } = await first(bob(on));
  const change = { isRead: true, categories: ["Red"], importance: "low", flag: { flagStatus: "flagged" } };
  expect(isRead).toBe(false);
  expect(await bob(on).api(`/me/messages/${id}`).patch(change)).toMatchObject(change);
  await bob(on).api(`/me/messages/${id}`).patch({ categories: [] });
  expect(await first(bob(on))).toMatchObject({ ...change, categories: [] });
  const refused = [{ subject: "x" }, { subjekt: "x" }, { isRead: "yes" }];
  const errors = await Promise.all(refused.map((body) => errorOf(bob(on).api(`/me/messages/${id}`).patch(body))));
  expect(errors.map(([, code]) => code)).toEqual([
    "ErrorInvalidPropertyUpdateSentMessage",
    "RequestBodyRead",
    "RequestBodyRead",
  ]);
});

test("move and copy answer 201 with the message under a new id, or the same one when ids are immutable", async () => {
  const on = await start();
  await sendMail(on, { subject: "Budget" });
  const { id } = await first(bob(on));
  const copy = await bob(on).api(`/me/messages/${id}/copy`).post({ destinationId: "archive" });
  expect(copy.id).not.toBe(id);
  const moved = await bob(on).api(`/me/messages/${id}/move`).post({ destinationId: "deleteditems" });
  expect(moved.id).not.toBe(id);
  expect(await errorOf(bob(on).api(`/me/messages/${id}`).get())).toEqual([404, "ErrorItemNotFound"]);
  const immutable = { Prefer: 'IdType="ImmutableId"' };
  const [kept] = (await bob(on).api("/me/mailFolders/archive/messages").headers(immutable).get()).value;
  const again = await bob(on).api(`/me/messages/${kept.id}/move`).headers(immutable).post({ destinationId: "inbox" });
  expect(again.id).toBe(kept.id);
  expect(await bob(on).api(`/me/messages/${kept.id}`).get()).toMatchObject({ subject: "Budget" });
});

test("delete goes by Deleted Items to Deletions, permanentDelete to Purges", async () => {
  const on = await start();
  const where = async (subject: string) => {
    const found: string[] = [];
    for (const folder of ["inbox", "deleteditems", "recoverableitemsdeletions", "recoverableitemspurges"])
      if (subjects(await bob(on).api(`/me/mailFolders/${folder}/messages`).get()).includes(subject)) found.push(folder);
    return found;
  };
  await sendMail(on, { subject: "A" });
  await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}`)
    .delete();
  expect(await where("A")).toEqual(["deleteditems"]);
  await bob(on)
    .api(`/me/messages/${(await first(bob(on), "deleteditems")).id}`)
    .delete();
  expect(await where("A")).toEqual(["recoverableitemsdeletions"]);
  await sendMail(on, { subject: "B" });
  await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}/permanentDelete`)
    .post({});
  expect(await where("B")).toEqual(["recoverableitemspurges"]);
});

test("folders are listed, found by their well-known names, and made", async () => {
  const on = await start();
  await sendMail(on, { subject: "Budget" });
  const folders = () => bob(on).api("/me/mailFolders");
  const names = ({ value }: Page<Folder>) => value.map((folder) => folder.displayName);
  expect(names(await folders().get())).not.toContain("Recoverable Items");
  expect(names(await folders().query({ includeHiddenFolders: "true" }).get())).toContain("Recoverable Items");
  expect(await bob(on).api("/me/mailFolders/Inbox").get()).toMatchObject({ totalItemCount: 1, unreadItemCount: 1 });
  for (const name of ["root", "deletions", "purges", "discoveryholds", "versions"])
    expect(await bob(on).api(`/me/mailFolders/recoverableitems${name}`).get()).toMatchObject({ isHidden: true });
  const made = (await folders().post({ displayName: "Projects" })) as Folder;
  await bob(on).api(`/me/mailFolders/${made.id}/childFolders`).post({ displayName: "2026" });
  expect(names(await bob(on).api(`/me/mailFolders/${made.id}/childFolders`).get())).toEqual(["2026"]);
  expect(names(await folders().filter("displayName eq 'projects'").get())).toEqual(["Projects"]);
  await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}/move`)
    .post({ destinationId: made.id });
  expect(subjects(await bob(on).api(`/me/mailFolders/${made.id}/messages`).get())).toEqual(["Budget"]);
  expect(await errorOf(folders().post({ displayName: "PROJECTS" }))).toEqual([409, "ErrorFolderExists"]);
  expect(await errorOf(bob(on).api("/me/mailFolders/nowhere").get())).toEqual([400, "ErrorInvalidIdMalformed"]);
});

test("folders are renamed, moved and deleted, what lies in them with them", async () => {
  const on = await start();
  const folders = (path = "") => bob(on).api(`/me/mailFolders${path}`);
  const names = async (path: string) =>
    ((await folders(path).get()) as Page<Folder>).value.map(({ displayName }) => displayName);
  const { id } = (await folders().post({ displayName: "Projects" })) as Folder;
  const below = (await folders(`/${id}/childFolders`).post({ displayName: "2026" })) as Folder;
  await sendMail(on, { subject: "Budget" });
  await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}/move`)
    .post({ destinationId: below.id });

  expect(await folders(`/${id}`).patch({ displayName: "Plans" })).toMatchObject({ id, displayName: "Plans" });
  expect(await errorOf(folders(`/${id}/move`).post({ destinationId: below.id }))).toEqual([400, "ErrorMoveCopyFailed"]);
  expect(await folders(`/${id}/move`).post({ destinationId: "archive" })).toMatchObject({ id, displayName: "Plans" });
  expect(await names("/archive/childFolders")).toEqual(["Plans"]);
  expect(await folders("/archive").expand("childFolders").get()).toMatchObject({ childFolders: [{ id }] });

  await folders(`/${id}`).delete();
  expect(await names("/deleteditems/childFolders")).toEqual(["Plans"]);
  const again = (await folders().post({ displayName: "Plans" })) as Folder;
  await folders(`/${again.id}`).delete();
  expect(await names("/deleteditems/childFolders")).toEqual(["Plans", "Plans 2"]);
  await folders(`/${id}`).delete();
  expect(await names("/deleteditems/childFolders")).toEqual(["Plans 2"]);
  expect(subjects(await folders("/recoverableitemsdeletions/messages").get())).toEqual(["Budget"]);
  expect(await errorOf(folders(`/${below.id}`).get())).toEqual([404, "ErrorItemNotFound"]);
});

test("folders that a mailbox came with stay, and those it never had are not there", async () => {
  const on = await start();
  const folders = (path: string) => bob(on).api(`/me/mailFolders${path}`);
  expect(await errorOf(folders("/inbox").delete())).toEqual([400, "ErrorDeleteDistinguishedFolder"]);
  expect(await errorOf(folders("/inbox").patch({ displayName: "In" }))).toEqual([400, "ErrorInvalidOperation"]);
  expect(await errorOf(folders("/inbox/move").post({ destinationId: "archive" }))).toEqual([
    400,
    "ErrorMoveDistinguishedFolder",
  ]);
  for (const name of ["outbox", "scheduled"])
    expect(await folders(`/${name}`).get()).toMatchObject({ totalItemCount: 0 });
  expect(await errorOf(folders("/clutter").get())).toEqual([404, "ErrorItemNotFound"]);
});

test("users are who has a mailbox; their id finds it as their address does", async () => {
  const on = await start();
  const me = await client(on).api("/me").get();
  expect(me).toMatchObject({ mail: "alice@contoso.com", displayName: "Alice Contoso" });
  const { value } = (await client(on).api("/users").filter("mail eq 'BOB@contoso.com'").get()) as Page<{ id: string }>;
  await sendMail(on, { subject: "Budget" });
  expect(subjects(await client(on).api(`/users/${value[0]?.id}/messages`).get())).toEqual(["Budget"]);
  expect(await errorOf(client(on).api("/users/eve@contoso.com").get())).toEqual([404, "Request_ResourceNotFound"]);
  expect(await errorOf(client(on).api("/users/eve@contoso.com/messages").get())).toEqual([404, "ErrorInvalidUser"]);
  expect(await errorOf(client(on, "eve@contoso.com").api("/me").get())).toEqual([401, "InvalidAuthenticationToken"]);
});

const address = (text: string) => ({ emailAddress: { address: text } });
const recipients = { toRecipients: [address("bob@contoso.com")] };
test.each<[string, object, number, string]>([
  ["no recipient", { subject: "x" }, 400, "ErrorInvalidRecipients"],
  ["what is no address", { toRecipients: [address("bob")] }, 400, "ErrorInvalidRecipients"],
  ["another sender", { ...recipients, from: address("bob@contoso.com") }, 403, "ErrorSendAsDenied"],
  ["a member that there is not", { ...recipients, subjekt: "x" }, 400, "RequestBodyRead"],
  ["a member of another type", { ...recipients, subject: 1 }, 400, "RequestBodyRead"],
  [
    "a standard header",
    { ...recipients, internetMessageHeaders: [{ name: "Sender", value: "x" }] },
    400,
    "InvalidInternetMessageHeader",
  ],
  [
    "six headers",
    { ...recipients, internetMessageHeaders: Array(6).fill({ name: "x-a", value: "x" }) },
    400,
    "InvalidInternetMessageHeaderCollection",
  ],
  [
    "no base64",
    {
      ...recipients,
      attachments: [{ "@odata.type": "#microsoft.graph.fileAttachment", name: "a", contentBytes: "%%" }],
    },
    400,
    "RequestBodyRead",
  ],
  [
    "an attachment of another kind",
    { ...recipients, attachments: [{ "@odata.type": "#microsoft.graph.referenceAttachment", name: "a" }] },
    400,
    "RequestBodyRead",
  ],
  ["more than 4 MB", { ...recipients, body: { content: "x".repeat(4_200_000) } }, 413, "RequestEntityTooLarge"],
])("sendMail refuses %s, and sends nothing", async (_what, message, status, code) => {
  const on = await start();
  expect(await errorOf(client(on).api("/me/sendMail").post({ message }))).toEqual([status, code]);
  await on.idle();
  expect(subjects(await bob(on).api("/me/messages").get())).toEqual([]);
  expect(subjects(await client(on).api("/me/messages").get())).toEqual([]);
});

test("what is no base64 is no MIME", async () => {
  const on = await start();
  const mime = client(on).api("/me/sendMail").header("Content-Type", "text/plain");
  expect(await errorOf(mime.post("From: alice@contoso.com"))).toEqual([400, "ErrorMimeContentInvalidBase64String"]);
});
