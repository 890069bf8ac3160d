import { expect, it, test } from "vitest";
import { keptValue } from "../../../src/content-conversion/kept-properties.ts";
import { promoteMessage, promoteSubmission, tnefOf } from "../../../src/content-conversion/promote.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { SEARCH_KEY, type TnefMail, tnefMail, withoutCorrelationKey, withWinmail } from "../../support/tnef-mail.ts";

/** Reads are counted; chunks of any size are as good. */
function message(bytes: Buffer | string, chunkSize = 65_536) {
  const { headers, body: whole } = splitMessage(Buffer.from(bytes));
  const body = {
    size: whole.length,
    reads: 0,
    async read() {
      body.reads += 1;
      return whole;
    },
    async *chunks() {
      for (let at = 0; at < whole.length; at += chunkSize) yield whole.subarray(at, at + chunkSize);
    },
  };
  return { headers: HeaderBlock.parse(headers), body, bytes: { headers, body } };
}

const promote = async (raw: Buffer | string, chunkSize?: number) => {
  const { headers, body } = message(raw, chunkSize);
  return promoteMessage(headers, body);
};

it("plain text is not read", async () => {
  const { headers, body } = message("Subject: Hi\r\nContent-Type: text/plain\r\n\r\nms-tnef\r\n");
  expect(await promoteMessage(headers, body)).toEqual({ messageClass: "IPM.Note", isTnef: false });
  expect(body.reads).toBe(0);
});

it("mail with attachments is looked through, not taken apart", async () => {
  const raw =
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n--b--\r\n";
  const { headers, body } = message(raw, 7);
  expect(await promoteMessage(headers, body)).toEqual({ messageClass: "IPM.Note", isTnef: false });
  expect(body.reads).toBe(0);
});

it.each([1, 3, 7, 8, 1000])("TNEF is found where its name lies across chunks of %i bytes", async (size) => {
  expect(await promote(await tnefMail(), size)).toMatchObject({ messageClass: "IPM.Note", searchKey: SEARCH_KEY });
});

it("TNEF may be the whole body, and its type in capitals", async () => {
  const mail = (await tnefMail()).toString("latin1");
  const winmail = /winmail\.dat"\r\n\r\n([\s\S]*?)\r\n\r\n--/.exec(mail)?.[1] ?? "";
  const alone = [
    "Message-ID: <budget@contoso.com>",
    "X-MS-TNEF-Correlator: <budget@contoso.com>",
    "Content-Type: APPLICATION/MS-TNEF",
    "Content-Transfer-Encoding: base64",
  ];
  expect(await promote(`${alone.join("\r\n")}\r\n\r\n${winmail}\r\n`)).toMatchObject({ searchKey: SEARCH_KEY });
  expect(await promote(mail.replace("application/ms-tnef", "APPLICATION/MS-TNEF"))).toMatchObject({ isTnef: true });
});

it("an attribute of before MAPI counts where there is no property", async () => {
  const change: TnefMail["change"] = (properties) => properties.delete(TAG.PidTagMessageClass);
  expect(await promote(await tnefMail({ change }))).toMatchObject({ messageClass: "IPM.Note", searchKey: SEARCH_KEY });
});

it("a submission's calendar part makes a meeting of plain MIME, not of TNEF", async () => {
  const calendar = "\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n";
  const mixed = `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b${calendar}--b--\r\n`;
  const plain = message(mixed);
  expect((await promoteSubmission(plain.headers, plain.body)).messageClass).toBe("IPM.Schedule.Meeting.Request");
  const rich = message((await tnefMail()).toString("latin1").replace(/(--_000_\w+_)--/, `$1${calendar}$1--`));
  expect((await promoteSubmission(rich.headers, rich.body)).messageClass).toBe("IPM.Note");
});

test.each([1, 7, 65_536])("a calendar part is found behind megabytes, in chunks of %i bytes", async (size) => {
  const calendar = "\r\nContent-Type: TEXT/Calendar; method=CANCEL\r\n\r\nBEGIN:VCALENDAR\r\n";
  const file = `\r\nContent-Type: application/pdf\r\n\r\n${"x".repeat(size < 100 ? 1000 : 3 * 1024 * 1024)}\r\n`;
  const { headers, body } = message(
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b${file}--b${calendar}--b--\r\n`,
    size,
  );
  expect((await promoteSubmission(headers, body)).messageClass).toBe("IPM.Schedule.Meeting.Canceled");
});

test("only an item of TNEF is looked into again, with a correlation key and without", async () => {
  const mail = await tnefMail();
  const withoutHeader = (raw: Buffer) => raw.toString("latin1").replace(/^X-MS-TNEF-Correlator:.*\r\n/m, "");
  for (const raw of [mail, withoutHeader(withoutCorrelationKey(mail))]) {
    const { headers, body, bytes } = message(Buffer.from(raw));
    const { mapi = {} } = await promoteMessage(headers, body);
    expect(keptValue(mapi, "0x007f", "Binary")).toBeDefined();
    expect(await tnefOf({ mapi }, bytes)).toMatchObject({ kind: "belongs" });
    body.reads = 0;
    expect(await tnefOf({ mapi: {} }, bytes)).toBeUndefined();
    expect(body.reads).toBe(0);
  }
});

test("whatever stands in winmail.dat, the message is promoted", async () => {
  const mail = await tnefMail();
  let seed = 4;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const kinds = { tnef: 0, plain: 0 };
  for (let round = 0; round < 400; round += 1) {
    const mutated = withWinmail(mail, (winmail) => {
      const bytes = Buffer.from(winmail);
      for (let count = 1 + random(4); count > 0; count -= 1) bytes[random(bytes.length)] = random(256);
      return random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
    });
    const promoted = await promote(mutated);
    expect(promoted.messageClass).toEqual(expect.any(String));
    JSON.stringify(promoted.mapi);
    kinds[promoted.isTnef ? "tnef" : "plain"] += 1;
  }
  expect(kinds.tnef).toBeGreaterThan(50);
  expect(kinds.plain).toBeGreaterThan(50);
});
