// `wait`: until a message is where a search says, for scripts.
import { type Command, InvalidArgumentError } from "commander";
import { parseSearchText, SearchTextError } from "../journey/search-text.ts";
import { parseDuration } from "../organization/units.ts";
import { SandboxHttp } from "./api/http.ts";
import { type JourneySummary, SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, type ClientOptions, printJson } from "./options.ts";
import { printable } from "./style.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";

interface WaitOptions extends ClientOptions {
  readonly timeout: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox wait 'subject:"Q3 numbers" verdict:intact'
  recall-sandbox wait 'to:bob@contoso.com recall:recalled' --timeout 30s
  recall-sandbox wait 'verdict:looping' --json

A search names from, to, subject, messageId, id, hop, rule,
verdict (pending, intact, changed, failed, looping, lost), recall (none, pending, recalled, partly, failed)
and kind (message, recallRequest, recallReport, notification, generated); other words are looked for anywhere.

Exit codes: 0 it came to be · 1 time ran out · 2 could not run.`;

export function registerWait(program: Command, terminal: Terminal): void {
  const wait = program
    .command("wait")
    .description("until a message is where a search says")
    .argument("<search>", "what to wait for, such as 'subject:Q3 verdict:intact'")
    .option("--timeout <duration>", "give up after so long: 500ms, 10s, 5m", duration, "10s");
  addClientOptions(wait)
    .addHelpText("after", EXAMPLES)
    .action(async (search: string, options: WaitOptions) => waitFor(terminal, search, options));
}

function duration(text: string): string {
  if (parseDuration(text) !== undefined) return text;
  throw new InvalidArgumentError("It is a duration such as 500ms, 10s or 5m.");
}

async function waitFor(terminal: Terminal, search: string, options: WaitOptions): Promise<void> {
  const found = await new SandboxApi(new SandboxHttp(options)).wait(queryOf(search), options.timeout);
  if (found.length === 0) {
    throw new CommandError(`No message came to be as \`${search}\` says within ${options.timeout}.`, EXIT.failed);
  }
  if (options.json) printJson(terminal, found);
  else for (const journey of found) terminal.out(describe(journey));
}

function queryOf(search: string): Record<string, string> {
  try {
    // What is wrong with it is told before anybody is asked.
    parseSearchText(search);
    return { q: search };
  } catch (error) {
    throw error instanceof SearchTextError ? new CommandError(error.message) : error;
  }
}

function describe({ id, subject, from, to, verdict, recall }: JourneySummary): string {
  const state = recall === "none" ? verdict : `${verdict}, recall ${recall}`;
  return printable(`${id}  ${from || "<>"} → ${to.join(", ")}  ${subject}  ${state}`);
}
