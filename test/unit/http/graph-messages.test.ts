import { expect, test } from "vitest";
import { ALICE, BOB, body, json, message, NOON, server } from "./support.ts";

interface Message {
  id: string;
  subject: string;
  [name: string]: unknown;
}
interface Page {
  value: Message[];
  "@odata.nextLink"?: string;
  "@odata.count"?: number;
}
const INBOX = `/v1.0/users/${BOB}/mailFolders/inbox/messages`;
const HOUR = 3_600_000;

const subjects = (page: Page) => page.value.map((item) => item.subject);
const errorOf = async (answer: Promise<Response>, status: number) =>
  (await json<{ error: { code: string; message: string } }>(answer, status)).error;

test("a list shows headers, newest first, and no message text", async () => {
  const { ask, put } = await server();
  await put({ subject: "Older", receivedAt: NOON - HOUR });
  await put({ subject: "Newer", messageId: "<2@contoso.com>" });
  const page = await json<Page>(ask(INBOX));
  expect(subjects(page)).toEqual(["Newer", "Older"]);
  expect(page.value[0]).toMatchObject({
    receivedDateTime: "2026-11-20T12:00:00Z",
    sentDateTime: "2026-11-20T11:59:00Z",
    internetMessageId: "<2@contoso.com>",
    from: { emailAddress: { name: "Alice Adams", address: ALICE } },
    toRecipients: [{ emailAddress: { name: "Bob", address: BOB } }],
    isRead: false,
    isDraft: false,
  });
  for (const name of ["body", "bodyPreview", "hasAttachments", "internetMessageHeaders"]) {
    expect(page.value[0]).not.toHaveProperty(name);
  }
});

test("a list of rows alone reads no content", async () => {
  const { ask, put, mailboxes } = await server();
  await put();
  mailboxes.content = () => Promise.reject(new Error("content was read"));
  const page = await json<Page>(ask(`${INBOX}?$select=subject,isRead,internetMessageId`));
  expect(page.value).toEqual([
    {
      "@odata.etag": expect.any(String),
      id: expect.any(String),
      subject: "Budget",
      isRead: false,
      internetMessageId: "<1@contoso.com>",
    },
  ]);
});

test("one message has its body, preview and attachments; its headers when they are selected", async () => {
  const { ask, put } = await server();
  await put();
  const [first] = (await json<Page>(ask(INBOX))).value;
  const one = await json<Message>(ask(`/v1.0/users/${BOB}/messages/${first?.id}`));
  expect(one).toMatchObject({
    body: { contentType: "text", content: "Hello Bob,\n\nthe figures are wrong.\n" },
    bodyPreview: "Hello Bob, the figures are wrong.",
    hasAttachments: false,
  });
  expect(one).not.toHaveProperty("internetMessageHeaders");
  const { internetMessageHeaders } = await json<{ internetMessageHeaders: { name: string; value: string }[] }>(
    ask(`/v1.0/users/${BOB}/messages/${first?.id}?$select=internetMessageHeaders`),
  );
  expect(internetMessageHeaders[0]).toEqual({ name: "From", value: '"Alice Adams" <alice@contoso.com>' });
});

test("$value gives the exact bytes", async () => {
  const raw = Buffer.concat([Buffer.from(message()), Buffer.from([0, 0xff, 0x0a, 0x0d])]);
  const { ask, put } = await server();
  await put({ raw });
  const [first] = (await json<Page>(ask(INBOX))).value;
  const response = await ask(`${INBOX}/${first?.id}/$value`);
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(raw);
});

test("pages follow @odata.nextLink to the end", async () => {
  const { ask, put } = await server();
  for (let n = 0; n < 12; n += 1) await put({ subject: `${n}`, messageId: `<${n}@contoso.com>`, receivedAt: NOON + n });
  const first = await json<Page>(ask(INBOX));
  expect(first.value).toHaveLength(10);
  const next = new URL(first["@odata.nextLink"] ?? "");
  expect(next.search).toBe("?$top=10&$skip=10");
  const second = await json<Page>(ask(`${next.pathname}${next.search}`));
  expect(subjects(second)).toEqual(["1", "0"]);
  expect(second).not.toHaveProperty("@odata.nextLink");
  expect(subjects(await json<Page>(ask(`${INBOX}?$top=2&$skip=1&$orderby=receivedDateTime asc`)))).toEqual(["1", "2"]);
  expect((await json<Page>(ask(`${INBOX}?$top=1&$count=true`)))["@odata.count"]).toBe(12);
  expect((await json<Page>(ask(`${INBOX}?$top=1&$count=true&$filter=subject eq '3'`)))["@odata.count"]).toBe(1);
});

test("/messages shows all that the owner sees: nothing of Recoverable Items", async () => {
  const { ask, put } = await server();
  await put({ subject: "In" });
  await put({ subject: "Deleted", folder: "deleteditems" });
  await put({ subject: "Purged", folder: "recoverableitemspurges" });
  expect(subjects(await json<Page>(ask(`/beta/users/${BOB}/messages`))).sort()).toEqual(["Deleted", "In"]);
  const purges = await json<Page>(ask(`/beta/users/${BOB}/mailFolders/RecoverableItemsPurges/messages`));
  expect(subjects(purges)).toEqual(["Purged"]);
});

test.each([
  ["isRead eq false", ["B", "A"]],
  ["isRead eq true", ["C"]],
  ["internetMessageId eq '<b@contoso.com>'", ["B"]],
  ["subject eq 'a'", ["A"]],
  ["receivedDateTime ge 2026-11-20T13:00:00Z", ["C", "B"]],
  ["receivedDateTime le 2026-11-20T14:00:00+01:00", ["B", "A"]],
  ["receivedDateTime ge 2026-11-20T13:00:00Z and isRead eq false", ["B"]],
  ["isRead eq true or subject eq 'A'", ["C", "A"]],
  ["not (isRead eq true) and (subject ne 'B')", ["A"]],
  ["startswith(subject,'a')", ["A"]],
  ["contains(subject,'b') or endswith(subject,'C') eq true", ["C", "B"]],
  ["contains(subject,'%') or contains(subject,'_')", []],
  ["from/emailAddress/address eq 'Alice@Contoso.com' and startswith(subject,'A') eq false", ["C", "B"]],
  ["from/emailAddress/address eq 'eve@contoso.com'", []],
])("$filter=%s", async (filter, expected) => {
  const { ask, put } = await server();
  await put({ subject: "A", messageId: "<a@contoso.com>", receivedAt: NOON });
  await put({ subject: "B", messageId: "<b@contoso.com>", receivedAt: NOON + HOUR });
  await put({ subject: "C", messageId: "<c@contoso.com>", receivedAt: NOON + 2 * HOUR, isRead: true });
  expect(subjects(await json<Page>(ask(`${INBOX}?$filter=${encodeURIComponent(filter)}`)))).toEqual(expected);
});

test.each([
  ["$filter=length(subject) gt 1", "ErrorInvalidUrlQueryFilter", "The function 'length' is not available"],
  [
    "$filter=contains(internetMessageId,'x')",
    "ErrorInvalidUrlQueryFilter",
    "contains looks at subject and other text here",
  ],
  ["$filter=contains(subject)", "BadRequest", "',' was expected"],
  ["$filter=subjekt eq 'x'", "ErrorInvalidUrlQueryFilter", "did you mean `subject`?"],
  ["$filter=subject eq x", "BadRequest", "Syntax error at position 11"],
  ["$filter=isRead gt true", "ErrorInvalidUrlQueryFilter", "can be compared with eq, ne"],
  ["$filter=isRead eq true and", "BadRequest", "a property was expected"],
  ["$filter=(isRead eq true", "BadRequest", "')' was expected"],
  ["$filter=subject eq 'x", "BadRequest", "Syntax error at position 11"],
  ["$filter=receivedDateTime ge '2026-11-20'", "BadRequest", "a time such as"],
  [`$filter=${"not ".repeat(100)}isRead eq true`, "BadRequest", "nested too deeply"],
  ["$select=subject,boddy", "BadRequest", "Could not find a property named 'boddy'"],
  ["$top=0", "BadRequest", "$top"],
  ["$top=1001", "BadRequest", "$top"],
  ["$skip=-1", "BadRequest", "$skip"],
  ["$orderby=subjekt", "BadRequest", "did you mean `subject`?"],
  ["$orderby=subject,subject desc", "BadRequest", "twice"],
  ["$orderby=receivedDateTime down", "BadRequest", "asc or desc"],
  ["$expand=extensions", "BadRequest", "expanded here by attachments"],
  ["$search=(x", "BadRequest", "')' was expected"],
  ["$search=subjekt:x", "BadRequest", "did you mean `subject`?"],
  ["$search=hasAttachments:maybe", "BadRequest", "true or false was expected"],
  ["$search=received>soon", "BadRequest", "a day such as"],
  ["$search=x&$filter=isRead eq true", "SearchWithFilter", "'$filter' is not supported with '$search'"],
  ["$search=x&$orderby=subject", "SearchWithOrderBy", "'$orderBy' is not supported"],
  [`$search=${"NOT ".repeat(100)}x`, "BadRequest", "nested too deeply"],
  ["$filter=categories/any(c:c gt 'x')", "BadRequest", "eq or ne was expected"],
  ["$filter=toRecipients/any(r:r/emailAddress eq 'x')", "BadRequest", "emailAddress/address"],
  ["$filter=parentFolderId eq 'inbox'", "BadRequest", "the id of a folder"],
  [
    "$filter=hasAttachments eq true or singleValueExtendedProperties/any(e:e/id eq 'Binary 0x6800')",
    "ErrorInvalidUrlQueryFilter",
    "by 'and' only",
  ],
  ["$count=maybe", "BadRequest", "$count"],
])("%s is refused with a reason", async (query, code, text) => {
  const { ask } = await server();
  const error = await errorOf(ask(`${INBOX}?${query.replaceAll(" ", "%20")}`), 400);
  expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
});

test.each([
  ["subject", ["a", "B", "Ä", "ä2"]],
  ["subject desc", ["ä2", "Ä", "B", "a"]],
  ["isRead desc,receivedDateTime asc", ["Ä", "a", "B", "ä2"]],
])("$orderby=%s", async (order, expected) => {
  const { ask, put } = await server();
  await put({ subject: "Ä", messageId: "<1@x>", receivedAt: NOON + HOUR, isRead: true });
  await put({ subject: "a", messageId: "<2@x>", receivedAt: NOON });
  await put({ subject: "B", messageId: "<3@x>", receivedAt: NOON + 2 * HOUR });
  await put({ subject: "ä2", messageId: "<4@x>", receivedAt: NOON + 3 * HOUR });
  expect(subjects(await json<Page>(ask(`${INBOX}?$orderby=${encodeURIComponent(order)}`)))).toEqual(expected);
});

test("letters beyond ASCII have no case either", async () => {
  const { ask, put } = await server();
  await put({ subject: "Überblick" });
  const filter = encodeURIComponent("startswith(subject,'üBER')");
  expect(subjects(await json<Page>(ask(`${INBOX}?$filter=${filter}`)))).toEqual(["Überblick"]);
});

test("$count is a bare number", async () => {
  const { ask, put } = await server();
  await put();
  await put({ isRead: true });
  expect(await (await ask(`${INBOX}/$count`)).text()).toBe("2");
  expect(await (await ask(`/v1.0/users/${BOB}/messages/$count?$filter=isRead eq true`)).text()).toBe("1");
});

test("PATCH marks as read, and takes nothing else", async () => {
  const { ask, put } = await server();
  await put();
  const [first] = (await json<Page>(ask(INBOX))).value;
  const path = `/v1.0/users/${BOB}/messages/${first?.id}`;
  expect(await json(ask(path, body({ isRead: true }, "PATCH")))).toMatchObject({ isRead: true, id: first?.id });
  expect((await json<Page>(ask(`${INBOX}?$filter=isRead eq true`))).value).toHaveLength(1);
  expect(await errorOf(ask(path, body({ subject: "x" }, "PATCH")), 400)).toMatchObject({
    code: "ErrorInvalidPropertyUpdateSentMessage",
  });
  expect((await errorOf(ask(path, { method: "PATCH", body: "{" }), 400)).message).toContain("not JSON");
});

test("move answers 201 with the item under a new id, unless ids are to be immutable", async () => {
  const { ask, put } = await server();
  await put();
  const [first] = (await json<Page>(ask(INBOX))).value;
  const moved = await json<Message>(ask(`${INBOX}/${first?.id}/move`, body({ destinationId: "DeletedItems" })), 201);
  expect(moved.id).not.toBe(first?.id);
  expect((await errorOf(ask(`/v1.0/users/${BOB}/messages/${first?.id}`), 404)).code).toBe("ErrorItemNotFound");
  expect((await json<Message>(ask(`/v1.0/users/${BOB}/messages/${moved.id}`))).subject).toBe("Budget");

  const prefer = { Prefer: 'IdType="ImmutableId"' };
  const { id } = await json<Message>(ask(`/v1.0/users/${BOB}/messages/${moved.id}`, { headers: prefer }));
  const again = body({ destinationId: "inbox" });
  const back = await json<Message>(
    ask(`/v1.0/users/${BOB}/messages/${id}/move`, { ...again, headers: { ...again.headers, ...prefer } }),
    201,
  );
  expect(back.id).toBe(id);
});

test.each([
  ["nowhere", 400, "ErrorInvalidIdMalformed"],
  ["AAMkA7mjAAAAAAAPAAAAAAAB", 400, "ErrorInvalidIdMalformed"],
])("a move to %s is refused", async (destinationId, status, code) => {
  const { ask, put } = await server();
  await put();
  const [first] = (await json<Page>(ask(INBOX))).value;
  expect((await errorOf(ask(`${INBOX}/${first?.id}/move`, body({ destinationId })), status)).code).toBe(code);
});

test("DELETE goes to Deleted Items, from there to Deletions, from there to Purges", async () => {
  const { ask, put } = await server();
  await put();
  const way: string[] = [];
  for (const folder of ["inbox", "deleteditems", "recoverableitemsdeletions"]) {
    const [found] = (await json<Page>(ask(`/v1.0/users/${BOB}/mailFolders/${folder}/messages`))).value;
    way.push(`${folder} ${(await ask(`/v1.0/users/${BOB}/messages/${found?.id}`, { method: "DELETE" })).status}`);
  }
  expect(way).toEqual(["inbox 204", "deleteditems 204", "recoverableitemsdeletions 204"]);
  const purges = await json<Page>(ask(`/v1.0/users/${BOB}/mailFolders/recoverableitemspurges/messages`));
  expect(subjects(purges)).toEqual(["Budget"]);
});

test("another mailbox's id, another folder's, and no id at all find nothing", async () => {
  const { ask, put } = await server();
  await put();
  const [first] = (await json<Page>(ask(INBOX))).value;
  expect((await errorOf(ask(`/v1.0/users/${ALICE}/messages/${first?.id}`), 404)).code).toBe("ErrorItemNotFound");
  const elsewhere = `/v1.0/users/${BOB}/mailFolders/drafts/messages/${first?.id}`;
  expect((await errorOf(ask(elsewhere), 404)).code).toBe("ErrorItemNotFound");
  expect((await errorOf(ask(`${INBOX}/1`), 400)).code).toBe("ErrorInvalidIdMalformed");
});

test("hostile mail is shown without From, Date or Message-ID, with 8-bit headers and NUL", async () => {
  const { ask, put } = await server();
  await put({ raw: Buffer.from("Subject: caf\xe9\0\r\nnonsense\r\nTo: ,,<\r\n\r\n\0", "latin1") });
  const page = await json<Page>(
    ask(`${INBOX}?$select=subject,from,toRecipients,bodyPreview,body,internetMessageHeaders`),
  );
  expect(page.value[0]).toMatchObject({ from: { emailAddress: { address: ALICE } }, toRecipients: [] });
});

test("hasAttachments: a file is one, an image that the text shows is none", async () => {
  const { ask, put } = await server();
  const part = (type: string, disposition: string) =>
    `--b\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\nContent-ID: <i>\r\n\r\nx\r\n`;
  const head = (subject: string, type: string) =>
    `From: ${ALICE}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/${type}; boundary=b\r\n\r\n`;
  await put({ raw: `${head("file", "mixed")}${part("application/pdf", "attachment; filename=a.pdf")}--b--\r\n` });
  const html = '--b\r\nContent-Type: text/html\r\n\r\n<img src="cid:i">\r\n';
  await put({ raw: `${head("image", "related")}${html}${part("image/png", "inline")}--b--\r\n` });
  const page = await json<{ value: { subject: string; hasAttachments: boolean }[] }>(
    ask(`${INBOX}?$select=subject,hasAttachments`),
  );
  const shown = Object.fromEntries(page.value.map(({ subject, hasAttachments }) => [subject, hasAttachments]));
  expect(shown).toEqual({ file: true, image: false });
});
