import { expect, test } from "vitest";
import { addSignature } from "../../../src/smart-host/behaviours/add-signature.ts";
import type { Behaviour } from "../../../src/smart-host/behaviours/behaviour.ts";
import { reSerialise } from "../../../src/smart-host/behaviours/re-serialise.ts";
import { composeBehaviours } from "../../../src/smart-host/compose.ts";
import { compressRtf } from "../../../src/tnef/compressed-rtf.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { htmlToRtf } from "../../../src/tnef/rtf/body-to-rtf.ts";
import { worstTurn } from "../../support/worst-turn.ts";
import { relayed } from "./support.ts";
import { encoded, file, mailByExchange, note } from "./tnef-mail.ts";

const SIZE = 26_214_400;
const fill = (head: string, text: string) =>
  Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.alloc(SIZE, text, "latin1")]);
const html = "Content-Type: text/html; charset=utf-8";

// The promise is 100 ms in any turn; a busy machine may hold the loop up too: hence more room, and once more.
test.each([
  ["lines", fill("Content-Type: text/plain", "Hello, this is a line.\r\n")],
  ["quoted lines", fill("Content-Type: text/plain", "> Hello\r\n")],
  [
    "latin1 to be converted",
    fill("Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit", "Gr\xfc\xdfe\r\n"),
  ],
  ["quoted-printable", fill("Content-Transfer-Encoding: quoted-printable", "Gr=C3=BC=C3=9Fe an alle=\r\n")],
  ["base64", fill("Content-Transfer-Encoding: base64", `${"SGVsbG8g".repeat(9)}\r\n`)],
  ["tags", fill(html, '<p class="a">Hello <b>you</b></p>\r\n')],
  ["what is no tag", fill(html, "<")],
  ["tags that never end", fill(html, `<a '"`)],
  ["parts", fill("Content-Type: multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n")],
])("25 MB of %s leave the loop free", { retry: 3 }, async (_, bytes) => {
  for (const behaviour of [addSignature({ text: "5 €" }), reSerialise()]) await applyAndWatch(behaviour, bytes);
});

test.each([
  ["a file", [], [file([TAG.PidTagAttachDataBinary, Buffer.alloc(SIZE * 0.3, "bytes")])]],
  ["a page", [[TAG.PidTagHtml, Buffer.alloc(SIZE * 0.3, '<p>Hello <img src="cid:x">')]] as const, []],
  [
    "RTF that gives HTML",
    [[TAG.PidTagRtfCompressed, compressRtf(htmlToRtf("<p>Hello</p>".repeat(40_000)))]] as const,
    [],
  ],
  ["many files", [], Array(8_000).fill(file([TAG.PidTagAttachDataBinary, Buffer.alloc(500, "bytes")]))],
])("much TNEF with %s leaves the loop free", { retry: 3 }, async (_, values, files) => {
  const mail = mailByExchange(encoded(note(values, files)));
  for (const behaviour of composeBehaviours(TNEF_BEHAVIOURS)) await applyAndWatch(behaviour, mail);
});

const TNEF_BEHAVIOURS = [
  ...["keep-tnef", "strip-tnef", "unpack-tnef", "stamp-text-part-only", "rename-winmail", "rewrite-correlator=both"],
  ...["re-encode-winmail", "re-encode-winmail=quoted-printable"],
];

async function applyAndWatch(behaviour: Behaviour, bytes: Buffer): Promise<void> {
  const message = relayed(bytes);
  const worst = await worstTurn(async () => behaviour.apply(message, { hostname: "host.example" }));
  expect(worst, behaviour.name).toBeLessThan(250);
  expect(message.fate.notes).toHaveLength(1);
}
