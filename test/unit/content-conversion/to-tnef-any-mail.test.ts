// Whatever a client composes comes out of its TNEF as it went in.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findTnef } from "../../../src/content-conversion/find-tnef.ts";
import { canBecomeTnef } from "../../../src/content-conversion/to-tnef/can-become-tnef.ts";
import { composeMail } from "../../../src/mime/compose-mail.ts";
import { decompressRtf } from "../../../src/tnef/compressed-rtf.ts";
import { ATTACH_METHOD } from "../../../src/tnef/message.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { rtfToBody } from "../../../src/tnef/rtf/rtf-to-body.ts";
import { read, toTnef } from "./to-tnef-support.ts";

/** FUZZ_SEED=N for others. */
const SEED = Number(process.env.FUZZ_SEED ?? 4);

/** As header fields give it back: no controls, no blanks at the ends. */
const line = fc
  .string({ unit: "grapheme", maxLength: 60 })
  .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}"\\/<>]+/gu, " ").trim());

const attachment = fc.record({
  name: line.filter((text) => /[\p{L}\d]/u.test(text)).map((text) => `${text}.bin`),
  content: fc.uint8Array({ maxLength: 300 }),
  contentId: fc.option(fc.stringMatching(/^[a-z0-9]{1,12}@x$/), { nil: undefined }),
});

const parts = fc.record({
  subject: line,
  text: fc.option(fc.string({ unit: "binary", maxLength: 300 }), { nil: undefined }),
  html: fc.option(
    fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => `<p>${text}</p>`),
    { nil: undefined },
  ),
  attachments: fc.array(attachment, { maxLength: 4 }),
});

/** Text in MAPI ends at a NUL, so none is in it. */
const withoutNul = (text: string) => text.replaceAll("\0", "");

const crlf = (text: string | undefined) => text?.replace(/\r\n|\r|\n/g, "\r\n").replace(/(?:\r\n)+$/, "");

test("subject, bodies and attachments of any mail", async () => {
  await fc.assert(
    fc.asyncProperty(parts, async ({ subject, text, html, attachments }) => {
      const mail = await composeMail({
        ...{ from: { name: "Alice", address: "alice@contoso.com" }, to: [], cc: [], date: 0, messageId: "<a@b>" },
        ...{ subject, text, html, attachments: attachments.map((one) => ({ ...one, contentType: "application/x" })) },
      });
      const { laidOut } = await toTnef(mail.toString("latin1"));
      const found = await findTnef(laidOut.headers, laidOut.body);
      if (found.kind !== "belongs") throw new Error(found.kind);
      expect(found.flaws).toEqual([]);
      const { properties, attachments: read } = found.message;
      expect(properties.text(TAG.PidTagSubject)).toBe(subject);
      // A message without any body has an empty text.
      if (text) expect(crlf(properties.text(TAG.PidTagBody))).toBe(crlf(withoutNul(text.toWellFormed())));
      if (html) {
        const bytes = properties.binary(TAG.PidTagHtml) ?? Buffer.alloc(0);
        expect(crlf(bytes.toString())).toBe(crlf(html));
        const rtf = decompressRtf(properties.binary(TAG.PidTagRtfCompressed) ?? Buffer.alloc(0));
        expect(rtfToBody(rtf)).toEqual({ kind: "html", text: bytes.toString() });
      }
      const readBack = read.map(({ properties: bag }) => ({
        name: bag.text(TAG.PidTagAttachLongFilename) ?? "",
        content: bag.binary(TAG.PidTagAttachDataBinary)?.toString("hex"),
        method: bag.number(TAG.PidTagAttachMethod),
      }));
      const sent = attachments.map(({ name, content }) => {
        return { name, content: Buffer.from(content).toString("hex"), method: ATTACH_METHOD.byValue };
      });
      expect(readBack.map((one) => JSON.stringify(one)).sort()).toEqual(sent.map((one) => JSON.stringify(one)).sort());
    }),
    { seed: SEED, numRuns: 150 },
  );
});

const GOLDEN = join(import.meta.dirname, "../../golden/to-tnef");
const inputs = readdirSync(GOLDEN).map((name) => readFileSync(join(GOLDEN, name, "input.eml"), "latin1"));

test("mail that something damaged stays as it is, or becomes TNEF that belongs to it", async () => {
  const damage = fc.record({
    at: fc.nat(4000),
    length: fc.nat(40),
    put: fc.string({ unit: "binary-ascii", maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...inputs),
      fc.array(damage, { minLength: 1, maxLength: 6 }),
      async (input, all) => {
        const damaged = all.reduce((text, { at, length, put }) => {
          const from = at % (text.length + 1);
          return text.slice(0, from) + put + text.slice(from + length);
        }, input);
        const { headers, body } = read(damaged);
        if (!(await canBecomeTnef(headers, body)).can) return;
        const { laidOut } = await toTnef(damaged);
        const wire = read(Buffer.concat([laidOut.headers.toBuffer(), laidOut.body]).toString("latin1"));
        const found = await findTnef(wire.headers, wire.body);
        expect(found.kind === "belongs" && found.flaws).toEqual([]);
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
});
