import { expect, it } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { parseStructure, walkParts } from "../../../src/mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../../src/mime/transfer-encoding.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { encoded, file, MESSAGE_ID, mailByExchange, note, wrapped } from "../../unit/smart-host/tnef-mail.ts";

const SIGNATURE = "Contoso Ltd";
const RICH_TEXT_ALWAYS = { remoteDomains: [{ domainName: "*", tnefEnabled: true }] };

const MAIL = note(
  [
    [TAG.PidTagBody, "Hello Bob"],
    [TAG.PidTagHtml, Buffer.from("<html><body><p>Hello Bob</p></body></html>")],
  ],
  [file([TAG.PidTagAttachLongFilename, "plan.txt"], [TAG.PidTagAttachDataBinary, Buffer.from("the plan")])],
);

async function goRound(preset: string): Promise<{ left: Message; returned: Message }> {
  const smartHost = { preset, signature: { text: SIGNATURE } };
  const on = await sandbox({ config: tenant({ ...roundTrip("builtin"), ...RICH_TEXT_ALWAYS, smartHost }) });
  await submit(on, { raw: mailByExchange(encoded(MAIL)) });
  return { left: await crossed(on, "out"), returned: await crossed(on, "in") };
}

/** The message as it was on the wire, and what is in it. */
async function crossed(on: Sandbox, direction: "out" | "in") {
  const [leg] = await on.legs.list({ messageId: MESSAGE_ID, direction });
  const bytes = leg && (await on.legs.bytes(leg));
  if (!bytes) throw new Error(`nothing went ${direction}`);
  const { headers, body } = splitMessage(bytes);
  const parts = [...walkParts(parseStructure(bytes))];
  const content = (part: (typeof parts)[number]) =>
    decodeTransferEncoding(bytes.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers));
  const textOf = (mediaType: string) =>
    parts
      .filter((part) => part.contentType.mediaType === mediaType)
      .map((part) => content(part).toString())
      .join();
  return {
    headers: HeaderBlock.parse(headers),
    body,
    types: parts.map((part) => part.contentType.mediaType),
    text: textOf("text/plain"),
    html: textOf("text/html"),
    file: textOf("application/octet-stream"),
    tnef: parts.filter((part) => part.contentType.mediaType === "application/ms-tnef").map(content),
  };
}

type Message = Awaited<ReturnType<typeof crossed>>;

it.each(["transparent", "signature", "keep-tnef"])("%s: the body returns byte for byte", async (preset) => {
  const { left, returned } = await goRound(preset);
  expect(left.tnef).toHaveLength(1);
  expect(returned.body.equals(left.body)).toBe(true);
  expect(returned.headers.get("X-MS-TNEF-Correlator")).toBe(MESSAGE_ID);
});

it("strip-tnef: the text returns alone", async () => {
  const { left, returned } = await goRound("strip-tnef");
  expect(returned.types).toEqual(["multipart/mixed", "text/plain"]);
  expect(returned.text).toBe(left.text);
});

it("unpack-tnef: text, HTML and files return, signed", async () => {
  const { left, returned } = await goRound("unpack-tnef");
  expect(left.types).toEqual(["multipart/mixed", "text/plain", "application/ms-tnef"]);
  expect(returned.types).toEqual([
    ...["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/octet-stream"],
  ]);
  expect([returned.text, returned.html]).toEqual([
    expect.stringMatching(/^Hello Bob\s+Contoso Ltd$/),
    expect.stringMatching(/^<html>.*Hello Bob.*Contoso Ltd.*<\/html>$/s),
  ]);
  expect(returned.file).toBe("the plan");
});

it("stamp-text-part-only: the text is signed, winmail.dat returns as it left", async () => {
  const { left, returned } = await goRound("stamp-text-part-only");
  expect(returned.text).toBe(`${left.text.trimEnd()}\r\n\r\n${SIGNATURE}`);
  expect(returned.tnef).toEqual(left.tnef);
});

it("re-encode-winmail: other lines, the same bytes inside", async () => {
  const { left, returned } = await goRound("re-encode-winmail");
  expect(returned.tnef).toEqual(left.tnef);
  expect(returned.body.equals(left.body)).toBe(false);
  expect(returned.body.toString()).toContain(wrapped(left.tnef[0] ?? Buffer.alloc(0), 64).join("\r\n"));
});

it("rename-winmail: another name, the same bytes", async () => {
  const { left, returned } = await goRound("rename-winmail");
  expect(returned.tnef).toEqual(left.tnef);
  expect(returned.body.toString()).toBe(left.body.toString().replace(/"?winmail\.dat"?/g, "ATT00001.dat"));
});

it("rewrite-correlator: the field differs from the Message-ID, the body returns byte for byte", async () => {
  const { left, returned } = await goRound("rewrite-correlator");
  expect(returned.headers.get("X-MS-TNEF-Correlator")).toMatch(/@smarthost\.contoso\.com>$/);
  expect(returned.headers.get("Message-ID")).toBe(MESSAGE_ID);
  expect(returned.body.equals(left.body)).toBe(true);
});
