// Debian's tnef and we find the same files in real winmail.dat, names and bytes; ../shared/corpus where there is one.
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guidBytes } from "../../src/tnef/guid.ts";
import type { MapiAttachment } from "../../src/tnef/message.ts";
import type { PropertyObject } from "../../src/tnef/property.ts";
import { TAG } from "../../src/tnef/property-tags.ts";
import { readMessage } from "../../src/tnef/read-message.ts";
import { decodeTnef } from "../../src/tnef/stream.ts";
import { PROJECT, run, temporaryFolder } from "../support/processes.ts";
import { expect, type Step, TNEF } from "./step.ts";

const CORPUS = process.env.RECALL_SANDBOX_CORPUS ?? join(PROJECT, "..", "shared", "corpus");

/** Undefined where it cannot read the file: one of them ends it with a failed assertion. */
async function extracted(file: string): Promise<Map<string, Buffer> | undefined> {
  const out = join(temporaryFolder("tnef").path, "out");
  mkdirSync(out);
  try {
    await run("tnef", ["--directory", out, "--number-backups", "--file", file], {
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
  } catch {
    return undefined;
  }
  return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
}

/** What tnef writes: of an object, its interface too. */
function bytesOf({ properties }: MapiAttachment): Buffer {
  const object = properties.find(TAG.PidTagAttachDataObject)?.value as PropertyObject | Buffer | undefined;
  if (object && !Buffer.isBuffer(object)) return Buffer.concat([guidBytes(object.iid), object.data]);
  return properties.binary(TAG.PidTagAttachDataBinary) ?? Buffer.alloc(0);
}

/** Of several files with one name, tnef numbers all but the first. */
const isNamed = (name: string, wanted: string) =>
  name === wanted || (name.startsWith(`${wanted}.`) && /^\d+$/.test(name.slice(wanted.length + 1)));

async function readRealFiles(): Promise<string> {
  const folder = join(CORPUS, "tnef");
  if (!existsSync(folder)) return "no real winmail.dat here; name their folder with RECALL_SANDBOX_CORPUS";
  let count = 0;
  const unread: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".tnef"))) {
    const theirs = await extracted(join(folder, file));
    if (!theirs) {
      unread.push(file);
      continue;
    }
    const { attachments } = readMessage(decodeTnef(readFileSync(join(folder, file)))).message;
    expect(`${file}: as many files`, theirs.size === attachments.length, [...theirs.keys()]);
    for (const attachment of attachments) {
      const { properties } = attachment;
      const wanted = properties.text(TAG.PidTagAttachLongFilename) ?? properties.text(TAG.PidTagAttachFilename) ?? "";
      const bytes = bytesOf(attachment);
      const same = [...theirs].some(([name, content]) => isNamed(name, wanted) && content.equals(bytes));
      expect(`${file}: ${wanted}, ${bytes.length} bytes`, same, [...theirs.keys()]);
      count += 1;
    }
  }
  expect("files were compared", count > 0, count);
  return `${count} attachments with the names and bytes that we read${unread.length > 0 ? `; it cannot read ${unread.join(", ")}` : ""}`;
}

export const tnefCorpusSteps: readonly Step[] = [
  { name: "tnef reads real winmail.dat as we do", needs: [TNEF], run: readRealFiles },
];
