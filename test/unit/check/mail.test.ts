import { createHash, verify, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { attached, enclosed, file, message, multipart, text } from "../../../src/check/mail/compose.ts";
import { relaxedBodyHash, relaxedField } from "../../../src/check/mail/dkim.ts";
import { readMail, textOf } from "../../../src/check/mail/read.ts";
import { png } from "../../../src/check/mail/samples.ts";
import { SMIME_SIGNATURE, SMIME_SIGNED_PART } from "../../../src/check/mail/signed-samples.ts";

describe("message()", () => {
  test("the same parts are the same bytes, other parts have other boundaries", () => {
    const build = (content: string) => message(["Subject: x"], multipart("mixed", [text(content)]));
    expect(build("a").equals(build("a"))).toBe(true);
    const boundary = (bytes: Buffer) => /boundary="([^"]+)"/.exec(bytes.toString())?.[1];
    expect(boundary(build("a"))).not.toBe(boundary(build("b")));
  });

  test("ends in a line end, and has CRLF throughout", () => {
    const bytes = message([], multipart("mixed", [text("a"), file("image/png", png(), [attached("a.png")])]));
    expect(bytes.toString("latin1")).toMatch(/--\r\n$/);
    expect(bytes.toString("latin1")).not.toMatch(/[^\r]\n/);
  });
});

describe("readMail()", () => {
  test("reads what was composed", async () => {
    const note = text("Größe", { encoding: "quoted-printable" });
    const inner = enclosed(["Subject: inner"], text("inside"));
    const bytes = message([], multipart("mixed", [note, file("image/png", png(), [attached("ä.png")]), inner]));
    const { parts } = await readMail(bytes);
    expect(parts.map(({ type }) => type)).toEqual(["multipart/mixed", "text/plain", "image/png", "message/rfc822"]);
    const [, body, picture, forwarded] = parts;
    expect(body && textOf(body)).toBe("Größe");
    expect(picture?.content.equals(png())).toBe(true);
    expect(forwarded?.inside?.headers.get("Subject")).toBe("inner");
    expect(parts.filter(({ isBody }) => isBody)).toHaveLength(1);
  });

  test("messages inside messages end somewhere", async () => {
    let bytes = Buffer.from("Subject: x\r\n\r\nx\r\n");
    for (let depth = 0; depth < 500; depth += 1)
      bytes = Buffer.concat([Buffer.from("Content-Type: message/rfc822\r\n\r\n"), bytes]);
    let depth = 0;
    for (let mail = (await readMail(bytes)).parts[0]?.inside; mail; mail = mail.parts[0]?.inside) depth += 1;
    expect(depth).toBe(20);
  });

  test.each([
    ["nothing", ""],
    ["a boundary that never comes", 'Content-Type: multipart/mixed; boundary="b"\r\n\r\nx'],
    ["base64 that is none", "Content-Type: text/plain; charset=x-none\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%"],
    ["an encoding that is none", "Content-Type: text/html\r\nContent-Transfer-Encoding: x\r\n\r\n<p"],
  ])("%s is read as it stands", async (_, raw) => {
    const { parts } = await readMail(Buffer.from(raw));
    expect(parts.map(textOf)).toHaveLength(parts.length);
  });
});

describe("DKIM, as of RFC 6376 §3.4.5", () => {
  test("fields", () => {
    expect(relaxedField({ name: "A", raw: "A: X\r\n" })).toBe("a:X");
    expect(relaxedField({ name: "B", raw: "B : Y\t\r\n\tZ  \r\n" })).toBe("b:Y Z");
  });

  test("bodies", () => {
    const hash = (body: string) => createHash("sha256").update(body).digest("base64");
    expect(relaxedBodyHash(Buffer.from(" C \r\nD \t E\r\n\r\n\r\n"))).toBe(hash(" C\r\nD E\r\n"));
    expect(relaxedBodyHash(Buffer.alloc(0))).toBe("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  });
});

test("the S/MIME signature is one over the signed part", () => {
  // In this CMS object: the certificate, the signed attributes, the signature over them. RFC 5652 §5.4
  const at = SMIME_SIGNATURE.indexOf(Buffer.from("308201e53082018c", "hex"));
  const certificate = new X509Certificate(SMIME_SIGNATURE.subarray(at, at + 4 + 0x1e5));
  const attributesAt = SMIME_SIGNATURE.indexOf(Buffer.from("a069", "hex"));
  const attributes = Buffer.from(SMIME_SIGNATURE.subarray(attributesAt, attributesAt + 2 + 0x69));
  attributes[0] = 0x31;
  const signatureAt = SMIME_SIGNATURE.lastIndexOf(Buffer.from("04483046", "hex"));
  const signature = SMIME_SIGNATURE.subarray(signatureAt + 2);
  const digest = createHash("sha256").update(SMIME_SIGNED_PART).digest();
  expect(attributes.includes(digest)).toBe(true);
  expect(verify("sha256", attributes, certificate.publicKey, signature)).toBe(true);
});
