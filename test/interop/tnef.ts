// Debian's tnef and ytnef, two decoders written elsewhere, read what our encoder writes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mapiFromMime } from "../../src/content-conversion/to-tnef/mapi-from-mime.ts";
import { composeMail } from "../../src/mime/compose-mail.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { splitMessage } from "../../src/mime/message.ts";
import type { MapiMessage } from "../../src/tnef/message.ts";
import { RECALL_CLASS } from "../../src/tnef/message-class.ts";
import { TAG } from "../../src/tnef/property-tags.ts";
import { encodeTnef } from "../../src/tnef/stream.ts";
import { type WriteMessageOptions, writeMessage } from "../../src/tnef/write-message.ts";
import { run, temporaryFolder } from "../support/processes.ts";
import { expect, type Step, TNEF, YTNEF } from "./step.ts";

const SUBJECT = "Q3 numbers";
const HTML = "<p>Hello <b>Bob</b></p>";
const FIGURES = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 7) % 256));
const NOTES = Buffer.from("one\r\ntwo\r\n");
const SEARCH_KEY = "00112233445566778899AABBCCDDEEFF";
const FORMS = ["exchange", "outlook"] as const;

async function message(body: { text: string } | { html: string }): Promise<MapiMessage> {
  const bytes = await composeMail({
    from: { name: "Alice", address: "alice@contoso.com" },
    to: [{ name: "Bob", address: "bob@contoso.com" }],
    cc: [],
    subject: SUBJECT,
    ...body,
    attachments: [
      { name: "figures.bin", content: FIGURES },
      { name: "数字.txt", content: NOTES },
    ],
    date: Date.UTC(2026, 10, 20, 12),
    messageId: "<numbers@contoso.com>",
  });
  const { headers, body: content } = splitMessage(bytes);
  return mapiFromMime(HeaderBlock.parse(headers), content, { searchKey: SEARCH_KEY });
}

function written(mapi: MapiMessage, form: WriteMessageOptions["form"]): { folder: string; file: string } {
  const folder = temporaryFolder("tnef").path;
  const file = join(folder, "winmail.dat");
  writeFileSync(file, encodeTnef(writeMessage(mapi, { key: 1, codepage: 1252, form })));
  return { folder, file };
}

/** Files by name; of a decoder that cannot write the name, by what is in them. */
function filesOf(folder: string): Map<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

const has = (files: Map<string, Buffer>, bytes: Buffer) => [...files.values()].some((file) => file.equals(bytes));

async function readByTnef(): Promise<string> {
  for (const form of FORMS) {
    const { folder, file } = written(await message({ html: HTML }), form);
    const out = join(folder, "out");
    mkdirSync(out);
    await run("tnef", ["--directory", out, "--save-body", "--body-pref", "ALL", "--file", file], {
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    const files = filesOf(out);
    expect("figures.bin byte for byte", files.get("figures.bin")?.equals(FIGURES) === true, [...files.keys()]);
    expect("the name beyond ASCII", files.get("数字.txt")?.equals(NOTES) === true, [...files.keys()]);
    expect("the HTML", files.get("message.html")?.toString().trim() === HTML, String(files.get("message.html")));
    expect("rich text", files.get("message.rtf")?.toString("latin1").startsWith("{\\rtf") === true, [...files.keys()]);
  }
  return "attachments byte for byte with their names, HTML and rich text, in both forms";
}

async function readByYtnef(): Promise<string> {
  for (const form of FORMS) {
    const { folder, file } = written(await message({ html: HTML }), form);
    const out = join(folder, "out");
    mkdirSync(out);
    await run("ytnef", ["-H", "-f", out, file]);
    const files = filesOf(out);
    expect("both attachments byte for byte", has(files, FIGURES) && has(files, NOTES), [...files.keys()]);
    expect("the HTML", has(files, Buffer.from(HTML)), [...files.keys()]);
  }
  const { file } = written(await message({ text: "Hello Bob\r\n" }), "exchange");
  const print = await run("ytnefprint", [file]);
  expect("the subject", print.includes(`Subject: ${SUBJECT}`), print);
  expect("the class of the attribute", print.includes("Message Class: IPM.Microsoft Mail.Note"), print);
  expect("the class of the property", print.includes("Value: [IPM.Note]"), print);
  expect("the search key", print.includes(`Message ID: ${SEARCH_KEY}`), print);
  expect("the text", print.includes("Value: [Hello Bob"), print);
  return "subject, class, search key, text, HTML and attachments byte for byte, in both forms";
}

async function readRecall(): Promise<string> {
  const mapi = await message({ text: 'Alice would like to recall the message, "Q3 numbers".' });
  mapi.properties.set(TAG.PidTagMessageClass, RECALL_CLASS).set(TAG.RecallSearchKey, Buffer.from(SEARCH_KEY, "hex"));
  const { file } = written({ ...mapi, attachments: [] }, "outlook");
  const print = await run("ytnefprint", [file]);
  expect("the class", print.includes(`Message Class: ${RECALL_CLASS}`), print);
  expect("the property 0x6800", /Code: \[0x6800\]\s+Size: 16/i.test(print), print);
  return "the class of a recall, and the 16 bytes of 0x6800";
}

export const tnefSteps: readonly Step[] = [
  { name: "tnef reads our winmail.dat", needs: [TNEF], run: readByTnef },
  { name: "ytnef reads our winmail.dat", needs: [YTNEF], run: readByYtnef },
  { name: "ytnef reads our recall", needs: [YTNEF], run: readRecall },
];
