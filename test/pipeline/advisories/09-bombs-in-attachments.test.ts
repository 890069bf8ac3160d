// Advisory class 9 of 11: a picture of a few bytes that unpacks to gigabytes (as GHSA-75mr-qw9x-3r39, thumbnails). No
// attachment is ever unpacked or drawn, no structure is followed without end, no request's body is inflated.
import { deflateSync, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { deliverFromOutside, items, sandbox, submit } from "../../support/sandbox.ts";
import { messages } from "../../support/transport.ts";
import { DEFAULT_TENANT } from "../http/support.ts";
import { memoryTaken, rawHttp, readEverything } from "./support.ts";

const MB = 1024 * 1024;

/** A PNG that says it has so many pixels. PNG, third edition, §5 */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(MB))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const ENTITIES = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${"bcdefghij"
  .split("")
  .map((name, at) => `<!ENTITY ${name} "${`&${"abcdefghij"[at]};`.repeat(10)}">`)
  .join("")}]><svg width="999999999" height="999999999">&j;</svg>`;

const attachments: readonly (readonly [string, Buffer])[] = [
  ["image/png", png(0x7fffffff, 0x7fffffff)],
  ["image/gif", Buffer.from("GIF89a\xff\xff\xff\xff\x00\x00\x00;", "latin1")],
  ["image/svg+xml", Buffer.from(ENTITIES)],
  ["application/gzip", gzipSync(Buffer.alloc(64 * MB))],
  ["application/zip", gzipSync(gzipSync(Buffer.alloc(64 * MB)))],
];

function bomb(from: string, id: string): string {
  const parts = attachments.map(
    ([type, bytes], at) =>
      `--b\r\nContent-Type: ${type}; name="${at}"\r\nContent-ID: <${at}>\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n`,
  );
  const html = attachments.map((_, at) => `<img src="cid:${at}" width="999999999">`).join("");
  return `From: ${from}\r\nTo: bob@contoso.com\r\nSubject: Bomb\r\nMessage-ID: ${id}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n${parts.join("")}--b--\r\n`;
}

it("pictures and archives are kept and given as they are, in the time and memory of their own bytes", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  await readEverything(on);
  const since = performance.now();
  const taken = await memoryTaken(async () => {
    await deliverFromOutside(on, { raw: bomb("frank@fabrikam.com", "<bomb@fabrikam.com>") });
    await submit(on, { raw: bomb("alice@contoso.com", "<bomb@contoso.com>"), to: ["bob@contoso.com"] });
    const seen = await readEverything(on);
    expect(seen.filter(({ status }) => status >= 500)).toEqual([]);
  });
  expect(await items(on, "bob")).toHaveLength(2);
  for (const bytes of await messages(on, "bob"))
    expect(bytes.toString("latin1")).toContain(attachments[0]?.[1].toString("base64").slice(0, 70));
  expect(taken).toBeLessThan(48 * MB);
  // No measurement: it tells unpacking without end from a day's work.
  expect(performance.now() - since).toBeLessThan(15_000);
});

it.each([
  ["parts inside parts", (n: number) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`],
  ["messages inside messages", () => "Content-Type: message/rfc822\r\n\r\n"],
])("%s are followed no deeper than a limit", async (_, level) => {
  const on = await sandbox(DEFAULT_TENANT);
  const nested = Array.from({ length: 5000 }, (_value, n) => level(n)).join("");
  const head = "To: bob@contoso.com\r\nSubject: Deep\r\nMIME-Version: 1.0\r\n";
  await deliverFromOutside(on, { raw: `From: frank@fabrikam.com\r\n${head}${nested}Hi\r\n` });
  await submit(on, { raw: `From: alice@contoso.com\r\nMessage-ID: <deep@contoso.com>\r\n${head}${nested}Hi\r\n` });
  const seen = await readEverything(on);
  expect(seen.filter(({ status }) => status >= 500)).toEqual([]);
  expect(await items(on, "bob")).toHaveLength(2);
});

it("a packed request body is not unpacked", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const body = gzipSync(Buffer.from(`{"by":"${"1".repeat(8 * MB)}"}`)).toString("latin1");
  const head = `Host: 127.0.0.1:PORT\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\nConnection: close`;
  expect(await rawHttp(on, `POST /api/clock/advance HTTP/1.1\r\n${head}\r\n\r\n${body}`, "latin1")).toMatch(
    /^HTTP\/1\.1 4(?:00|15) /,
  );
});
