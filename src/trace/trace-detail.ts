// What happened to one recipient, in the message trace's words. Get-MessageTraceDetailV2
import { isReceipt, type MessageTraceRow } from "./message-trace.ts";
import type { TrackingRow } from "./tracking-log.ts";

export interface TraceDetailRow {
  /** Milliseconds UTC. */
  readonly at: number;
  /** "Receive", "Send external", … */
  readonly event: string;
  /** Names of the event that a filter may use: the word above, the log's, the documentation's. */
  readonly alsoCalled: readonly string[];
  readonly action: string;
  readonly detail: string;
  /** XML, "<root>…</root>". */
  readonly data: string;
}

/** Words of the trace. Those in capitals in the cmdlet's documentation are found too. */
const WORDS: Readonly<Record<TrackingRow["eventId"], string>> = {
  RECEIVE: "Receive",
  SUBMIT: "Submit",
  EXPAND: "Expand",
  RESOLVE: "Resolve",
  REDIRECT: "Redirect",
  HAREDIRECT: "Redirect",
  TRANSFER: "Transfer",
  AGENTINFO: "Agent info",
  SEND: "Send",
  SENDEXTERNAL: "Send external",
  DELIVER: "Deliver",
  DUPLICATEDELIVER: "Drop",
  DEFER: "Defer",
  DROP: "Drop",
  FAIL: "Fail",
  DSN: "DSN",
  POISONMESSAGE: "Fail",
  INITMESSAGECREATED: "Moderation started",
  MODERATORAPPROVE: "Moderator approved",
  MODERATORREJECT: "Moderator rejected",
  MODERATIONEXPIRE: "Moderation expired",
  QUARANTINE: "Quarantine",
  QUARANTINERELEASE: "Quarantine release",
};

/** Oldest first. */
export function traceDetail(row: MessageTraceRow): TraceDetailRow[] {
  return row.events.filter(isShown).flatMap(describe);
}

/** Why rules did nothing is kept with the event, and shown elsewhere: the service's trace has no such row. */
function isShown(event: TrackingRow): boolean {
  return !(event.eventId === "AGENTINFO" && Array.isArray(event.data.rules));
}

function describe(event: TrackingRow): TraceDetailRow[] {
  const { action } = event.data;
  const isRule = event.eventId === "AGENTINFO" && typeof event.data.rule === "string";
  const word = isRule ? "Transport rule" : WORDS[event.eventId];
  const row: TraceDetailRow = {
    at: event.at,
    event: word,
    alsoCalled: [word, event.eventId, ...(event.eventId === "SENDEXTERNAL" ? ["SEND"] : [])],
    action: typeof action === "string" ? action : "",
    detail: event.detail,
    data: dataXml(event),
  };
  if (!isReceipt(event) || !isSubmission(event)) return [row];
  // What a mailbox submits is received and then submitted by the store.
  const submitted = { event: "Submit", alsoCalled: ["SUBMIT"], detail: "The message was submitted." };
  return [row, { ...row, ...submitted }];
}

function isSubmission(event: TrackingRow): boolean {
  return event.eventId === "RECEIVE" && (event.data.entry === "submission" || event.data.entry === "http");
}

/** Facts as the service lists them: `<MEP Name="…" String="…"/>`. */
function dataXml(event: TrackingRow): string {
  const facts: [string, unknown][] = [
    ["Source", event.source],
    ["Context", event.context],
    ...Object.entries(event.data),
  ];
  const elements = facts
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => element(`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, value));
  return `<root>${elements.join("")}</root>`;
}

function element(name: string, value: unknown): string {
  if (typeof value === "number" && Number.isInteger(value))
    return `<MEP Name="${escapeXml(name)}" Integer="${value}"/>`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `<MEP Name="${escapeXml(name)}" String="${escapeXml(text)}"/>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** XML 1.0 has no place for other control characters. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
