// `recall identify`: whether messages are recall requests, and what in them says so. It asks no sandbox.
import { statSync } from "node:fs";
import type { Command } from "commander";
import { type Generation, type Identified, identifyRecall } from "../agents/recall/wire/identify.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import { splitMessage } from "../mime/message.ts";
import { isTnef } from "../tnef/stream.ts";
import { printJson } from "./options.ts";
import { printable, type Style, styleFor } from "./style.ts";
import { formatTable, type Row } from "./table.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";
import { looksLike, looksLikeMail } from "./tnef/looks-like.ts";
import { readBytes } from "./tnef/open-tnef.ts";

interface IdentifyOptions {
  readonly json?: true;
}

interface IdentifiedFile extends Identified {
  readonly file: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox recall identify message.eml
  recall-sandbox recall identify *.eml --json | jq '.messages[] | select(.isRecallRequest) | .file'

Generation A is made by classic Outlook over Exchange, B by the service (new Outlook, Outlook on the web, Graph),
C by Outlook with a POP or IMAP account.
Exit codes: 0 every file was read, whatever it is · 2 one is no e-mail, or cannot be read.`;

export function registerRecallIdentify(recall: Command, terminal: Terminal): void {
  recall
    .command("identify")
    .description("whether e-mails are recall requests, of which kind, and what names the original")
    .argument("<file...>", "e-mails; - is standard input")
    .option("--json", "for scripts: one JSON document on standard output")
    .addHelpText("after", EXAMPLES)
    // The parent knows --json too and takes it.
    .action(async (files: string[], _own: IdentifyOptions, command: Command) =>
      identify(terminal, files, command.optsWithGlobals<IdentifyOptions>()),
    );
}

async function identify(terminal: Terminal, files: readonly string[], options: IdentifyOptions): Promise<void> {
  const messages: IdentifiedFile[] = [];
  for (const file of files) {
    try {
      const identified = await identifyFile(file);
      messages.push(identified);
      if (!options.json) terminal.out(inWords(identified, styleFor(terminal)));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      terminal.err(error.message);
      terminal.exitCode = EXIT.couldNotRun;
    }
  }
  if (options.json) printJson(terminal, { messages });
}

/** Exchange takes no larger message. Bytes. */
const LARGEST = 150 * 1024 * 1024;

async function identifyFile(file: string): Promise<IdentifiedFile> {
  const size = file === "-" ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  if (size > LARGEST) throw new CommandError(`${file} has ${size} bytes; no e-mail has more than ${LARGEST}`);
  const name = file === "-" ? "standard input" : file;
  const bytes = readBytes(file, name);
  if (isTnef(bytes)) {
    throw new CommandError(`${name} is TNEF without its e-mail: \`recall-sandbox tnef\` shows what is in it`);
  }
  if (!looksLikeMail(bytes)) {
    const what = looksLike(bytes);
    const why = what === "empty" ? "it is empty" : what ? `it looks like ${what}` : "it begins with no header field";
    throw new CommandError(`${name} is no e-mail: ${why}`);
  }
  const { headers, body } = splitMessage(bytes);
  return { file: name, ...(await identifyRecall(HeaderBlock.parse(headers), body)) };
}

const MADE_BY: Readonly<Record<Generation, string>> = {
  A: "classic Outlook",
  B: "the service, for new Outlook, Outlook on the web or Graph",
  C: "Outlook with a POP or IMAP account",
};
const WHERE = { exo: "Exchange Online", onprem: "Exchange on premises" } as const;

function inWords(identified: IdentifiedFile, style: Style): string {
  const { file, generation, hosted, language, original, signals, notes } = identified;
  const rows: Row[] = [];
  if (generation && original) {
    rows.push(["Generation", `${generation}: ${MADE_BY[generation]}${hosted ? `, ${WHERE[hosted]}` : ""}`]);
    rows.push(["Language", language ?? "unknown"]);
    const { messageId, searchKey, subject } = original;
    rows.push(["Original", `"${subject}"`]);
    if (messageId !== undefined) rows.push(["", `Message-ID ${messageId}`]);
    if (searchKey !== undefined) rows.push(["", `search key ${searchKey}`]);
    if (original.namedBy === "subject") rows.push(["", "nothing but the subject names it"]);
    for (const [index, { detail }] of signals.entries()) rows.push([index === 0 ? "Shown by" : "", detail]);
  }
  for (const note of notes) rows.push(["Note", note]);
  const verdict = generation ? style.good("a recall request") : "no recall request";
  const head = `${style.bold(printable(file))}: ${verdict}`;
  return rows.length === 0 ? head : `${head}\n${formatTable(rows, { indent: "  " })}`;
}
