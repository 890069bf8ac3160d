import { describe, expect, it, test } from "vitest";
import { ALICE, BOB, json, message, NOON, server, type TestMail } from "./support.ts";

interface Message {
  subject: string;
  singleValueExtendedProperties?: { id: string; value: string }[];
  multiValueExtendedProperties?: { id: string; value: string[] }[];
}
interface Page {
  value: Message[];
}

const INBOX = `/v1.0/users/${BOB}/mailFolders/inbox/messages`;
const COMMON = "{00062008-0000-0000-c000-000000000046}";
const STRINGS = "{00020329-0000-0000-c000-000000000046}";
const KEY = "00112233445566778899AABBCCDDEEFF";
const KEY_64 = Buffer.from(KEY, "hex").toString("base64");

const RECALL: TestMail = {
  subject: "Recall: Budget",
  messageId: "<2@contoso.com>",
  messageClass: "IPM.Outlook.Recall",
  searchKey: KEY,
  receivedAt: NOON + 1000,
  mapi: {
    "0x6800": ["Binary", "AQID"],
    "0x6801": ["Integer", "17"],
    "0x0070": ["String", "Budget"],
    [`${COMMON} Id 0x851a`]: ["Integer", "1"],
    [`${STRINGS} Name Keywords`]: ["StringArray", ["Red", "Blue"]],
  },
};

const errorOf = async (answer: Promise<Response>) =>
  (await json<{ error: { code: string; message: string } }>(answer, 400)).error;

async function expanded(mail: TestMail, expand: string): Promise<Message> {
  const { ask, put } = await server();
  await put(mail);
  const page = await json<Page>(ask(`${INBOX}?$select=subject&$expand=${encodeURIComponent(expand)}`));
  return page.value[0] as Message;
}

async function single(mail: TestMail, ...ids: string[]): Promise<Record<string, string>> {
  const filter = ids.map((id) => `id eq '${id}'`).join(" or ");
  const { singleValueExtendedProperties = [] } = await expanded(
    mail,
    `singleValueExtendedProperties($filter=${filter})`,
  );
  return Object.fromEntries(singleValueExtendedProperties.map(({ id, value }) => [id, value]));
}

describe("$expand=singleValueExtendedProperties", () => {
  it("shows what the store knows", async () => {
    const ids = [
      "String 0x001A",
      "Binary 0x300B",
      "String 0x1035",
      "String 0x0037",
      "SystemTime 0x0E06",
      "Integer 0x0E08",
    ];
    expect(await single(RECALL, ...ids)).toEqual({
      "String 0x1a": "IPM.Outlook.Recall",
      "Binary 0x300b": KEY_64,
      "String 0x1035": "<2@contoso.com>",
      "String 0x37": "Recall: Budget",
      "SystemTime 0xe06": "2026-11-20T12:00:01Z",
      "Integer 0xe08": String(Buffer.byteLength(message(RECALL))),
    });
  });

  it("shows what the message's TNEF said, named properties in any of the forms", async () => {
    const named = [`Integer ${COMMON} Id 0x851A`, `integer ${COMMON.slice(1, -1).toUpperCase()} Id 34074`];
    expect(await single(RECALL, "Binary 0x6800", "Integer 0x6801", "String 0x0070", named[0] ?? "")).toEqual({
      "Binary 0x6800": "AQID",
      "Integer 0x6801": "17",
      "String 0x70": "Budget",
      [`Integer ${COMMON} Id 0x851a`]: "1",
    });
    expect(await single(RECALL, named[1] ?? "")).toEqual({ [`Integer ${COMMON} Id 0x851a`]: "1" });
  });

  it("shows what the header block of plain MIME says", async () => {
    const raw = [
      "From: Alice <alice@contoso.com>",
      "To: Bob <bob@contoso.com>",
      "Subject: RE: Budget",
      "Date: Fri, 20 Nov 2026 11:59:00 +0000",
      "Message-ID: <3@contoso.com>",
      "X-VoiceMessageDuration: 35",
      "",
      "Hi",
    ].join("\r\n");
    const shown = await single(
      { raw },
      "String 0x0070",
      "String 0x0C1F",
      "Integer 0x6801",
      "Integer 0x0017",
      "String 0x7D",
    );
    expect(shown).toEqual({
      "String 0x70": "Budget",
      "String 0xc1f": ALICE,
      "Integer 0x6801": "35",
      "Integer 0x17": "1",
      "String 0x7d": raw.slice(0, raw.indexOf("\r\n\r\n") + 2),
    });
    const index = await single({ raw }, "Binary 0x0071");
    expect(Buffer.from(index["Binary 0x71"] ?? "", "base64")).toHaveLength(22);
  });

  it("leaves out what the item does not have, or has of another type", async () => {
    const { singleValueExtendedProperties } = await expanded(
      RECALL,
      "singleValueExtendedProperties($filter=id eq 'String 0x6800' or id eq 'Binary 0x001A' or id eq 'String 0x4001')",
    );
    expect(singleValueExtendedProperties).toBeUndefined();
  });

  it("says in the flags whether it was read, has attachments and is as it came", async () => {
    const raw = message().replace("text/plain", 'application/pdf; name="a.pdf"');
    expect(await single({ raw, isRead: true }, "Integer 0x0E07", "Boolean 0x0E1B")).toEqual({
      "Integer 0xe07": String(0x01 | 0x02 | 0x10),
      "Boolean 0xe1b": "true",
    });
  });

  it("stands beside attachments and lists", async () => {
    const shown = await expanded(
      RECALL,
      `attachments($select=name,size),singleValueExtendedProperties($filter=(id eq 'String 0x001A')),` +
        `MultiValueExtendedProperties($filter=id eq 'StringArray ${STRINGS} Name Keywords')`,
    );
    expect(shown).toMatchObject({
      attachments: [],
      singleValueExtendedProperties: [{ id: "String 0x1a", value: "IPM.Outlook.Recall" }],
      multiValueExtendedProperties: [{ id: `StringArray ${STRINGS} Name Keywords`, value: ["Red", "Blue"] }],
    });
  });

  it("reads no content for what stands in the row", async () => {
    const { ask, put, mailboxes } = await server();
    await put(RECALL);
    mailboxes.content = () => Promise.reject(new Error("content was read"));
    mailboxes.headers = () => Promise.reject(new Error("headers were read"));
    const expand = encodeURIComponent("singleValueExtendedProperties($filter=id eq 'String 0x001A')");
    expect((await json<Page>(ask(`${INBOX}?$select=subject&$expand=${expand}`))).value).toHaveLength(1);
  });
});

describe("$filter=singleValueExtendedProperties/any(…)", () => {
  const any = (id: string, condition = "") => `singleValueExtendedProperties/Any(ep: ep/id eq '${id}'${condition})`;

  it.each([
    [any("String 0x001A", " and ep/value eq 'ipm.outlook.recall'"), ["Recall: Budget"]],
    [any("String 0x001A", " and startswith(ep/value,'IPM.Note')"), ["Lunch"]],
    [any("Binary 0x300B", ` and ep/value eq '${KEY_64}'`), ["Recall: Budget"]],
    [any("String 0x1035", " and ep/value eq '<2@contoso.com>'"), ["Recall: Budget"]],
    [any("SystemTime 0x0E06", " and ep/value gt '2026-11-20T12:00:00Z'"), ["Recall: Budget"]],
    [any("Binary 0x6800", " and ep/value eq 'AQID'"), ["Recall: Budget"]],
    [any("Binary 0x6800", " and ep/value eq 'aqid'"), []],
    [any("Integer 0x6801", " and ep/value gt '9'"), ["Recall: Budget"]],
    [any("Integer 0x6801", " and cast(ep/value, Edm.Int32) lt 9"), []],
    [any("String 0x0070", " and contains(ep/value,'UDG')"), ["Recall: Budget"]],
    [any(`Integer ${COMMON} Id 0x851A`, " and ep/value ne null"), ["Recall: Budget"]],
    [any("String 0x6800"), []],
    [`not ${any("Binary 0x6800")}`, ["Lunch"]],
    [`(${any("Binary 0x6800")} or subject eq 'Lunch') and isRead eq false`, ["Recall: Budget", "Lunch"]],
    ["singleValueExtendedProperties/any(p:p/value eq 'IPM.Note' and p/id eq 'String 0x1a')", ["Lunch"]],
  ])("%s", async (filter, expected) => {
    const { ask, put } = await server();
    await put({ subject: "Lunch" });
    await put(RECALL);
    const page = await json<Page>(ask(`${INBOX}?$filter=${encodeURIComponent(filter)}`));
    expect(page.value.map(({ subject }) => subject)).toEqual(expected);
  });
});

const FORMATS =
  "PropertyId values may only be in one of the following formats: 'MapiPropertyType namespaceGuid Name propertyName', " +
  "'MapiPropertyType namespaceGuid Id propertyId' or 'MapiPropertyType propertyTag'.";

test.each([
  ["$expand=singleValueExtendedProperties($filter=id eq 'Test')", "ErrorInvalidProperty", FORMATS],
  ["$expand=singleValueExtendedProperties($filter=id eq 'Text 0x001A')", "ErrorInvalidProperty", FORMATS],
  [`$expand=singleValueExtendedProperties($filter=id eq 'String ${COMMON} Nam x')`, "ErrorInvalidProperty", FORMATS],
  [
    "$expand=singleValueExtendedProperties($filter=id eq 'StringArray 0x1A')",
    "ErrorInvalidExtendedProperty",
    "combination",
  ],
  ["$expand=multiValueExtendedProperties($filter=id eq 'String 0x1A')", "ErrorInvalidExtendedProperty", "combination"],
  ["$expand=singleValueExtendedProperties", "BadRequest", "$filter=id eq"],
  ["$expand=singleValueExtendedProperties($filter=id ne 'String 0x1A')", "BadRequest", "id eq '…' was expected"],
  ["$expand=extensions", "BadRequest", "expanded here by attachments, singleValueExtendedProperties"],
  ["$filter=singleValueExtendedProperties/any(ep: ep/value eq 'x')", "BadRequest", "any(ep: ep/id eq"],
  ["$filter=singleValueExtendedProperties/any(ep: ep/id eq 'x')", "ErrorInvalidProperty", FORMATS],
  ["$filter=singleValueExtendedProperties/any(ep: ep/id eq 'String 0x1A'", "BadRequest", "')' was expected"],
  [
    "$filter=singleValueExtendedProperties/any(ep: ep/id eq 'Integer 0x6801' and ep/value gt 'x')",
    "ErrorInvalidUrlQueryFilter",
    "no number",
  ],
  [
    "$filter=singleValueExtendedProperties/any(ep: ep/id eq 'Integer 0x0E07' and ep/value eq '1')",
    "ErrorInvalidUrlQueryFilter",
    "$expand shows it",
  ],
])("%s is refused", async (query, code, text) => {
  const { ask } = await server();
  const [name = "", ...value] = query.split("=");
  const error = await errorOf(ask(`${INBOX}?${name}=${encodeURIComponent(value.join("="))}`));
  expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
});

test("extended properties are set, but for what other things make", async () => {
  const { ask, put, mailboxes } = await server();
  const { id } = await put();
  const { value } = await json<{ value: { id: string }[] }>(ask(`${INBOX}?$select=id`));
  const patch = (property: string, text: string) => {
    const body = JSON.stringify({ singleValueExtendedProperties: [{ id: property, value: text }] });
    return ask(`/v1.0/users/${BOB}/messages/${value[0]?.id}`, { method: "PATCH", body });
  };
  await json(patch("String 0x001A", "IPM.Note.Mine"));
  expect((await mailboxes.get(BOB, id))?.messageClass).toBe("IPM.Note.Mine");
  for (const property of ["Integer 0x0E08", "String 0x007D", "Integer 0x0E07"])
    expect((await errorOf(patch(property, "1"))).code).toBe("ErrorInvalidExtendedProperty");
});
