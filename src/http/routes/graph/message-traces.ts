// The message trace for administrators. Microsoft Graph: List messageTraces, exchangeMessageTrace: getDetailsByRecipient
import type { Context, Hono } from "hono";
import type { MessageTraceRow, TraceStatus } from "../../../trace/message-trace.ts";
import { resolveIn } from "../../../trace/resolve-in.ts";
import { searchTrace, type TraceSearch } from "../../../trace/search-trace.ts";
import { traceDetail } from "../../../trace/trace-detail.ts";
import type { HttpServices } from "../../services.ts";
import type { GraphVersion } from "./graph-context.ts";
import { badQuery, itemNotFound } from "./graph-error.ts";
import { time } from "./message-properties.ts";
import { publicUrl } from "./public-url.ts";
import { readOptions, readSelect } from "./query-options.ts";
import { readTraceFilter, type TraceFilter } from "./trace-filter.ts";

const PATH = "/admin/exchange/tracing/messageTraces";
const PROPERTIES: Readonly<Record<string, (row: MessageTraceRow) => unknown>> = {
  id: ({ messageTraceId }) => messageTraceId,
  senderAddress: ({ sender }) => sender,
  recipientAddress: ({ recipient }) => recipient,
  messageId: ({ messageId }) => messageId,
  receivedDateTime: ({ receivedAt }) => time(receivedAt),
  subject: ({ subject }) => subject,
  size: ({ size }) => size,
  fromIP: ({ fromIP }) => fromIP ?? "",
  toIP: ({ toIP }) => toIP ?? "",
  status: ({ status }) => STATUSES[status],
};
const STATUSES: Readonly<Record<TraceStatus, string>> = {
  GettingStatus: "gettingStatus",
  Pending: "pending",
  Failed: "failed",
  Delivered: "delivered",
  Expanded: "expanded",
  // exchangeMessageTraceStatus has no word for it.
  Resolved: "unknownFutureValue",
  Quarantined: "quarantined",
};
const DEFAULT_TOP = 1000;
const MOST = 5000;
const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 48;
const DAY_MS = 24 * HOUR_MS;
const OLDEST_DAYS = 90;
const LONGEST_DAYS = 10;

export function addMessageTraceRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  routes.get(PATH, (c) => list(c, services, version));
  routes.get(`${PATH}/:id/:call`, (c) => details(c, services, version));
}

async function list(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const options = readOptions(c, ["filter", "top", "select", "skiptoken"]);
  const select = readSelect(options.select, Object.keys(PROPERTIES), "microsoft.graph.exchangeMessageTrace");
  const top = readTop(options.top);
  const filter = readTraceFilter(options.filter);
  const window = readWindow(filter, services.clock.now());
  const { to, skip } = options.skiptoken === undefined ? { to: window.to, skip: 0 } : readToken(options.skiptoken);
  const { rows, next } = await search(services, { from: window.from, to, limit: skip + top }, filter);
  const page = rows.slice(skip);
  const shown = page.map((row) => {
    const names = select ?? Object.keys(PROPERTIES);
    return Object.fromEntries(names.map((name) => [name, PROPERTIES[name]?.(row)]));
  });
  return c.json({
    "@odata.context": `${publicUrl(c).origin}/${version}/$metadata#admin/exchange/tracing/messageTraces`,
    value: shown,
    // The search goes on at the next row's instant, behind those of it that were shown.
    ...(next && {
      "@odata.nextLink": nextLink(c, next.receivedAt, rows.filter((row) => row.receivedAt === next.receivedAt).length),
    }),
  });
}

function search(services: HttpServices, window: Pick<TraceSearch, "from" | "to" | "limit">, filter: TraceFilter) {
  const { messageTraceId, messageId, sender, recipient, status, subject, fromIP, toIP } = filter;
  const wanted = (Object.keys(STATUSES) as TraceStatus[]).find(
    (one) => STATUSES[one].toLowerCase() === status?.toLowerCase(),
  );
  // The service knows states that nothing here comes to.
  if (status !== undefined && wanted === undefined) return { rows: [], next: undefined };
  return searchTrace(
    {
      index: services.journeys,
      log: { ofMessages: (ids) => services.tracking.ofMessages(ids, { explanations: false }) },
    },
    {
      ...window,
      ...(messageTraceId !== undefined && { messageTraceId }),
      messageIds: messageId === undefined ? [] : [messageId],
      senders: sender === undefined ? [] : [sender],
      recipients: recipient === undefined ? [] : [recipient],
      statuses: wanted === undefined ? [] : [wanted],
      ...(subject && { subject }),
      matches: (row) =>
        isSame(row.sender, sender) &&
        isSame(row.recipient, recipient) &&
        (messageId === undefined || row.messageId === messageId) &&
        (wanted === undefined || row.status === wanted) &&
        (fromIP === undefined || row.fromIP === fromIP) &&
        (toIP === undefined || row.toIP === toIP) &&
        hasSubject(row.subject, subject),
    },
    resolveIn(services.configurations.current()),
  );
}

function isSame(address: string, wanted: string | undefined): boolean {
  return wanted === undefined || address.toLowerCase() === wanted.toLowerCase();
}

function hasSubject(own: string, wanted: TraceFilter["subject"]): boolean {
  if (!wanted) return true;
  const [text, part] = [own.toLowerCase(), wanted.text.toLowerCase()];
  if (wanted.at === "start") return text.startsWith(part);
  return wanted.at === "end" ? text.endsWith(part) : text.includes(part);
}

/** getDetailsByRecipient(recipientAddress='bob@contoso.com') */
async function details(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const call = /^(?:microsoft\.graph\.)?getDetailsByRecipient\(recipientAddress='((?:[^']|'')*)'\)$/i;
  const [, address] = call.exec(c.req.param("call") ?? "") ?? [];
  if (address === undefined) throw badQuery("getDetailsByRecipient(recipientAddress='…') is what a trace is asked.");
  readOptions(c, []);
  const id = c.req.param("id") ?? "";
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw badQuery(`'${id.slice(0, 100)}' is no GUID.`);
  const recipient = address.replaceAll("''", "'").toLowerCase();
  const now = services.clock.now();
  const { rows } = await searchTrace(
    { index: services.journeys, log: services.tracking },
    {
      from: now - OLDEST_DAYS * DAY_MS,
      to: now,
      messageTraceId: id.toLowerCase(),
      limit: 1,
      matches: (row) => row.recipient.toLowerCase() === recipient,
    },
    resolveIn(services.configurations.current()),
  );
  const [row] = rows;
  if (!row) throw itemNotFound();
  const value = traceDetail(row).map(({ at, event, action, detail, data }) => ({
    id: row.messageTraceId,
    messageId: row.messageId,
    dateTime: time(at),
    event,
    action,
    description: detail,
    data,
  }));
  const context = `${publicUrl(c).origin}/${version}/$metadata#Collection(microsoft.graph.exchangeMessageTraceDetail)`;
  return c.json({ "@odata.context": context, value });
}

function readWindow({ from, to }: TraceFilter, now: number): { readonly from: number; readonly to: number } {
  if (from === undefined && to === undefined) return { from: now - DEFAULT_HOURS * HOUR_MS, to: now };
  if (from === undefined || to === undefined)
    throw badQuery("Both bounds of receivedDateTime are needed: receivedDateTime ge … and receivedDateTime le ….");
  if (from > to) throw badQuery("The start of receivedDateTime must not be later than its end.");
  if (to - from > LONGEST_DAYS * DAY_MS)
    throw badQuery(`The interval of receivedDateTime must not exceed ${LONGEST_DAYS} days.`);
  // Days are counted, not hours.
  if (from < Math.floor(now / DAY_MS) * DAY_MS - OLDEST_DAYS * DAY_MS)
    throw badQuery(`The start of receivedDateTime must not be more than ${OLDEST_DAYS} days before the current date.`);
  return { from, to };
}

function readTop(text: string | undefined): number {
  const top = text === undefined ? DEFAULT_TOP : /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (top >= 1 && top <= MOST) return top;
  throw badQuery(`Invalid value '${text?.slice(0, 100)}' for $top query option found. It must be from 1 to ${MOST}.`);
}

function nextLink(c: Context, to: number, skip: number): string {
  const url = publicUrl(c);
  for (const name of ["$skiptoken", "skiptoken"]) url.searchParams.delete(name);
  url.searchParams.set("$skiptoken", Buffer.from(`${to}/${skip}`).toString("base64url"));
  return url.href.replaceAll("%24", "$");
}

function readToken(text: string): { readonly to: number; readonly skip: number } {
  const [, to, skip] = /^(\d{1,15})\/(\d{1,9})$/.exec(Buffer.from(text, "base64url").toString("latin1")) ?? [];
  if (to === undefined) throw badQuery("Badly formed token. Take $skiptoken from @odata.nextLink.");
  return { to: Number(to), skip: Number(skip) };
}
