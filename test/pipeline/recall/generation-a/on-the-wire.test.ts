// What a request of classic Outlook looks like where it leaves. docs/recall.md R1, "Generation A on the wire"
import { expect, it } from "vitest";
import { HeaderBlock } from "../../../../src/mime/header-block.ts";
import { splitMessage } from "../../../../src/mime/message.ts";
import type { Sandbox } from "../../../../src/sandbox.ts";
import { NAMED, TAG } from "../../../../src/tnef/property-tags.ts";
import { legBytes, recallByOutlook, submitByOutlook, tnefOf } from "../../../support/outlook.ts";
import { sandbox, tenant } from "../../../support/sandbox.ts";
import { blackHole, roundTrip } from "../../../support/smart-host.ts";

const leaving = async (parts: Record<string, unknown> = {}) =>
  sandbox({ config: tenant({ ...roundTrip((await blackHole()).address), ...parts }) });

async function leavingRequest(on: Sandbox, subject: string, language: "en" | "zh-CN" | "zh-TW" | "ko" = "en") {
  const original = await submitByOutlook(on, { subject });
  const bytes = await legBytes(on, await recallByOutlook(on, original, { language }));
  const { headers, body } = splitMessage(bytes);
  return { bytes, headers: HeaderBlock.parse(headers), body: body.toString("latin1") };
}

const ORDER = [
  "From",
  "To",
  "Subject",
  "Thread-Topic",
  "Thread-Index",
  "X-CallingTelephoneNumber",
  "X-VoiceMessageDuration",
  "X-FaxNumberOfPages",
  "Date",
  "Message-ID",
  "Accept-Language",
  "Content-Language",
  "X-MS-Has-Attach",
  "X-MS-TNEF-Correlator",
  "authentication-results",
  "x-ms-traffictypediagnostic",
  "x-ms-publictraffictype",
  "x-ms-office365-filtering-correlation-id",
  "x-ms-exchange-recallreportgenerated",
  "x-ms-exchange-recallreportcfmgenerated",
  "x-ms-exchange-senderadcheck",
  "x-ms-exchange-antispam-relay",
  "Content-Type",
  "Content-Transfer-Encoding",
  "MIME-Version",
];

it("as plain MIME its fields stand as on real requests", async () => {
  const { headers, body } = await leavingRequest(await leaving(), "Budget");
  const names = headers.fields.map(({ name }) => name).filter((name) => name !== "Received");
  expect(names.filter((name) => !/^x-ms-exchange-cross|^x-originatororg|^X-Sandbox/i.test(name))).toEqual(ORDER);
  expect(headers.get("Subject")).toBe("Recall: Budget");
  expect(headers.get("Thread-Topic")).toBe("Budget");
  expect(Buffer.from(headers.get("Thread-Index") ?? "", "base64")).toHaveLength(22);
  expect(headers.get("X-CallingTelephoneNumber")).toBe("IPM.Note");
  expect(headers.get("X-VoiceMessageDuration")).toBe("1");
  expect(headers.get("X-FaxNumberOfPages")).toBe("0");
  expect(headers.get("X-MS-Has-Attach")).toBe("");
  expect(headers.get("X-MS-TNEF-Correlator")).toBe("");
  expect(headers.get("x-ms-traffictypediagnostic")).toBe("MAIL:EE_|MAIL:EE_LegacyOutlookRecall");
  expect(headers.get("Content-Type")).toBe('text/plain; charset="us-ascii"');
  expect(body).toBe('\r\nAlice Contoso would like to recall the message, "Budget".=\r\n');
});

it("nothing in its plain form names the original", async () => {
  const on = await leaving();
  const original = await submitByOutlook(on, { subject: "Budget" });
  const sent = (await on.submitted.find(original))[0];
  const text = (await legBytes(on, await recallByOutlook(on, original))).toString("latin1");
  expect(text).not.toContain(original.slice(1, -1));
  expect(text).not.toContain(sent?.searchKey);
});

it.each([
  ["2023-04", ["x-ms-publictraffictype", "x-ms-traffictypediagnostic"], "MAIL:EE_|MAIL:EE_"],
  ["2024-08", ["x-ms-traffictypediagnostic", "x-ms-publictraffictype"], "MAIL:EE_|MAIL:EE_"],
])("at level %s the traffic fields are of that time", async (level, order, diagnostic) => {
  const { headers } = await leavingRequest(await leaving({ service: { level } }), "Budget");
  const names = headers.fields
    .map(({ name }) => name)
    .filter((name) => name.startsWith("x-ms-") && /traffic/.test(name));
  expect(names).toEqual(order);
  expect(headers.get("x-ms-traffictypediagnostic")).toBe(diagnostic);
});

it.each([
  ["zh-CN", "gb2312", "Alice Contoso 将撤回邮件“预算”。", "撤回: 预算", "预算"],
  ["zh-TW", "big5", "Alice Contoso 希望回收這封郵件 [預算]。", "回收: 預算", "預算"],
] as const)(
  "in %s charset and sentence are those of the client",
  async (language, charset, sentence, subject, topic) => {
    const { headers, body } = await leavingRequest(await leaving(), topic, language);
    expect(headers.get("Content-Type")).toBe(`text/plain; charset="${charset}"`);
    expect(headers.get("Content-Transfer-Encoding")).toBe("base64");
    expect(new TextDecoder(charset).decode(Buffer.from(body, "base64"))).toBe(sentence);
    expect(headers.get("Subject")).toMatch(new RegExp(`^=\\?${charset}\\?B\\?`));
    expect(subject).toContain(topic);
  },
);

it("as rich text it has class, the key of the original and all the rest", async () => {
  const on = await leaving({ remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }] });
  const original = await submitByOutlook(on);
  const [sent] = await on.submitted.find(original);
  const request = await recallByOutlook(on, original);
  const { message, stream } = await tnefOf(await legBytes(on, request));
  const { properties } = message;
  expect(properties.text(TAG.PidTagMessageClass)).toBe("IPM.Outlook.Recall");
  expect(properties.binary(TAG.RecallSearchKey)?.toString("hex").toUpperCase()).toBe(sent?.searchKey);
  expect(properties.number(TAG.PidTagVoiceMessageDuration)).toBe(1);
  expect(properties.text(TAG.PidTagSenderTelephoneNumber)).toBe("IPM.Note");
  expect(properties.boolean(TAG.SendRecallReport)).toBe(true);
  expect(properties.number(TAG.PidTagFaxNumberOfPages)).toBe(0);
  expect(properties.namedNumber(NAMED.PidLidAutoProcessState)).toBe(1);
  expect(properties.text(TAG.PidTagInternetMessageId)).toBe(request);
  expect(properties.has(TAG.PidTagReportTag)).toBe(true);
  expect(properties.binary(TAG.PidTagSearchKey)).toHaveLength(16);
  expect(stream.flaws).toEqual([]);
});

it("the original leaves with the search key that Sent Items and the record of submissions have", async () => {
  const on = await leaving({ remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }] });
  const original = await submitByOutlook(on);
  const [sent] = await on.submitted.find(original);
  const { message } = await tnefOf(await legBytes(on, original));
  expect(message.properties.binary(TAG.PidTagSearchKey)?.toString("hex").toUpperCase()).toBe(sent?.searchKey);
  const [copy] = await on.mailboxes.list("alice@contoso.com", { messageId: original });
  expect(copy?.searchKey).toBe(sent?.searchKey);
});
