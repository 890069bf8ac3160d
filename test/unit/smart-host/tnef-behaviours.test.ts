import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { parseStructure, walkParts } from "../../../src/mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../../src/mime/transfer-encoding.ts";
import { addSignature } from "../../../src/smart-host/behaviours/add-signature.ts";
import { keepTnef } from "../../../src/smart-host/behaviours/keep-tnef.ts";
import { reEncodeWinmail } from "../../../src/smart-host/behaviours/re-encode-winmail.ts";
import { renameWinmail } from "../../../src/smart-host/behaviours/rename-winmail.ts";
import { rewriteCorrelator } from "../../../src/smart-host/behaviours/rewrite-correlator.ts";
import { rewriteMessageId } from "../../../src/smart-host/behaviours/rewrite-message-id.ts";
import { stampTextPartOnly } from "../../../src/smart-host/behaviours/stamp-text-part-only.ts";
import { stripTnef } from "../../../src/smart-host/behaviours/strip-tnef.ts";
import { composeBehaviours } from "../../../src/smart-host/compose.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { readMessage } from "../../../src/tnef/read-message.ts";
import { decodeTnef } from "../../../src/tnef/stream.ts";
import { apply, lines } from "./support.ts";
import {
  encoded,
  filesOfAllKinds,
  MESSAGE_ID,
  mailByExchange,
  note,
  PLAIN_MAIL,
  recallByOutlook,
  summaryTnef,
  tnefOfClass,
  wrapped,
} from "./tnef-mail.ts";

const FILLER = Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7 + (index >> 3)) & 0xff));
const NOTE = tnefOfClass("IPM.Microsoft Mail.Note", FILLER);

/** What stands in `after` in place of something in `before`: [gone, new]. */
function difference(before: Buffer, after: Buffer): [string, string] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const between = (bytes: Buffer) => bytes.toString("latin1", start, bytes.length - end);
  return [between(before), between(after)];
}

function tnefOf(message: Buffer): Buffer[] {
  return [...walkParts(parseStructure(message))]
    .filter((part) => part.contentType.mediaType === "application/ms-tnef")
    .map((part) =>
      decodeTransferEncoding(message.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers)),
    );
}

describe("mail without TNEF is nothing to", () => {
  test.each([
    ["keep-tnef", keepTnef()],
    ["strip-tnef", stripTnef()],
    ["rename-winmail", renameWinmail()],
    ["re-encode-winmail", reEncodeWinmail()],
    ["rewrite-correlator", rewriteCorrelator()],
  ])("%s", async (_, behaviour) => {
    const { bytes, notes } = await apply(behaviour, PLAIN_MAIL);
    expect(bytes.equals(PLAIN_MAIL)).toBe(true);
    expect(notes).toEqual([]);
  });
});

describe("keep-tnef", () => {
  test("the message passes byte for byte, and behaviours that need all of it are kept away", async () => {
    const mail = mailByExchange(NOTE);
    const { bytes, message } = await apply(keepTnef(), mail);
    expect(bytes.equals(mail)).toBe(true);
    expect(message.fate).toMatchObject({ keepsBody: true, notes: ["left alone: it is TNEF"] });
  });
});

describe("strip-tnef", () => {
  test.each([
    ["Exchange", mailByExchange(NOTE)],
    ["Outlook", recallByOutlook()],
  ])("the part is gone from mail by %s, from its delimiter to the next; all else stays", async (_, mail) => {
    const { bytes, notes, message } = await apply(stripTnef(), mail);
    const [gone, added] = difference(mail, bytes);
    expect(added).toBe("");
    expect(gone).toMatch(/winmail\.dat/);
    expect(gone.split(/^--/m)).toHaveLength(2);
    expect(tnefOf(bytes)).toEqual([]);
    expect(parseStructure(bytes)).toMatchObject({ isClosed: true, parts: [{ contentType: { subtype: "plain" } }] });
    expect(message.headers.get("X-MS-TNEF-Correlator")).not.toBe("");
    expect(notes).toEqual(["TNEF removed"]);
  });

  test("an independent reader sees the text", async () => {
    const { text, attachments } = await simpleParser((await apply(stripTnef(), recallByOutlook())).bytes);
    expect(text).toContain('would like to recall the message, "Parking at\nthe north gate".');
    expect(attachments).toEqual([]);
  });

  test("a message that is nothing but TNEF is left with an empty text", async () => {
    expect((await apply(stripTnef(), summaryTnef(NOTE))).text).toBe(
      lines(
        ...["From: alice@contoso.com", "Subject: Budget", `X-MS-TNEF-Correlator: ${MESSAGE_ID}`, "MIME-Version: 1.0"],
        ...["Content-Type: text/plain; charset=us-ascii", ""],
      ).toString(),
    );
  });

  test.each([
    ["the only part", ["--b", "Content-Type: application/ms-tnef", "", "x", "--b--"], 1],
    [
      "all of the parts",
      [
        "--b",
        "Content-Type: application/ms-tnef",
        "",
        "x",
        "--b",
        "Content-Type: application/vnd.ms-tnef",
        "",
        "y",
        "--b--",
      ],
      1,
    ],
    [
      "the last part of a multipart that never ends",
      ["--b", "", "Hello", "--b", "Content-Type: application/ms-tnef", "", "x"],
      1,
    ],
    [
      "found by its name alone",
      ["--b", "", "Hello", "--b", "Content-Disposition: attachment; filename=WinMail.dat", "", "x", "--b--"],
      1,
    ],
    [
      "inside another multipart",
      [
        "--b",
        "Content-Type: multipart/related; boundary=c",
        "",
        "--c",
        "Content-Type: application/ms-tnef",
        "",
        "x",
        "--c--",
        "--b--",
      ],
      2,
    ],
  ])("%s", async (_, body, multiparts) => {
    const mail = lines("Content-Type: multipart/mixed; boundary=b", "", ...body);
    const { bytes } = await apply(stripTnef(), mail);
    const parts = [...walkParts(parseStructure(bytes))];
    expect(parts.map((part) => part.contentType.mediaType).at(-1)).toBe("text/plain");
    expect(parts).toHaveLength(multiparts + 1);
    expect(bytes.toString()).not.toMatch(/tnef|winmail|^[xy]\r/im);
  });

  test("beyond the limit of parts nothing is removed", async () => {
    const mail = lines(
      ...["Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: application/ms-tnef", "", "x"],
      ...[...Array(1100).fill("--b\r\n\r\ntext"), "--b--"],
    );
    const { bytes, notes } = await apply(stripTnef(), mail);
    expect(bytes.equals(mail)).toBe(true);
    expect(notes).toEqual(["TNEF not removed: too many parts"]);
  });
});

describe("rename-winmail", () => {
  test("both names change, nothing else", async () => {
    const mail = mailByExchange(NOTE);
    const { text } = await apply(renameWinmail(), mail);
    expect(text).toBe(
      mail
        .toString("latin1")
        .replace('filename="winmail.dat"', "filename=ATT00001.dat")
        .replace('name="winmail.dat"', "name=ATT00001.dat"),
    );
  });

  test("with a type the media type too; folding stays", async () => {
    const [behaviour] = composeBehaviours(["rename-winmail=mail.bin;application/octet-stream"]);
    const mail = recallByOutlook();
    expect((await apply(behaviour ?? renameWinmail(), mail)).text).toBe(
      mail
        .toString("latin1")
        .replace('application/ms-tnef;\r\n\tname="winmail.dat"', "application/octet-stream;\r\n\tname=mail.bin")
        .replace('filename="winmail.dat"', "filename=mail.bin"),
    );
  });

  test("the root has its fields in the message's header", async () => {
    const { message } = await apply(renameWinmail({ fileName: "a.dat" }), summaryTnef(NOTE));
    expect(message.headers.get("Content-Type")).toBe("application/ms-tnef; name=a.dat");
    expect(message.headers.get("Content-Disposition")).toBe("attachment; filename=a.dat");
  });
});

describe("re-encode-winmail", () => {
  test.each([
    ["lines of 64", undefined],
    ["lines of 40", 40],
  ])("%s hold the same bytes, and nothing else changes", async (_, width) => {
    const mail = mailByExchange(NOTE);
    const { text } = await apply(reEncodeWinmail(width), mail);
    expect(text).toBe(
      mail
        .toString("latin1")
        .replace(wrapped(NOTE).join("\r\n"), wrapped(NOTE, width ?? 64).join("\r\n"))
        .replace("==\r\n\r\n--", "==\r\n--"),
    );
    expect(tnefOf(Buffer.from(text, "latin1"))).toEqual([NOTE]);
  });

  test("quoted-printable: line ends inside are data, no line is longer than 76", async () => {
    const crlf = tnefOfClass("IPM.Note", Buffer.from("one \r\ntwo\t\r\n.\r\n=\r\n\r\n"));
    const mail = mailByExchange(crlf);
    const { bytes, notes, text } = await apply(reEncodeWinmail("quoted-printable"), mail);
    expect(tnefOf(bytes)).toEqual([crlf]);
    expect(text).toContain("Content-Transfer-Encoding: quoted-printable\r\nContent-Type: application/ms-tnef");
    expect(text.replaceAll("=\r\n", "")).toContain("one=20=0D=0Atwo=09=0D=0A.=0D=0A=3D");
    const encoded = text.slice(text.indexOf("\r\nx=9F"));
    expect(encoded.split("\r\n").every((line) => line.length <= 76)).toBe(true);
    expect(notes).toEqual(["winmail.dat encoded anew: quoted-printable"]);
  });

  test.each([["quoted-printable" as const], [64]])("a message that is nothing but TNEF, as %s", async (encoding) => {
    const { bytes } = await apply(reEncodeWinmail(encoding), summaryTnef(NOTE));
    expect(tnefOf(bytes)).toEqual([NOTE]);
    expect(bytes.toString("latin1")).toMatch(/\r\n$/);
  });

  test("what cannot be decoded stays", async () => {
    const mail = lines(...["Content-Type: application/ms-tnef", "Content-Transfer-Encoding: x-uuencode", "", "begin"]);
    const { bytes, notes } = await apply(reEncodeWinmail(), mail);
    expect(bytes.equals(mail)).toBe(true);
    expect(notes).toEqual(["winmail.dat not encoded anew: its transfer encoding is not known"]);
  });
});

describe("rewrite-correlator", () => {
  test("the field has a value of the host's; the stream and all other fields stay", async () => {
    const mail = mailByExchange(NOTE);
    const { bytes, message, notes } = await apply(rewriteCorrelator(), mail);
    const key = message.headers.get("X-MS-TNEF-Correlator") ?? "";
    expect(key).toMatch(/^<.+@host\.example>$/);
    expect(message.headers.get("Message-ID")).toBe(MESSAGE_ID);
    expect(bytes.toString("latin1")).toBe(
      mail.toString("latin1").replace(`Correlator: ${MESSAGE_ID}`, () => `Correlator: ${key}`),
    );
    expect(notes).toEqual([`X-MS-TNEF-Correlator is now ${key}`]);
  });

  test("both: header and key inside agree, all other properties stay", async () => {
    const [behaviour = rewriteCorrelator()] = composeBehaviours(["rewrite-correlator=both"]);
    const before = encoded(note([[TAG.PidTagBody, "Hello Bob"]], filesOfAllKinds()));
    const { bytes, message } = await apply(behaviour, mailByExchange(before));
    const [after = Buffer.alloc(0)] = tnefOf(bytes);
    const key = message.headers.get("X-MS-TNEF-Correlator") ?? "";
    expect(key).toMatch(/@host\.example>$/);
    const replaced = encoded(
      note(
        [
          [TAG.PidTagTnefCorrelationKey, Buffer.from(`${key}\0`)],
          [TAG.PidTagBody, "Hello Bob"],
        ],
        filesOfAllKinds(),
      ),
    );
    expect(after.equals(replaced)).toBe(true);
    expect(decodeTnef(after).flaws).toEqual([]);
  });

  test("both, in quoted-printable and by Outlook: the encoding stays", async () => {
    const quoted = (await apply(reEncodeWinmail("quoted-printable"), recallByOutlook())).bytes;
    const { bytes, message, text } = await apply(rewriteCorrelator("both"), quoted);
    const [tnef = Buffer.alloc(0)] = tnefOf(bytes);
    const key = readMessage(decodeTnef(tnef)).message.properties.binary(TAG.PidTagTnefCorrelationKey);
    expect(key?.toString()).toBe(`${message.headers.get("X-MS-TNEF-Correlator")}\0`);
    expect(text).toContain("Content-Transfer-Encoding: quoted-printable\r\nContent-Disposition");
  });

  test("both, where the TNEF is broken: nothing changes", async () => {
    const mail = mailByExchange(encoded(note()).subarray(0, 90));
    const { bytes, notes } = await apply(rewriteCorrelator("both"), mail);
    expect(bytes.equals(mail)).toBe(true);
    expect(notes[0]).toMatch(/^X-MS-TNEF-Correlator stays: Cannot read TNEF attribute /);
  });

  test("a host that rewrites Message-ID leaves both keys alone: the stream still belongs", async () => {
    const { message, bytes } = await apply(rewriteMessageId(), mailByExchange(NOTE));
    expect(message.headers.get("Message-ID")).toMatch(/@host\.example>$/);
    expect(message.headers.get("X-MS-TNEF-Correlator")).toBe(MESSAGE_ID);
    expect(tnefOf(bytes)).toEqual([NOTE]);
  });
});

describe("stamp-text-part-only", () => {
  const stamp = stampTextPartOnly({ text: "Contoso Ltd" });

  test("the text beside winmail.dat is signed, all else stays", async () => {
    const mail = mailByExchange(NOTE);
    const { bytes, notes } = await apply(stamp, mail);
    expect(difference(mail, bytes)).toEqual(["=\r\n", "\r\n\r\nContoso Ltd"]);
    expect(notes).toEqual(["text/plain signed"]);
  });

  test.each([
    ["a recall", recallByOutlook(), "its class is IPM.Outlook.Recall"],
    [
      "a meeting",
      mailByExchange(tnefOfClass("IPM.Microsoft Schedule.MtgReq")),
      "its class is IPM.Schedule.Meeting.Request",
    ],
    ["signed mail", mailByExchange(tnefOfClass("IPM.Note.SMIME")), "its class is IPM.Note.SMIME"],
    ["TNEF that says no class", mailByExchange(tnefOfClass(undefined)), "its TNEF says no message class"],
    [
      "broken TNEF",
      mailByExchange(Buffer.from("not TNEF at all")),
      "its TNEF cannot be read: Cannot read TNEF at offset 0x0: the signature is 0x20746f6e, not 0x223e9f78",
    ],
  ])("%s passes untouched", async (_, mail, reason) => {
    const { bytes, notes } = await apply(stamp, mail);
    expect(bytes.equals(mail)).toBe(true);
    expect(notes).toEqual([`not signed: ${reason}`]);
  });

  test("other mail is signed as by add-signature", async () => {
    expect((await apply(stamp, PLAIN_MAIL)).text).toBe(
      (await apply(addSignature({ text: "Contoso Ltd" }), PLAIN_MAIL)).text,
    );
    expect((await apply(stamp, PLAIN_MAIL)).text).toContain("Contoso Ltd");
  });
});
