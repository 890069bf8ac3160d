// A row of the message trace, its events, and how both are shown and exported.
import type { CmdletObject } from "../api/exchange.ts";
import type { Tone } from "../parts/tone.ts";

export interface TraceRow extends CmdletObject {
  readonly MessageId: string;
  readonly MessageTraceId: string;
  readonly Received: string;
  readonly SenderAddress: string;
  readonly RecipientAddress: string;
  readonly Subject: string;
  readonly Status: string;
  readonly FromIP: string | null;
  readonly ToIP: string | null;
  readonly Size: number;
}

export interface TraceEvent extends CmdletObject {
  readonly MessageId: string;
  readonly Date: string;
  readonly Event: string;
  readonly Action: string;
  readonly Detail: string;
  readonly Data: string;
}

/** Names a row in the address. */
export const rowId = ({ MessageTraceId, RecipientAddress }: TraceRow): string =>
  `${MessageTraceId} ${RecipientAddress}`;

/** "2026-11-27T16:20:13.0420000+00:00" as other times are: milliseconds, Z. */
export const instantOf = (text: string): string => new Date(text.replace(/(\.\d{3})\d*/, "$1")).toISOString();

/** "2026-11-27 16:20:13": UTC, as the admin centre has it. */
export const utc = (text: string): string => instantOf(text).slice(0, 19).replace("T", " ");

const LOOKS: Readonly<Record<string, readonly [tone: Tone, sign: string]>> = {
  Delivered: ["good", "✓"],
  Failed: ["bad", "✕"],
  Pending: ["wait", "…"],
  GettingStatus: ["wait", "…"],
  Quarantined: ["away", "▣"],
  FilteredAsSpam: ["away", "▣"],
  Expanded: ["note", "⋔"],
  Resolved: ["note", "→"],
};

export const lookOf = (status: string): readonly [tone: Tone, sign: string] => LOOKS[status] ?? ["none", "?"];

const COLUMNS = ["Date (UTC)", "Sender", "Recipient", "Subject", "Status"] as const;

/** With the columns of the admin centre's list; for Excel, which knows UTF-8 by its mark. RFC 4180 */
export function csvOf(rows: readonly TraceRow[]): string {
  const lines = rows.map((row) => [
    utc(row.Received),
    row.SenderAddress,
    row.RecipientAddress,
    row.Subject,
    row.Status,
  ]);
  return `\uFEFF${[COLUMNS, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}

/** Subjects are strangers' text: what a spreadsheet would take for a formula is told to be text. */
function cell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What stands in Data: `<root><MEP Name="…" String="…"/>…</root>`. */
export function factsOf(data: string): readonly Fact[] {
  const read = (text: string) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "");
  return [...data.matchAll(/<MEP Name="([^"]*)" (?:String|Integer)="([^"]*)"\/>/g)].map(
    ([, name = "", value = ""]) => ({
      name: read(name),
      value: read(value),
    }),
  );
}
