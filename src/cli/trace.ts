// `trace`: Get-MessageTraceV2 and Get-MessageTraceDetailV2, with the tables of the real cmdlets.
import type { Command } from "commander";
import { Exchange, type MessageTraceDetailRow, type MessageTraceRow } from "./api/exchange.ts";
import { SandboxHttp } from "./api/http.ts";
import { addClientOptions, asMessageId, type ClientOptions, printJson } from "./options.ts";
import { formatTable } from "./table.ts";
import type { Terminal } from "./terminal.ts";

interface TraceOptions extends ClientOptions {
  readonly messageId?: string;
  readonly sender?: string;
  readonly recipient?: string;
  readonly detail?: true;
}

const EXAMPLES = `
Examples:
  recall-sandbox trace
  recall-sandbox trace --sender alice@contoso.com --detail
  recall-sandbox trace --message-id "<id@contoso.com>" --json

The same as Get-MessageTraceV2 and, with --detail, Get-MessageTraceDetailV2 for each row. Times are UTC, newest first.`;

export function registerTrace(program: Command, terminal: Terminal): void {
  const trace = program
    .command("trace")
    .description("message trace: what became of each message for each recipient")
    .option("--message-id <id>", "only this Message-ID")
    .option("--sender <address>", "only this sender; *@contoso.com is everybody there")
    .option("--recipient <address>", "only this recipient")
    .option("--detail", "with every event");
  addClientOptions(trace)
    .addHelpText("after", EXAMPLES)
    .action(async (options: TraceOptions) => showTrace(terminal, options));
}

async function showTrace(terminal: Terminal, options: TraceOptions): Promise<void> {
  const exchange = new Exchange(new SandboxHttp(options));
  const rows = await exchange.messageTrace({
    ...(options.messageId !== undefined && { MessageId: asMessageId(options.messageId) }),
    ...(options.sender !== undefined && { SenderAddress: options.sender }),
    ...(options.recipient !== undefined && { RecipientAddress: options.recipient }),
  });
  if (!options.detail) {
    if (options.json) printJson(terminal, rows);
    else terminal.out(rows.length === 0 ? "No message matches." : traceTable(rows));
    return;
  }
  const traces = [];
  for (const row of rows) traces.push({ ...row, Details: await exchange.messageTraceDetail(row) });
  if (options.json) printJson(terminal, traces);
  else if (traces.length === 0) terminal.out("No message matches.");
  else terminal.out(traces.map((row) => `${traceTable([row])}\n\n${detailTable(row.Details)}`).join("\n\n"));
}

export function traceTable(rows: readonly MessageTraceRow[]): string {
  return formatTable(
    rows.map((row) => [usDate(row.Received), row.SenderAddress, row.RecipientAddress, row.Subject, row.Status]),
    { header: ["Received", "Sender Address", "Recipient Address", "Subject", "Status"] },
  );
}

export function detailTable(rows: readonly MessageTraceDetailRow[]): string {
  return formatTable(
    rows.map((row) => [usDate(row.Date), row.Event, row.Action ?? "", row.Detail ?? ""]),
    { header: ["Date", "Event", "Action", "Detail"], indent: "  " },
  );
}

/** "8/14/2023 9:51:20 PM": a PowerShell of en-US shows UTC so. */
export function usDate(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const hours = date.getUTCHours();
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  return `${day} ${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? "AM" : "PM"}`;
}
