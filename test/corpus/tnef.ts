// Real winmail.dat: each stream is read to values and written again from them. Without a flaw it must be what it was, byte for
// byte; with one it must say the same.
//
//   node test/corpus/tnef.ts [--dir DIR]        or RECALL_SANDBOX_CORPUS=DIR; ../shared/corpus where there is one
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { parseStructure, walkParts } from "../../src/mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../src/mime/transfer-encoding.ts";
import { type AttributeValue, readAttributeValue, writeAttributeValue } from "../../src/tnef/attribute-codec.ts";
import { IID_IMESSAGE } from "../../src/tnef/guid.ts";
import type { PropertyObject } from "../../src/tnef/property.ts";
import { TAG } from "../../src/tnef/property-tags.ts";
import { decodeTnef, encodeTnef, isTnef } from "../../src/tnef/stream.ts";
import type { TnefFlaw } from "../../src/tnef/tnef-error.ts";
import { PROJECT } from "../support/processes.ts";

interface Specimen {
  readonly name: string;
  readonly bytes: Buffer;
}

type Verdict = { readonly kind: "identical" | "equal" | "different"; readonly reason: string };

function corpusFolder(): string | undefined {
  const { values } = parseArgs({ options: { dir: { type: "string" } } });
  const named = values.dir ?? process.env.RECALL_SANDBOX_CORPUS;
  if (named) return named;
  const usual = join(PROJECT, "..", "shared", "corpus");
  return existsSync(usual) ? usual : undefined;
}

/** Files of tnef/, what lies in e-mails there and in recall/, and messages within those messages. */
function* specimens(folder: string): Generator<Specimen> {
  for (const part of ["tnef", "recall"]) {
    const place = join(folder, part);
    if (!existsSync(place)) continue;
    for (const file of readdirSync(place).sort()) {
      const bytes = readFileSync(join(place, file));
      const found = isTnef(bytes) ? [bytes] : file.endsWith(".eml") ? winmailsOf(bytes) : [];
      for (const [index, stream] of found.entries()) {
        const name = index === 0 ? basename(file) : `${basename(file)} #${index + 1}`;
        yield* withNested({ name, bytes: stream });
      }
    }
  }
}

function winmailsOf(message: Buffer): Buffer[] {
  return [...walkParts(parseStructure(message))]
    .filter((part) => part.contentType.mediaType === "application/ms-tnef")
    .map((part) =>
      decodeTransferEncoding(message.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers)),
    );
}

function* withNested(specimen: Specimen): Generator<Specimen> {
  yield specimen;
  let count = 0;
  for (const value of valuesOf(specimen.bytes).values) {
    if (value.kind !== "properties") continue;
    const object = value.properties.find(({ id }) => id === TAG.PidTagAttachDataObject.id)?.value as PropertyObject;
    if (object?.iid !== IID_IMESSAGE || !isTnef(object.data)) continue;
    count += 1;
    yield* withNested({ name: `${specimen.name} > message ${count}`, bytes: object.data });
  }
}

function valuesOf(bytes: Buffer): { key: number; values: AttributeValue[]; flaws: TnefFlaw[]; written: Buffer } {
  const stream = decodeTnef(bytes);
  const flaws = [...stream.flaws];
  const values = stream.attributes.map((attribute) => readAttributeValue(attribute, flaws));
  const attributes = stream.attributes.map((attribute, index) => ({
    ...attribute,
    data: writeAttributeValue(values[index] as AttributeValue),
  }));
  return { key: stream.key, values, flaws, written: encodeTnef({ key: stream.key, attributes }) };
}

function judge({ bytes }: Specimen): Verdict {
  const { values, flaws, written } = valuesOf(bytes);
  const reason = [...new Set(flaws.map(({ kind }) => kind))].join(", ");
  if (written.equals(bytes)) return { kind: "identical", reason };
  const again = valuesOf(written);
  if (flaws.length === 0) return { kind: "different", reason: "without a flaw, other bytes" };
  return isDeepStrictEqual(again.values, values)
    ? { kind: "equal", reason }
    : { kind: "different", reason: `other values (${reason})` };
}

const folder = corpusFolder();
if (folder === undefined) {
  process.stdout.write("skipped: there is no corpus at ../shared/corpus; name another with --dir\n");
  process.exit(process.env.CI === "true" && process.env.RECALL_SANDBOX_CORPUS ? 1 : 0);
}
const count = { identical: 0, equal: 0, different: 0 };
const reasons = new Map<string, number>();
for (const specimen of specimens(folder)) {
  const { kind, reason } = judge(specimen);
  count[kind] += 1;
  if (kind === "equal") reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  if (kind !== "identical") process.stdout.write(`${kind.padEnd(10)} ${specimen.name}: ${reason}\n`);
}
const because = [...reasons].map(([reason, times]) => `${times} ${reason}`).join("; ");
process.stdout.write(
  `${count.identical} identical, ${count.equal} equal by value${because && ` (${because})`}, ${count.different} different\n`,
);
process.exit(count.different > 0 || count.identical === 0 ? 1 : 0);
