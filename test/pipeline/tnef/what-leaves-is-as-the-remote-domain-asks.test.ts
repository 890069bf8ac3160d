// TNEFEnabled of the remote domain, then the contact's UseMapiRichTextFormat, then the sender. Set-RemoteDomain
import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { legBytes, submitByOutlook, tnefOf, winmailMessage } from "../../support/outlook.ts";
import { deliverFromOutside, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

const REMOTE_DOMAINS = [
  { domainName: "always.example", tnefEnabled: true },
  { domainName: "*.never.example", tnefEnabled: false },
  {
    domainName: "text.example",
    tnefEnabled: false,
    contentType: "MimeText",
    byteEncoderTypeFor7BitCharsets: "Use7Bit",
  },
];

const CONTACTS = [
  { address: "rich@contoso.com", externalAddress: "rich@partner.example", useMapiRichTextFormat: "Always" },
  { address: "plain@contoso.com", externalAddress: "plain@partner.example", useMapiRichTextFormat: "Never" },
];

const UNLESS_MARKED = {
  exceptIfHeaderContainsMessageHeader: "X-Sandbox-Signature",
  exceptIfHeaderContainsWords: ["true"],
};

const started = () => sandbox({ config: tenant({ remoteDomains: REMOTE_DOMAINS, contacts: CONTACTS }) });

/** By recipient: the message as it left. */
async function left(on: Sandbox): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const mail of await on.internet.list()) {
    const bytes = await on.internet.bytes(mail.id);
    for (const recipient of mail.recipients) found.set(recipient, bytes ?? Buffer.alloc(0));
  }
  return found;
}

const isRich = (bytes: Buffer | undefined) => bytes?.includes("application/ms-tnef");

it("one message leaves in as many forms as its recipients want", async () => {
  const on = await started();
  const to = [
    "a@always.example",
    "b@deep.never.example",
    "c@elsewhere.example",
    "rich@contoso.com",
    "plain@contoso.com",
  ];
  await submitByOutlook(on, { to, html: "<p>Hello <b>all</b></p>" });
  const mail = await left(on);
  expect([...mail].map(([address, bytes]) => [address, isRich(bytes)]).sort()).toEqual([
    ["a@always.example", true],
    ["b@deep.never.example", false],
    ["c@elsewhere.example", false],
    ["plain@partner.example", false],
    ["rich@partner.example", true],
  ]);
});

it("where nobody else decides, the sender does", async () => {
  const on = await started();
  const to = ["c@elsewhere.example", "b@deep.never.example", "plain@contoso.com"];
  await submitByOutlook(on, { to, richText: true });
  const mail = await left(on);
  expect(isRich(mail.get("c@elsewhere.example"))).toBe(true);
  expect(isRich(mail.get("b@deep.never.example"))).toBe(false);
  expect(isRich(mail.get("plain@partner.example"))).toBe(false);
});

it("rich text always takes plain mail of other clients too", async () => {
  const on = await started();
  const id = await submit(on, { to: "a@ALWAYS.example", subject: "Budget", text: "the figures" });
  const [bytes] = [...(await left(on)).values()];
  const { message } = await tnefOf(bytes ?? Buffer.alloc(0));
  expect(message.properties.text(TAG.PidTagSubject)).toBe("Budget");
  expect(message.properties.text(TAG.PidTagInternetMessageId)).toBe(id);
  const [sent] = await on.submitted.find(id);
  expect(message.properties.binary(TAG.PidTagSearchKey)?.toString("hex").toUpperCase()).toBe(sent?.searchKey);
});

it("ContentType and the encoder are the remote domain's", async () => {
  const on = await started();
  await submitByOutlook(on, { to: ["d@text.example"], html: "<p>Hello <b>all</b></p>" });
  const text = (await left(on)).get("d@text.example")?.toString("latin1");
  expect(text).toContain('Content-Type: text/plain; charset="us-ascii"\r\nContent-Transfer-Encoding: 7bit\r\n');
  expect(text).not.toContain("<b>");
});

it("mail that is plain MIME already leaves byte for byte", async () => {
  const on = await started();
  const raw = `From: <alice@contoso.com>\r\nTo: <d@text.example>\r\nSubject: As it is\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\nMessage-ID: <as-it-is@contoso.com>\r\nContent-Type: text/html\r\n\r\n<p>odd   spacing</p>\r\n`;
  await submit(on, { to: "d@text.example", raw });
  const text = (await left(on)).get("d@text.example")?.toString("latin1");
  expect(text).toContain("\r\n\r\n<p>odd   spacing</p>\r\n");
});

it("TNEF that can't be read leaves as it came, whatever the remote domain wants", async () => {
  const on = await started();
  const raw = winmailMessage({
    messageId: "<broken@contoso.com>",
    to: "b@deep.never.example",
    winmail: Buffer.from("junk"),
  });
  await submit(on, { to: ["b@deep.never.example", "a@always.example"], raw });
  for (const bytes of (await left(on)).values())
    expect(bytes.toString("latin1")).toContain(raw.slice(raw.indexOf("\r\n\r\n")));
});

it("TNEF of a client gets the search key that was given at submission, and keeps all else", async () => {
  const on = await started();
  const raw = winmailMessage({
    messageId: "<pop@contoso.com>",
    to: "a@always.example",
    properties: (bag) => bag.set(TAG.PidTagConversationTopic, "Budget"),
  });
  await submit(on, { to: "a@always.example", raw });
  const [bytes] = [...(await left(on)).values()];
  const { message, stream } = await tnefOf(bytes ?? Buffer.alloc(0));
  const [sent] = await on.submitted.find("<pop@contoso.com>");
  expect(message.properties.binary(TAG.PidTagSearchKey)?.toString("hex").toUpperCase()).toBe(sent?.searchKey);
  expect(message.properties.text(TAG.PidTagConversationTopic)).toBe("Budget");
  expect(stream.key).toBe(0x0201);
});

it("a search key that another message has is not believed", async () => {
  const on = await started();
  const original = await submitByOutlook(on);
  const [first] = await on.submitted.find(original);
  const raw = winmailMessage({
    messageId: "<copycat@contoso.com>",
    from: "carol@contoso.com",
    properties: (bag) => bag.set(TAG.PidTagSearchKey, Buffer.from(first?.searchKey ?? "", "hex")),
  });
  await submit(on, { from: "carol@contoso.com", raw });
  const [second] = await on.submitted.find("<copycat@contoso.com>");
  expect(second?.searchKey).toMatch(/^[0-9A-F]{32}$/);
  expect(second?.searchKey).not.toBe(first?.searchKey);
});

it("TNEF from elsewhere keeps its form on its way through, unless the remote domain decides", async () => {
  const config = (tnefEnabled: boolean | null) =>
    tenant({
      ...roundTrip("builtin"),
      transportRules: [{ name: "All", routeMessageOutboundConnector: "Out", ...UNLESS_MARKED }],
      smartHost: { preset: "transparent" },
      remoteDomains: [{ domainName: "contoso.com", tnefEnabled }],
    });
  for (const [setting, stays] of [
    [null, true],
    [true, true],
    [false, false],
  ] as const) {
    const on = await sandbox({ config: config(setting) });
    const raw = winmailMessage({ messageId: "<outside@fabrikam.com>", from: "frank@fabrikam.com" });
    await deliverFromOutside(on, { from: "frank@fabrikam.com", raw });
    await on.idle();
    expect(isRich(await legBytes(on, "<outside@fabrikam.com>"))).toBe(stays);
  }
});

/** The whole message is one part, as Exchange servers have it among each other. */
function summaryMail(from: string): string {
  const legacy = winmailMessage({
    messageId: "<summary@contoso.com>",
    from,
    correlator: "<summary@contoso.com>",
    properties: (bag) => bag.set(TAG.PidTagBody, "the figures"),
  });
  const [base64 = ""] = (legacy.split('filename="winmail.dat"\r\n\r\n')[1] ?? "").split("\r\n\r\n");
  return [
    ...(legacy.split("\r\nMIME-Version")[0] ?? "").split("\r\n"),
    "MIME-Version: 1.0",
    "X-MS-TNEF-Correlator: <summary@contoso.com>",
    "Content-Type: application/ms-tnef",
    "Content-Transfer-Encoding: base64",
    "",
    base64,
    "",
  ].join("\r\n");
}

it.each([
  ["a@always.example", true],
  ["c@elsewhere.example", false],
])("summary TNEF does not leave as such: %s", async (to, rich) => {
  const on = await started();
  await submit(on, { to, raw: summaryMail("alice@contoso.com") });
  const bytes = (await left(on)).get(to) ?? Buffer.alloc(0);
  expect(bytes.toString("latin1")).toContain("the figures");
  expect(bytes.toString("latin1")).not.toContain("Content-Type: application/ms-tnef\r\n");
  expect(isRich(bytes)).toBe(rich);
});

it("summary TNEF from elsewhere goes to a smart host as text and winmail.dat", async () => {
  const on = await sandbox({
    config: tenant({
      ...roundTrip("builtin"),
      transportRules: [{ name: "All", routeMessageOutboundConnector: "Out", ...UNLESS_MARKED }],
      smartHost: { preset: "transparent" },
    }),
  });
  await deliverFromOutside(on, { from: "frank@fabrikam.com", raw: summaryMail("frank@fabrikam.com") });
  await on.idle();
  const bytes = await legBytes(on, "<summary@contoso.com>");
  expect(bytes.toString("latin1")).toMatch(/Content-Type: multipart\/mixed;/);
  expect((await tnefOf(bytes)).message.properties.text(TAG.PidTagBody)).toBe("the figures");
});
