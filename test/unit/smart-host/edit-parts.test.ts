import { describe, expect, test } from "vitest";
import { editFields } from "../../../src/smart-host/behaviours/edit-fields.ts";
import { editFiles } from "../../../src/smart-host/behaviours/edit-files.ts";
import { editText } from "../../../src/smart-host/behaviours/edit-text.ts";
import { footerEverywhere } from "../../../src/smart-host/behaviours/footer-everywhere.ts";
import { removeParts } from "../../../src/smart-host/behaviours/remove-parts.ts";
import { apply, lines, utf8 } from "./support.ts";

const base64 = (text: string): string => Buffer.from(text, "latin1").toString("base64");

describe("edit-text", () => {
  test("trim takes blanks from line ends, of signed parts too", async () => {
    const mail = lines(
      ...['Content-Type: multipart/signed; boundary="b"', "", "--b", "Content-Type: text/plain", "", "a  ", "b\t", "c"],
      ...["--b", "Content-Type: application/pgp-signature", "", "x  ", "--b--"],
    );
    const { text, notes } = await apply(editText("trim"), mail);
    expect(text).toBe(mail.toString("latin1").replace("a  \r\nb\t\r\n", "a\r\nb\r\n"));
    expect(notes).toEqual(["1 texts edited: trim"]);
  });

  test("quote-from quotes at line starts only, quoted ones once more", async () => {
    const { text } = await apply(editText("quote-from"), lines("Subject: x", "", "From a", "so From b", ">From c"));
    expect(text).toBe("Subject: x\r\n\r\n>From a\r\nso From b\r\n>>From c\r\n");
  });

  test("us-ascii decodes by the declared charset and declares the new one", async () => {
    const mail = lines(
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: base64",
      "",
      "R3L232U=",
    );
    const { text } = await apply(editText("us-ascii"), mail);
    expect(text).toContain("charset=us-ascii");
    expect(text).toContain(base64("Gr??e"));
  });

  test("wrap breaks lines inside a character", async () => {
    const { bytes } = await apply(
      editText("wrap"),
      lines(
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        `x${utf8("ä".repeat(150))}`,
      ),
    );
    expect(bytes.toString("utf8")).toContain("ä\ufffd\r\n\ufffdä");
  });

  test("what is no text stays", async () => {
    const mail = lines("Content-Type: application/pdf", "", "a  ", "From x");
    expect((await apply(editText("trim"), mail)).bytes.equals(mail)).toBe(true);
    expect((await apply(editText("quote-from"), mail)).bytes.equals(mail)).toBe(true);
  });
});

test("footer-everywhere writes into calendars and messages inside, in their transfer encoding", async () => {
  const mail = lines(
    ...['Content-Type: multipart/mixed; boundary="b"', "", "--b", "Content-Type: text/calendar; method=REQUEST"],
    ...["Content-Transfer-Encoding: base64", "", base64("BEGIN:VCALENDAR\r\n"), "--b", "Content-Type: message/rfc822"],
    ...["", "Subject: inside", "", "Hello", "--b", "Content-Type: image/png", "", "png", "--b--"],
  );
  const { text, notes } = await apply(footerEverywhere("Secret"), mail);
  expect(text).toContain(base64("BEGIN:VCALENDAR\r\n\r\nSecret\r\n"));
  expect(text).toContain("Subject: inside\r\n\r\nHello\r\nSecret\r\n\r\n--b\r\n");
  expect(text).toContain("image/png\r\n\r\npng\r\n--b--\r\n");
  expect(notes).toEqual(["2 footers written"]);
});

describe("remove-parts", () => {
  test("leaves a note in the place of what matches by type or name", async () => {
    const mail = lines(
      ...[
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "",
        "Hello",
        "--b",
        "Content-Type: application/zip",
      ],
      ...[
        "Content-Disposition: attachment; filename=a.zip",
        "",
        "zip",
        "--b",
        "Content-Type: image/png",
        "",
        "png",
        "--b--",
      ],
    );
    const { text, notes } = await apply(removeParts(/^image\/|\.zip$/), mail);
    expect(text).not.toMatch(/filename|Content-Type: image/);
    expect(text).toContain("--b\r\n\r\nHello\r\n--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nA part of");
    expect(notes).toEqual(["a.zip removed", "image/png removed"]);
  });

  test("a message that is the part keeps its other fields", async () => {
    const fields = ["Subject: x", "Content-Type: application/pdf", "Content-Transfer-Encoding: base64"];
    const { text } = await apply(removeParts(/pdf/), lines(...fields, "", "cGRm"));
    expect(text).toBe(
      lines(
        ...["Subject: x", "Content-Type: text/plain; charset=us-ascii", "MIME-Version: 1.0", ""],
        "A part of this message was removed: application/pdf",
      ).toString(),
    );
  });
});

describe("edit-files", () => {
  const mail = lines(
    ...["Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64"],
    ...["Content-Disposition: attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.bin", "", base64("a\nb\r\nc\r")],
  );

  test("line-ends makes all of them CRLF", async () => {
    expect((await apply(editFiles("line-ends"), mail)).text).toContain(`\r\n\r\n${base64("a\r\nb\r\nc\r\n")}`);
  });

  test("names become ASCII, the bytes stay", async () => {
    const { text } = await apply(editFiles("names"), mail);
    expect(text).toContain("Gr__e.bin");
    expect(text).not.toContain("utf-8''");
    expect(text).toContain(base64("a\nb\r\nc\r"));
  });

  test("what has no name is no file", async () => {
    const text = lines("Content-Transfer-Encoding: base64", "", base64("a\nb"));
    expect((await apply(editFiles("line-ends"), text)).bytes.equals(text)).toBe(true);
  });
});

describe("edit-fields", () => {
  const edited = async (how: Parameters<typeof editFields>[0], ...fields: string[]) =>
    (await apply(editFields(how), lines(...fields, "", "x"))).text.replace("\r\n\r\nx\r\n", "");

  test("ascii decodes, and has question marks for the rest", async () => {
    expect(await edited("ascii", "Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=", "X-A: plain,", " folded")).toBe(
      "Subject: Gr??e\r\nX-A: plain,\r\n folded",
    );
  });

  test("last keeps one of each name, trace fields aside", async () => {
    expect(await edited("last", "Received: a", "Comments: 1", "Received: b", "comments: 2")).toBe(
      "Received: a\r\nReceived: b\r\ncomments: 2",
    );
  });

  test("cut leaves 255 characters", async () => {
    expect(await edited("cut", `X-Long: ${"a".repeat(300)}`, "X-Short: b")).toBe(
      `X-Long: ${"a".repeat(255)}\r\nX-Short: b`,
    );
  });
});
