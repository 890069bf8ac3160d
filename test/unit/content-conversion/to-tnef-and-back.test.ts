// MIME → TNEF → MIME says what it said: for any mail that a client composes, and for the corpus where there is one
// (RECALL_SANDBOX_CORPUS=DIR, or ../shared/corpus/mime). What may change: where images stand among the files, line ends that
// were no CRLF, the charset and what HTML says of it, and that HTML gets a plain form beside it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTnef } from "../../../src/content-conversion/find-tnef.ts";
import { bodiesOf } from "../../../src/content-conversion/mapi-bodies.ts";
import { DEFAULT_MIME_FORMAT, toMime } from "../../../src/content-conversion/to-mime/to-mime.ts";
import { canBecomeTnef } from "../../../src/content-conversion/to-tnef/can-become-tnef.ts";
import { mapiFromMime } from "../../../src/content-conversion/to-tnef/mapi-from-mime.ts";
import { composeMail } from "../../../src/mime/compose-mail.ts";
import { toCrlf } from "../../../src/mime/message.ts";
import type { MapiMessage } from "../../../src/tnef/message.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { type ReadMail, read, toTnef } from "./to-tnef-support.ts";

/** FUZZ_SEED=N for others. */
const SEED = Number(process.env.FUZZ_SEED ?? 4);

const CORPUS =
  process.env.RECALL_SANDBOX_CORPUS ?? join(import.meta.dirname, "../../../..", "shared", "corpus", "mime");
const FILES = existsSync(CORPUS) ? readdirSync(CORPUS).filter((file) => file !== "MANIFEST") : [];
const GOLDEN = join(import.meta.dirname, "../../golden/to-tnef");

describe("MIME → TNEF → MIME", () => {
  test.each(readdirSync(GOLDEN))("golden case %s", async (name) => {
    await compareTrip(readFileSync(join(GOLDEN, name, "input.eml"), "latin1"));
  });

  test.skipIf(FILES.length === 0).each(FILES)("%s", async (file) => {
    const mail = readFileSync(join(CORPUS, file), "latin1").replace(/\r?\n/g, "\n");
    const { headers, body } = read(mail);
    if ((await canBecomeTnef(headers, body)).can) await compareTrip(mail);
  });

  test("any mail that a client composes", async () => {
    const attachment = fc.record({
      name: fc.stringMatching(/^[\wäλ中 -]{0,20}[\wäλ中]\.(bin|txt|png)$/).map((name) => name.trim()),
      content: fc.uint8Array({ maxLength: 200 }),
      contentType: fc.constantFrom("application/octet-stream", "text/plain", "image/png"),
      contentId: fc.option(fc.constantFrom("one@x", "two@x"), { nil: undefined }),
    });
    const parts = fc.record({
      subject: fc.constantFrom("Budget", "RE: Grüße", "撤回: 类型", ""),
      text: fc.option(fc.string({ unit: fc.constantFrom("a", "ü", "中", "€", " ", "\n", "=", "."), maxLength: 200 }), {
        nil: undefined,
      }),
      html: fc.constantFrom(undefined, "<p>plain</p>", '<p>Grüße <img src="cid:one@x"></p>', "<p>中\n\n€</p>\n"),
      attachments: fc.array(attachment, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(parts, async (drawn) => {
        const from = { name: "王小东", address: "wang@contoso.com" };
        const mail = await composeMail({
          ...drawn,
          from,
          to: [from],
          cc: [],
          date: 0,
          messageId: "<trip@contoso.com>",
        });
        await compareTrip(mail.toString("latin1"));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

async function compareTrip(mail: string): Promise<void> {
  const before = read(mail);
  const { message, laidOut } = await toTnef(mail);
  const found = await findTnef(laidOut.headers, laidOut.body);
  if (found.kind !== "belongs") throw new Error(found.kind);
  const after = await toMime(laidOut, found, DEFAULT_MIME_FORMAT);
  const back = await mapiFromMime(after.headers, after.body, {});
  expect(await said(back)).toEqual(await said(message));
  const kept = keptFields(after);
  expect(keptFields(before).filter((field) => !kept.includes(field))).toEqual([]);
}

/** Bytes of the fields that don't describe the body. */
function keptFields({ headers }: Pick<ReadMail, "headers">): string[] {
  return headers.fields
    .filter(({ name }) => !/^(?:content-|mime-version|x-ms-has-attach|x-ms-tnef-correlator)/i.test(name))
    .map(({ raw }) => (raw.endsWith("\n") ? raw : `${raw}\r\n`));
}

async function said(message: MapiMessage): Promise<object> {
  const { properties, recipients, attachments } = message;
  const { text = "", html } = await bodiesOf(message);
  const files = await Promise.all(
    attachments.map(async ({ properties: bag, embedded }) =>
      embedded
        ? await said(embedded)
        : {
            name: bag.text(TAG.PidTagAttachLongFilename),
            content: bag.binary(TAG.PidTagAttachDataBinary)?.toString("latin1"),
            type: bag.text(TAG.PidTagAttachMimeTag),
            contentId: bag.text(TAG.PidTagAttachContentId),
            isHidden: bag.boolean(TAG.PidTagAttachmentHidden),
            createdAt: bag.time(TAG.PidTagCreationTime),
          },
    ),
  );
  return {
    subject: properties.text(TAG.PidTagSubject),
    sender: properties.text(TAG.PidTagSenderEmailAddress),
    from: properties.text(TAG.PidTagSentRepresentingName),
    sentAt: properties.time(TAG.PidTagClientSubmitTime),
    topic: properties.text(TAG.PidTagConversationTopic),
    index: properties.binary(TAG.PidTagConversationIndex)?.toString("hex"),
    importance: properties.number(TAG.PidTagImportance),
    sensitivity: properties.number(TAG.PidTagSensitivity),
    recipients: recipients.map((row) => [row.number(TAG.PidTagRecipientType), row.text(TAG.PidTagSmtpAddress)]),
    text: toCrlf(text).trimEnd(),
    html: html && toCrlf(html).replace(/charset="?[\w-]+/gi, "charset"),
    files: files.map((file) => JSON.stringify(file)).sort(),
  };
}
