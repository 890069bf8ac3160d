// `tail`: what happens in a running sandbox, one line an event, as it happens.
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CheckEvent } from "../journey/check-event.ts";
import type { RefusalEvent } from "../journey/live-events.ts";
import { parseDuration } from "../organization/units.ts";
import { followEvents, type ServerEvent } from "./api/event-source.ts";
import { SandboxHttp } from "./api/http.ts";
import { addClientOptions, type ClientOptions } from "./options.ts";
import { printable, type Style, styleFor } from "./style.ts";
import type { Terminal } from "./terminal.ts";

interface TailOptions extends ClientOptions {
  readonly from?: "begin";
  readonly types: string;
  readonly mailboxes?: string;
  readonly for?: number;
}

const EXAMPLES = `
Examples:
  recall-sandbox tail                        what happens from now on, until Ctrl-C
  recall-sandbox tail --from begin           all that is kept first
  recall-sandbox tail --types journey        each message when its verdict or its recall changes
  recall-sandbox tail --types mailbox --mailboxes bob@contoso.com
                                             each item that comes, is read, moved or deleted
  recall-sandbox tail --types refusal        mail that the tenant refused at its door
  recall-sandbox tail --types check          each trial of a run that the page or POST /api/checks began
  recall-sandbox tail --json | jq .          one JSON document a line

When the sandbox goes away, tail waits for it and goes on where it was.`;

export function registerTail(program: Command, terminal: Terminal): void {
  const tail = program
    .command("tail")
    .description("follow what happens, one line an event")
    .addOption(new Option("--from <where>", "begin: all that is kept first").choices(["begin"]))
    .option(
      "--types <list>",
      "tracking, recall, journey, mailbox, check, refusal: which events, by commas",
      "tracking,recall",
    )
    .option("--mailboxes <list>", "whose changes the type mailbox tells of: addresses, by commas")
    .option("--for <duration>", "end after so long: 10s, 5m", milliseconds);
  addClientOptions(tail)
    .addHelpText("after", EXAMPLES)
    .action(async (options: TailOptions) => follow(terminal, options));
}

function milliseconds(text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError("It is a duration such as 500ms, 10s or 5m.");
}

async function follow(terminal: Terminal, options: TailOptions): Promise<void> {
  const stop = new AbortController();
  terminal.onSignal(() => stop.abort());
  if (options.for !== undefined) setTimeout(() => stop.abort(), options.for).unref();
  const style = styleFor(terminal);
  const http = new SandboxHttp(options);
  const events = followEvents(http, {
    query: { types: options.types, mailboxes: options.mailboxes, since: options.from },
    signal: stop.signal,
    lost: () => terminal.err(`The connection to ${http.url} was lost; waiting for it.`),
  });
  for await (const event of events) terminal.out(options.json ? JSON.stringify(event) : eventLine(event, style));
}

interface Tracking {
  readonly at: string;
  readonly eventId: string;
  readonly context: string;
  readonly detail: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly recipientCount: number;
  readonly subject: string;
}

interface RecallChange {
  readonly at: string;
  readonly requestMessageId: string;
  readonly address: string | null;
  readonly status: string;
  readonly trueReason: string | null;
}

interface JourneyChange {
  readonly changedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly recipientCount: number;
  readonly subject: string;
  readonly hops: readonly string[];
  readonly verdict: string;
  readonly recall: string;
}

interface MailboxChange {
  readonly mailbox: string;
  readonly folder: string | null;
  readonly item: number | null;
  readonly what: string;
}

/** "12:00:01.123 DELIVER       alice@contoso.com → bob@contoso.com  Q3 numbers  The message was delivered …" */
export function eventLine({ type, data }: ServerEvent, style: Style): string {
  switch (type) {
    case "tracking":
      return trackingLine(data as Tracking, style);
    case "recall":
      return recallLine(data as RecallChange, style);
    case "journey":
      return journeyLine(data as JourneyChange, style);
    case "mailbox":
      return mailboxLine(data as MailboxChange, style);
    case "check":
      return checkLine(data as CheckEvent, style);
    case "refusal":
      return refusalLine(data as RefusalEvent, style);
    default:
      return style.bad(`── ${printable((data as { reason?: string }).reason ?? type)}`);
  }
}

function trackingLine(event: Tracking, style: Style): string {
  const word = event.eventId.padEnd(WORD);
  const who = `${event.sender || "<>"} → ${addressees(event.recipients, event.recipientCount)}`;
  const rest = [event.subject, event.detail || event.context].filter(Boolean).join("  ");
  return line(event.at, BAD.has(event.eventId) ? style.bad(word) : style.bold(word), `${who}  ${rest}`, style);
}

function recallLine(change: RecallChange, style: Style): string {
  const isGood = change.status.startsWith("recalled");
  const word = "recall".padEnd(WORD);
  const text = `${change.address ?? "all"} ${change.status}${change.trueReason ? ` (${change.trueReason})` : ""}  ${change.requestMessageId}`;
  return line(change.at, isGood ? style.good(word) : style.bold(word), text, style);
}

function journeyLine(journey: JourneyChange, style: Style): string {
  const recall = journey.recall === "none" ? "" : `, recall ${journey.recall}`;
  const who = `${journey.from || "<>"} → ${addressees(journey.to, journey.recipientCount)}`;
  const text = `${who}  ${journey.subject}  ${journey.hops.join(" › ")}  ${journey.verdict}${recall}`;
  return line(journey.changedAt, style.bold("journey".padEnd(WORD)), text, style);
}

/** It has no time of its own. */
function mailboxLine({ mailbox, folder, item, what }: MailboxChange, style: Style): string {
  const where = [mailbox, folder, item === null ? undefined : `item ${item}`].filter(Boolean).join("  ");
  return `${" ".repeat(TIME)} ${style.bold("mailbox".padEnd(WORD))} ${printable(`${where}  ${what}`)}`;
}

function checkLine({ at, checkId, state, trials, trial }: CheckEvent, style: Style): string {
  const word = (trial?.caseId ?? "check").padEnd(WORD);
  const isBad = trial?.outcome === "FAILED" || state === "failed";
  const text = trial
    ? `${trial.outcome}  ${trial.sentence}  ${trial.tenant}, ${trial.serviceLevel}`
    : `${checkId} ${state}, ${trials} trials`;
  return line(at, isBad ? style.bad(word) : style.bold(word), text, style);
}

function refusalLine({ at, listener, from, to, reply, peer }: RefusalEvent, style: Style): string {
  const who = `${from || "<>"} → ${addressees(to, to.length)}`;
  return line(at, style.bad("refused".padEnd(WORD)), `${who}  ${listener}, ${peer}: ${reply}`, style);
}

const TIME = "12:00:01.123".length;
const WORD = "DUPLICATEDELIVER".length;
const BAD: ReadonlySet<string> = new Set(["FAIL", "POISONMESSAGE", "DEFER", "MODERATORREJECT", "MODERATIONEXPIRE"]);
const NAMED = 3;

function addressees(addresses: readonly string[], count: number): string {
  const named = addresses.slice(0, NAMED);
  const rest = count - named.length;
  return rest > 0 ? `${named.join(", ")} and ${rest} more` : named.join(", ");
}

function line(at: string, word: string, text: string, style: Style): string {
  return `${style.dim(at.slice(11, 23))} ${word} ${printable(text)}`;
}
