// The lines of a report: of messages, of their events, or of what rules did to them. Start-HistoricalSearch -ReportType MessageTrace, MessageTraceDetail, TransportRule
import { isReceipt, type MessageTraceRow } from "../../trace/message-trace.ts";
import type { TrackingRow } from "../../trace/tracking-log.ts";

export interface Report {
  readonly heading: readonly string[];
  readonly lines: readonly (readonly (string | number)[])[];
}

export interface ReportFacts {
  /** The tenant's server, as other hosts know it. */
  readonly hostname: string;
  readonly tenantId: string;
}

const SUMMARY = [
  "origin_timestamp",
  "sender_address",
  "recipient_status",
  "message_subject",
  "total_bytes",
  "message_id",
  "network_message_id",
  "original_client_ip",
  "directionality",
  "connector_id",
  "delivery_priority",
];

/** `rows`: of the message trace, a message's beside each other. A line for each message, oldest first. */
export function summaryReport(rows: readonly MessageTraceRow[]): Report {
  const lines = messagesOf(rows).map((own) => {
    const [row] = own;
    return [
      timeOf(row.receivedAt),
      row.sender,
      own.map((one) => `${one.recipient}##${stepsOf(one).join(", ")}`).join(";"),
      row.subject,
      row.size,
      row.messageId,
      row.messageTraceId,
      row.fromIP ?? "",
      directionalityOf(row),
      connectorOf(own),
      // No mail of the sandbox has another.
      "Normal",
    ];
  });
  return { heading: SUMMARY, lines };
}

const EXTENDED = [
  "date_time",
  "client_ip",
  "client_hostname",
  "server_ip",
  "server_hostname",
  "source_context",
  "connector_id",
  "source",
  "event_id",
  "message_id",
  "network_message_id",
  "recipient_address",
  "recipient_status",
  "total_bytes",
  "recipient_count",
  "message_subject",
  "sender_address",
  "return_path",
  "directionality",
  "tenant_id",
  "original_client_ip",
  "custom_data",
];

/** A line for each event that concerns the rows, oldest first. */
export function extendedReport(rows: readonly MessageTraceRow[], facts: ReportFacts): Report {
  const lines = messagesOf(rows).flatMap((own) => {
    const [row] = own;
    return eventsOf(own).map((event) => eventLine(event, row, facts));
  });
  return { heading: EXTENDED, lines };
}

const RULES = [
  "origin_timestamp",
  "sender_address",
  "recipient_address",
  "message_subject",
  "total_bytes",
  "message_id",
  "network_message_id",
  "directionality",
  "transport_rule",
  "action",
  "enforced",
];

/** A line for each action of the rules named, or of all, oldest message first. */
export function ruleReport(rows: readonly MessageTraceRow[], rules: readonly string[] = []): Report {
  const wanted = new Set(rules.map((name) => name.toLowerCase()));
  const lines = messagesOf(rows).flatMap((own) => {
    const [row] = own;
    return eventsOf(own).flatMap((event) => {
      const { rule, action, enforced } = event.data;
      if (event.eventId !== "AGENTINFO" || typeof rule !== "string" || typeof action !== "string") return [];
      if (wanted.size > 0 && !wanted.has(rule.toLowerCase())) return [];
      return [
        [
          timeOf(row.receivedAt),
          row.sender,
          event.recipients.join(";"),
          row.subject,
          row.size,
          row.messageId,
          row.messageTraceId,
          directionalityOf(row),
          rule,
          action,
          String(enforced !== false),
        ],
      ];
    });
  });
  return { heading: RULES, lines };
}

/** Of all rows of a message, each once. */
function eventsOf(rows: Message): TrackingRow[] {
  const events = new Map(rows.flatMap(({ events }) => events.map((event) => [event.id, event] as const)));
  return [...events.values()].sort((a, b) => a.id - b.id);
}

function eventLine(event: TrackingRow, row: MessageTraceRow, { hostname, tenantId }: ReportFacts) {
  const { host, ip } = peerOf(event);
  const isIn = isReceipt(event);
  return [
    timeOf(event.at),
    isIn ? ip : "",
    isIn ? host : hostname,
    isIn ? "" : ip,
    isIn ? hostname : host,
    event.detail,
    isIn || event.eventId === "SENDEXTERNAL" ? event.context : "",
    event.source,
    event.eventId,
    event.messageId,
    event.networkMessageId,
    event.recipients.join(";"),
    isIn ? "" : event.recipients.map(() => String(event.data.reply ?? "")).join(";"),
    event.size,
    event.recipients.length,
    event.subject,
    event.sender,
    event.sender,
    directionalityOf(row),
    tenantId,
    row.fromIP ?? "",
    factsOf(event),
  ];
}

/** "S:name=value;…", as a message tracking log has it. */
const factsOf = ({ data }: TrackingRow): string =>
  Object.entries(data)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `S:${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(";");

function peerOf({ data }: TrackingRow): { host: string; ip: string } {
  const { clientIp, peer } = data;
  if (typeof clientIp === "string") return { host: "", ip: clientIp.replace(/^::ffff:/i, "") };
  if (typeof peer !== "string") return { host: "", ip: "" };
  const host = peer.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return /^[\d.]+$|:/.test(host) ? { host: "", ip: host } : { host, ip: "" };
}

type Message = [MessageTraceRow, ...MessageTraceRow[]];

/** Those of one message, the oldest message first. */
function messagesOf(rows: readonly MessageTraceRow[]): Message[] {
  const messages = new Map<string, Message>();
  for (const row of rows) {
    const known = messages.get(row.messageTraceId);
    if (known) known.push(row);
    else messages.set(row.messageTraceId, [row]);
  }
  return [...messages.values()].sort((a, b) => a[0].receivedAt - b[0].receivedAt);
}

/** "Receive, Deliver" */
const STEPS: Readonly<Partial<Record<TrackingRow["eventId"], string>>> = {
  RECEIVE: "Receive",
  SUBMIT: "Receive",
  SEND: "Send",
  SENDEXTERNAL: "Send",
  DELIVER: "Deliver",
  FAIL: "Fail",
  POISONMESSAGE: "Fail",
  DROP: "Drop",
  DUPLICATEDELIVER: "Drop",
  EXPAND: "Expand",
  RESOLVE: "Resolve",
  REDIRECT: "Resolve",
  HAREDIRECT: "Resolve",
  DEFER: "Defer",
  QUARANTINE: "Quarantine",
};

function stepsOf({ events }: MessageTraceRow): string[] {
  return [...new Set(events.flatMap(({ eventId }) => STEPS[eventId] ?? []))];
}

export function directionalityOf({ events }: MessageTraceRow): "Incoming" | "Originating" {
  return events.find(isReceipt)?.data.authAs === "Internal" ? "Originating" : "Incoming";
}

/** By which it left, else by which it came. */
function connectorOf(rows: readonly MessageTraceRow[]): string {
  const events = rows.flatMap((row) => row.events);
  const left = events.find(({ eventId }) => eventId === "SENDEXTERNAL")?.context;
  const attribution = events.find(isReceipt)?.data.attribution as { readonly connector?: string } | undefined;
  return left ?? attribution?.connector ?? "";
}

const timeOf = (at: number): string => new Date(at).toISOString();
