import { expect, test } from "vitest";
import type { StoredContent } from "../../../src/database/content-store.ts";
import { readMessageBody } from "../../../src/http/routes/graph/message-body.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { worstTurn } from "../../support/worst-turn.ts";

const read = (message: string, prefersText = false) => {
  const { headers, body } = splitMessage(Buffer.from(message));
  const stored = {
    size: body.length,
    read: async () => body,
    save: async () => 1,
    async *chunks() {
      for (let at = 0; at < body.length; at += 262_144) yield body.subarray(at, at + 262_144);
    },
  };
  return readMessageBody({ headers, body: stored } satisfies StoredContent, prefersText);
};
const HEAD = "From: a@b.example\r\nMIME-Version: 1.0\r\n";
const ALTERNATIVE = `${HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--b--\r\n`;

test("HTML is shown where there is some, text where it is preferred", async () => {
  expect(await read(ALTERNATIVE)).toMatchObject({ contentType: "html", content: "<p>rich</p>", preview: "plain" });
  expect(await read(ALTERNATIVE, true)).toMatchObject({ contentType: "text", content: "plain" });
});

test("the preview of HTML alone leaves tags, style and scripts out", async () => {
  const html =
    "<html><head><title>T</title><style>p{}</style><script>x<y</script></head><body><p>Dear&nbsp;Bob &amp; &#67;arol</p>";
  expect((await read(`${HEAD}Content-Type: text/html\r\n\r\n${html}`)).preview).toBe("Dear Bob & Carol");
});

test("encodings and charsets are decoded", async () => {
  const encoded = `${HEAD}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9`;
  expect((await read(encoded)).content).toBe("café");
});

test.each([
  ["2 MB of nested HTML", `${HEAD}Content-Type: text/html\r\n\r\n${"<div>".repeat(400_000)}`],
  ["2 MB of brackets", `${HEAD}Content-Type: text/html\r\n\r\n${"<".repeat(2_000_000)}`],
  [
    "25 MB of attachment",
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n--b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: application/x\r\n\r\n${`${"A".repeat(76)}\r\n`.repeat(320_000)}--b--`,
  ],
  ["100 nested parts", nested(100)],
  [
    "10,000 parts",
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(10_000)}--b--`,
  ],
  ["a long list of addresses", `${HEAD}To: ${"a@b.example, ".repeat(15_000)}\r\n\r\nhi`],
  [
    "a body cut in its middle",
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n`,
  ],
])("%s does not hold the loop", async (_, message) => {
  const worst = await worstTurn(async () => expect((await read(message)).preview.length).toBeLessThanOrEqual(255));
  expect(worst).toBeLessThan(100);
});

function nested(depth: number): string {
  let message = HEAD;
  for (let level = 0; level < depth; level += 1)
    message += `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
  return `${message}\r\ndeep\r\n`;
}
