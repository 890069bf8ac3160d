// What reading and writing TNEF costs, in CPU time of one core: attributes, properties, compressed RTF and what it holds.
// It never fails on timing.
//
//   node test/bench/tnef.ts [--seconds 1] [--dir DIR] [--json]        DIR: real winmail.dat; ../shared/corpus/tnef where there is one
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compressRtf, decompressRtf } from "../../src/tnef/compressed-rtf.ts";
import type { MapiMessage } from "../../src/tnef/message.ts";
import { TYPE } from "../../src/tnef/property.ts";
import { PropertyBag } from "../../src/tnef/property-bag.ts";
import { NAMED, TAG } from "../../src/tnef/property-tags.ts";
import { readMessage } from "../../src/tnef/read-message.ts";
import { htmlToRtf } from "../../src/tnef/rtf/body-to-rtf.ts";
import { rtfToBody } from "../../src/tnef/rtf/rtf-to-body.ts";
import { decodeTnef, encodeTnef } from "../../src/tnef/stream.ts";
import { writeMessage } from "../../src/tnef/write-message.ts";
import { PROJECT } from "../support/processes.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "1" },
    dir: { type: "string", default: join(PROJECT, "..", "shared", "corpus", "tnef") },
    json: { type: "boolean", default: false },
  },
});
const MEGABYTE = 1_048_576;
const AIM_MEGABYTE_MS = 20;
const AIM_RECALLS = 10_000;

interface Figure {
  readonly name: string;
  /** CPU, user and system, of one round. */
  readonly ms: number;
  readonly bytes: number;
}

function measure(name: string, bytes: number, run: () => unknown): Figure {
  const enough = Number(values.seconds) * 1e6;
  // The first half is warming up.
  spend(enough / 2, run);
  const { rounds, micros } = spend(enough, run);
  return { name, ms: micros / rounds / 1000, bytes };
}

function spend(micros: number, run: () => unknown): { rounds: number; micros: number } {
  const began = process.cpuUsage();
  for (let rounds = 1; ; rounds += 1) {
    run();
    const { user, system } = process.cpuUsage(began);
    if (user + system >= micros) return { rounds, micros: user + system };
  }
}

/** As many properties, of the same types, as Outlook's own request has. */
function recallRequest(): MapiMessage {
  const key = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");
  const address = "/O=CONTOSO/OU=EXCHANGE ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=ANN";
  const at = Date.UTC(2026, 10, 26, 12, 30, 5);
  const properties = new PropertyBag()
    .set(TAG.PidTagMessageClass, "IPM.Outlook.Recall")
    .set(TAG.PidTagSubject, "Recall: Figures of the third quarter")
    .set(TAG.PidTagConversationTopic, "Figures of the third quarter")
    .set(TAG.PidTagBody, 'Ann would like to recall the message, "Figures of the third quarter".')
    .set(TAG.PidTagRtfCompressed, compressRtf(Buffer.from("{\\rtf1\\ansi Ann would like to recall the message}")))
    .set(TAG.PidTagInternetMessageId, "<0123456789abcdef0123456789abcdef@contoso.com>")
    .set(TAG.PidTagImportance, 1)
    .set(TAG.PidTagSearchKey, key)
    .set(TAG.PidTagConversationIndex, Buffer.alloc(22, 1));
  for (const tag of [TAG.PidTagClientSubmitTime, TAG.PidTagCreationTime, TAG.PidTagLastModificationTime]) {
    properties.set(tag, at);
  }
  for (const tag of [TAG.PidTagSenderName, TAG.PidTagSentRepresentingName]) properties.set(tag, "Ann Example");
  for (const tag of [TAG.PidTagSenderEmailAddress, TAG.PidTagSentRepresentingEmailAddress])
    properties.set(tag, address);
  for (let id = 0x6000; id < 0x6010; id += 1) {
    const even = id % 2 === 0;
    properties.set({ id, type: even ? TYPE.Binary : TYPE.Boolean, name: "" }, even ? Buffer.alloc(40, id) : true);
  }
  properties.set({ id: 0x6800, type: TYPE.Binary, name: "" }, key);
  return {
    properties: properties.setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, 1),
    recipients: [],
    attachments: [],
  };
}

/** HTML of a letter, as Outlook's editor makes it. */
function letter(bytes: number): string {
  let html = "<html><body lang=EN-US>\r\n";
  for (let n = 0; html.length < bytes; n += 1) {
    html += `<p class=MsoNormal><span style='font-size:11pt'>Line ${n}, ${(n * 7919) % 10_007} of ${n * 31}&nbsp;<o:p></o:p></span></p>\r\n`;
  }
  return `${html}</body></html>`;
}

function withAttachment(size: number): MapiMessage {
  const { properties } = recallRequest();
  const rtf = compressRtf(htmlToRtf(letter(100_000)));
  const data = Buffer.allocUnsafe(size - rtf.length);
  for (let at = 0; at < data.length; at += 1) data[at] = (at * 2654435761) >>> 13;
  const attachment = new PropertyBag()
    .set(TAG.PidTagAttachLongFilename, "figures.xlsx")
    .set(TAG.PidTagAttachDataBinary, data);
  properties.set(TAG.PidTagRtfCompressed, rtf);
  return { properties, recipients: [], attachments: [{ properties: attachment }] };
}

const OPTIONS = { key: 1, codepage: 1252, form: "exchange" } as const;
const encode = (message: MapiMessage): Buffer => encodeTnef(writeMessage(message, OPTIONS));
const decode = (bytes: Buffer) => readMessage(decodeTnef(bytes));
const decodeWithBody = (bytes: Buffer) => {
  const rtf = decode(bytes).message.properties.binary(TAG.PidTagRtfCompressed);
  return rtf && rtfToBody(decompressRtf(rtf));
};

function realFiles(): Buffer[] {
  if (!existsSync(values.dir)) return [];
  const files = readdirSync(values.dir).filter((name) => name.endsWith(".tnef"));
  return files.map((name) => readFileSync(join(values.dir, name))).filter(isReadable);
}

function isReadable(bytes: Buffer): boolean {
  try {
    decodeWithBody(bytes);
    return true;
  } catch {
    return false;
  }
}

const recall = recallRequest();
const recallBytes = encode(recall);
const large = withAttachment(MEGABYTE);
const largeBytes = encode(large);
const html = letter(300_000);
const rtf = htmlToRtf(html);
const compressed = compressRtf(rtf);
const real = realFiles();

const figures: Figure[] = [
  measure("decode a recall", recallBytes.length, () => decode(recallBytes)),
  measure("encode a recall", recallBytes.length, () => encode(recall)),
  measure("decode 1 MB", largeBytes.length, () => decode(largeBytes)),
  measure("decode 1 MB, body too", largeBytes.length, () => decodeWithBody(largeBytes)),
  measure("encode 1 MB", largeBytes.length, () => encode(large)),
  measure("expand LZFu", rtf.length, () => decompressRtf(compressed)),
  measure("compress LZFu", rtf.length, () => compressRtf(rtf)),
  measure("RTF to HTML", rtf.length, () => rtfToBody(rtf)),
  measure("HTML to RTF", rtf.length, () => htmlToRtf(html)),
];
if (real.length > 0) {
  const bytes = real.reduce((sum, file) => sum + file.length, 0);
  figures.push(measure(`decode ${real.length} real files, bodies too`, bytes, () => real.map(decodeWithBody)));
}

if (values.json) {
  process.stdout.write(`${JSON.stringify({ figures })}\n`);
} else {
  const rows = figures.map(({ name, ms, bytes }) => {
    const cells = [
      bytes.toFixed(0),
      ms.toFixed(3),
      (1000 / ms).toFixed(0),
      (bytes / MEGABYTE / (ms / 1000)).toFixed(0),
    ];
    return `${name.padEnd(34)}${cells.map((cell) => cell.padStart(11)).join("")}`;
  });
  process.stdout.write(
    `${"".padEnd(34)}      bytes     CPU ms      per s       MB/s\n${rows.join("\n")}\n` +
      `Aims: 1 MB decoded in under ${AIM_MEGABYTE_MS} ms, ${AIM_RECALLS} recalls decoded per second, on one core.\n`,
  );
}
