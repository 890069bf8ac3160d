// Which message is a recall request is said by what carries the request, never by a subject alone.
import { describe, expect, it } from "vitest";
import { identifyRecall } from "../../../../../src/agents/recall/wire/identify.ts";
import {
  type ReportTag,
  reportTagMessageId,
  writeReportTag,
} from "../../../../../src/agents/recall/wire/report-tag.ts";
import { HeaderBlock } from "../../../../../src/mime/header-block.ts";
import { splitMessage } from "../../../../../src/mime/message.ts";
import type { PropertyBag } from "../../../../../src/tnef/property-bag.ts";
import { TAG } from "../../../../../src/tnef/property-tags.ts";
import { mailWith, recallMessage, SEARCH_KEY, winmail } from "../../../../support/winmail.ts";

const SENTENCE = 'Alice Aoki would like to recall the message, "Q3 numbers".';

function identify(mail: Buffer | string) {
  const { headers, body } = splitMessage(Buffer.isBuffer(mail) ? mail : Buffer.from(mail, "utf8"));
  return identifyRecall(HeaderBlock.parse(headers), body);
}

const mail = (fields: readonly string[], text = SENTENCE) =>
  ["From: Alice Aoki <alice@contoso.com>", ...fields, "", text, ""].join("\r\n");

const kinds = async (bytes: Buffer | string) => (await identify(bytes)).signals.map(({ kind }) => kind);

describe("generation A", () => {
  const A = [
    "Subject: Recall: Q3 numbers",
    "Thread-Topic: Q3 numbers",
    "X-CallingTelephoneNumber: IPM.Note",
    "X-MS-TNEF-Correlator:",
  ];

  it("from an Exchange server is known by the telephone number, and nothing but the subject names the original", async () => {
    expect(await identify(mail(A))).toEqual({
      isRecallRequest: true,
      generation: "A",
      hosted: "onprem",
      language: "en",
      original: { namedBy: "subject", subject: "Q3 numbers" },
      signals: [
        { kind: "callingTelephoneNumber", detail: "X-CallingTelephoneNumber: IPM.Note" },
        { kind: "text", detail: "Subject and sentence of a recall in en" },
      ],
      notes: [],
    });
  });

  it("from Exchange Online says so, strongest signal first", async () => {
    const found = await identify(
      mail([
        ...A,
        "x-ms-exchange-recallreportgenerated: true",
        "x-ms-traffictypediagnostic: AB1PR01MB0001:EE_|AB2PR01MB0002:EE_LegacyOutlookRecall",
      ]),
    );
    expect(found).toMatchObject({ generation: "A", hosted: "exo" });
    expect(found.signals.map(({ kind }) => kind)).toEqual([
      "trafficType",
      "recallReportGenerated",
      "callingTelephoneNumber",
      "text",
    ]);
  });

  it("with nothing left but its text is still known", async () => {
    expect(await identify(mail(["Subject: Recall: Q3 numbers"]))).toMatchObject({ generation: "A", hosted: null });
  });

  it("that a host made HTML is read all the same", async () => {
    const html = `<html><body><p>${SENTENCE.replaceAll('"', "&quot;")}</p><p>Contoso Ltd</p></body></html>`;
    expect(await kinds(mail(["Subject: Recall: Q3 numbers", "Content-Type: text/html"], html))).toEqual(["text"]);
  });

  it("of a message of another class has that class", async () => {
    expect(await kinds(mail(["X-CallingTelephoneNumber: IPM.Note.SMIME"], "?"))).toEqual(["callingTelephoneNumber"]);
  });

  it("in another language speaks it", async () => {
    const chinese = [
      "Subject: =?gb2312?B?s7e72DogUTM=?=",
      "X-CallingTelephoneNumber: IPM.Note",
      'Content-Type: text/plain; charset="gb2312"',
      "Content-Transfer-Encoding: base64",
    ];
    const text = "QWxpY2Ugvauzt7vY08q8/qGwUTOhsaGj";
    expect(await identify(mail(chinese, text))).toMatchObject({ language: "zh-CN", original: { subject: "Q3" } });
  });
});

describe("generation B", () => {
  const B = [
    "Subject: Recall: Q3 numbers",
    "X-MS-TrafficTypeDiagnostic: AB1PR01MB0001:EE_MessageRecallEmail",
    "X-MS-Exchange-RecallReportGenerated: true",
  ];
  const FIELD = "X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId";

  it("names the original in encoded words", async () => {
    const found = await identify(mail([...B, `${FIELD}: =?utf-8?q?=3Cq3=40conto?=\r\n =?utf-8?q?so=2Ecom=3E?=`]));
    expect(found).toMatchObject({
      generation: "B",
      hosted: "exo",
      original: { namedBy: "messageId", messageId: "<q3@contoso.com>" },
    });
  });

  it.each(["nonsense", "=?utf-8?q?=3Ca=3E=3Cb=3E?=", ""])("named %s is not named", async (value) => {
    expect((await identify(mail([...B, `${FIELD}: ${value}`]))).original).toEqual({
      namedBy: "subject",
      subject: "Q3 numbers",
    });
  });

  it("is known by EE_MessageRecallEmail twice over", async () => {
    const twice = "X-MS-TrafficTypeDiagnostic: A1:EE_MessageRecallEmail|B2:EE_MessageRecallEmail";
    expect(await identify(mail([twice], ""))).toMatchObject({ isRecallRequest: true, generation: "B" });
  });

  it("without its headers is known by the Message-Id, else by the address in the sentence", async () => {
    const id = "Message-Id: <Z5P6T7R4XLU4.W77LQ6AHCR743@ab5pr01mb8482>";
    expect(await identify(mail(["Subject: Recall: Q3 numbers", id]))).toMatchObject({ generation: "B" });
    const text = SENTENCE.replace("Alice Aoki", "alice@contoso.com");
    expect(await identify(mail(["Subject: Recall: Q3 numbers"], text))).toMatchObject({ generation: "B" });
  });

  it("with its report headers alone is told from A by their case", async () => {
    const of = async (name: string) => (await identify(mail([`${name}: false`], ""))).generation;
    expect(await of("X-MS-Exchange-RecallReportGenerated")).toBe("B");
    expect(await of("x-ms-exchange-recallreportgenerated")).toBe("A");
  });
});

describe("generation C, and A in TNEF", () => {
  const tag: ReportTag = {
    storeEntryId: Buffer.from("store"),
    folderEntryId: Buffer.from("folder"),
    messageEntryId: Buffer.from("message"),
    searchFolderEntryId: Buffer.alloc(0),
    searchKey: Buffer.from(SEARCH_KEY, "hex"),
    subject: Buffer.from("Q3 numbers"),
  };
  /** The recall of winmail.ts with other properties. */
  const recallWith = (change: (bag: PropertyBag) => unknown) => {
    const message = recallMessage();
    change(message.properties);
    return mailWith(winmail(message));
  };

  it("are known by the class, and the search key names the original", async () => {
    const found = await identify(mailWith(winmail()));
    expect(found).toMatchObject({ isRecallRequest: true, generation: "C", hosted: null });
    expect(found.original).toEqual({
      namedBy: "searchKey",
      searchKey: SEARCH_KEY.toUpperCase(),
      subject: "Q3 numbers",
    });
    expect(found.signals[0]).toEqual({ kind: "messageClass", detail: "TNEF has the class IPM.Outlook.Recall" });
  });

  it("A has identifiers of its own, as Exchange gives them", async () => {
    const bytes = recallWith((bag) => bag.set(TAG.PidTagInternetMessageId, "<recall@contoso.com>"));
    expect(await identify(bytes)).toMatchObject({ generation: "A" });
  });

  it("a key of four bytes names nothing; the report tag does, if it has one", async () => {
    const degenerate = Buffer.from("1e000000", "hex");
    const alone = await identify(recallWith((bag) => bag.set(TAG.RecallSearchKey, degenerate)));
    expect(alone.original?.namedBy).toBe("subject");
    const tagged = await identify(
      recallWith((bag) => bag.set(TAG.RecallSearchKey, degenerate).set(TAG.PidTagReportTag, writeReportTag(tag))),
    );
    expect(tagged.original?.searchKey).toBe(SEARCH_KEY.toUpperCase());
  });

  it("an empty key in the report tag leaves the property's", async () => {
    const empty = writeReportTag({ ...tag, searchKey: Buffer.alloc(0) });
    const found = await identify(recallWith((bag) => bag.set(TAG.PidTagReportTag, empty)));
    expect(found.original?.searchKey).toBe(SEARCH_KEY.toUpperCase());
  });

  it("when the TNEF is lost, the Message-ID still names the original", async () => {
    const id = `Message-ID: ${reportTagMessageId(tag, "contoso.com")}`;
    expect(await identify(mail(["Subject: Recall: Q3 numbers", id]))).toMatchObject({
      generation: "C",
      original: { namedBy: "searchKey", searchKey: SEARCH_KEY.toUpperCase() },
    });
  });

  it("TNEF of another message is ignored, with a note", async () => {
    const found = await identify(mailWith(winmail(), { correlator: "<other@contoso.com>" }));
    expect(found.isRecallRequest).toBe(false);
    expect(found.notes[0]).toMatch(/^Its TNEF is ignored: X-MS-TNEF-Correlator is <other@contoso\.com>/);
  });

  it("broken TNEF is left out, with a note", async () => {
    const found = await identify(mailWith(winmail().subarray(0, 100)));
    expect(found.isRecallRequest).toBe(false);
    expect(found.notes[0]).toMatch(/^Its TNEF is left out: Cannot read TNEF/);
  });

  it("ordinary TNEF is none", async () => {
    const bytes = recallWith((bag) => bag.set(TAG.PidTagMessageClass, "IPM.Note"));
    expect(await identify(bytes)).toMatchObject({ isRecallRequest: false, notes: [] });
  });
});

describe("no request is", () => {
  it.each([
    ["a reply that quotes one", mail(["Subject: Re: Recall: Q3 numbers"], `> ${SENTENCE}`)],
    ["a reply that begins with the sentence", mail(["Subject: Re: Recall: Q3 numbers"])],
    ["mail with such a subject", mail(["Subject: Recall: Q3 numbers"], "Please send the pumps back.")],
    ["mail with such a sentence", mail(["Subject: Q3 numbers"])],
    ["subject and sentence of two languages", mail(["Subject: =?utf-8?B?5pKk5ZueOiBRMw==?="])],
    ["a voice message", mail(["Subject: Voice mail", "X-CallingTelephoneNumber: +1 555 0100"], "Listen.")],
    ["mail of the service", mail(["X-MS-TrafficTypeDiagnostic: A1:EE_|B2:EE_MessageRecallEmailed"], "Hi")],
    ["Outlook's ordinary mail", mail(["Message-ID: <!&!AAAAAAAAAAAAAAAAAAAAAAAAAAA=@contoso.com>"], "Hi")],
    ["nothing", ""],
  ])("%s", async (_, bytes) => {
    expect(await identify(bytes)).toEqual({
      isRecallRequest: false,
      generation: null,
      hosted: null,
      language: null,
      original: null,
      signals: [],
      notes: [],
    });
  });
});

it("a part of 20 MB is looked at where it begins", async () => {
  const began = performance.now();
  await identify(mail(["Subject: Recall: Q3 numbers"], "would like to recall the message, ".repeat(600_000)));
  expect(performance.now() - began).toBeLessThan(3000);
});
