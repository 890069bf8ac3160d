// Recalls of every generation, and replies and spam that look like some, are told apart as their manifest says.
//
//   node test/corpus/recall.ts [--dir DIR]        or RECALL_SANDBOX_RECALLS=DIR; ../shared/corpus/recall where there is one
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Identified, identifyRecall } from "../../src/agents/recall/wire/identify.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { splitMessage } from "../../src/mime/message.ts";
import { PROJECT } from "../support/processes.ts";

interface Entry {
  readonly file: string;
  readonly isRecallRequest: boolean;
  /** "negative" where it is no request. */
  readonly generation: string;
  readonly hosted: string | null;
  readonly language: string;
}

function corpusFolder(): string | undefined {
  const { values } = parseArgs({ options: { dir: { type: "string" } } });
  const named = values.dir ?? process.env.RECALL_SANDBOX_RECALLS;
  if (named) return named;
  const usual = join(PROJECT, "..", "shared", "corpus", "recall");
  return existsSync(usual) ? usual : undefined;
}

/** What is not as the manifest says, or nothing. */
function difference(entry: Entry, found: Identified): string | undefined {
  if (entry.isRecallRequest !== found.isRecallRequest) return `${entry.isRecallRequest ? "not " : ""}called a request`;
  if (!entry.isRecallRequest) return undefined;
  for (const key of ["generation", "hosted", "language"] as const) {
    if (entry[key] !== found[key]) return `${key} is ${found[key]}, not ${entry[key]}`;
  }
  return undefined;
}

async function main(folder: string): Promise<number> {
  const manifest: readonly Entry[] = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const problems: string[] = [];
  for (const entry of manifest) {
    const { headers, body } = splitMessage(readFileSync(join(folder, entry.file)));
    const problem = difference(entry, await identifyRecall(HeaderBlock.parse(headers), body));
    if (problem) problems.push(`differs: ${entry.file}: ${problem}`);
  }
  const lines = [`${manifest.length}: ${manifest.length - problems.length} as the manifest says`, ...problems];
  process.stdout.write(`${lines.join("\n")}\n`);
  return problems.length === 0 && manifest.length > 0 ? 0 : 1;
}

const folder = corpusFolder();
if (folder === undefined) {
  process.stdout.write(
    "Skipped: there is no corpus of recalls here; name its folder with --dir or RECALL_SANDBOX_RECALLS.\n",
  );
  process.exit(0);
}
if (!existsSync(join(folder, "manifest.json"))) {
  process.stderr.write(`There is no ${join(folder, "manifest.json")}.\n`);
  process.exit(2);
}
process.exit(await main(folder));
