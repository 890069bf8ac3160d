// Get-MessageTraceDetail and Get-MessageTraceDetailV2: what happened to one recipient of one message.
import { resolveIn } from "../trace/resolve-in.ts";
import { searchTrace } from "../trace/search-trace.ts";
import { type TraceDetailRow, traceDetail } from "../trace/trace-detail.ts";
import {
  type Arguments,
  type CmdletObject,
  type CmdletResult,
  type CmdletServices,
  defineCmdlet,
  guid,
  type Parameters,
} from "./cmdlet.ts";
import { warnAboutBrackets } from "./message-trace.ts";
import { traceWindow } from "./trace-window.ts";

const DAY_MS = 86_400_000;

const common = {
  MessageTraceId: { type: "guid", mandatory: true, pipeline: "name", sentence: "Of a row of the message trace." },
  RecipientAddress: { type: "string", mandatory: true, pipeline: "name", sentence: "The recipient of that row." },
  Action: { type: "strings", sentence: "Events with this action only." },
  EndDate: { type: "dateTime", pipeline: "name", sentence: "Up to this time, UTC." },
  Event: { type: "strings", sentence: "Events of this kind only: Receive, Drop, …" },
  MessageId: { type: "string", pipeline: "name", sentence: "With its angle brackets." },
  SenderAddress: { type: "string", pipeline: "name", sentence: "The sender of that row." },
  StartDate: { type: "dateTime", pipeline: "name", sentence: "From this time on, UTC." },
} as const satisfies Parameters;

export const messageTraceDetail = defineCmdlet({
  name: "Get-MessageTraceDetail",
  synopsis: "Shows the events of one message for one recipient.",
  parameters: {
    ...common,
    Page: { type: "int", min: 1, max: 1000, sentence: "Which page of rows. Default 1." },
    PageSize: { type: "int", min: 1, max: 5000, sentence: "Rows to a page. Default 1000." },
    ProbeTag: { type: "string", priority: "accept", sentence: "Reserved by Microsoft." },
  },
  async run(given, services) {
    const result = await details(given, services, { days: 10 });
    const [page, size] = [given.Page ?? 1, given.PageSize ?? 1000];
    return { ...result, objects: result.objects.slice((page - 1) * size, page * size) };
  },
});

export const messageTraceDetailV2 = defineCmdlet({
  name: "Get-MessageTraceDetailV2",
  synopsis: "Shows the events of one message for one recipient.",
  parameters: {
    ...common,
    Action: { ...common.Action, position: 1 },
    EndDate: { ...common.EndDate, position: 2 },
    Event: { ...common.Event, position: 3 },
    MessageId: { ...common.MessageId, position: 4 },
    MessageTraceId: { ...common.MessageTraceId, position: 5 },
    RecipientAddress: { ...common.RecipientAddress, position: 6 },
    SenderAddress: { ...common.SenderAddress, position: 7 },
    StartDate: { ...common.StartDate, position: 8 },
  },
  run: (given, services) => details(given, services, { days: 90, longest: 10 }),
});

async function details(
  given: Arguments<typeof common>,
  services: CmdletServices,
  limits: { days: number; longest?: number },
): Promise<CmdletResult> {
  const now = services.clock.now();
  // The id says which message: without dates all of the log is searched.
  const window = traceWindow(given, now, { ...limits, defaultMs: limits.days * DAY_MS });
  const recipient = given.RecipientAddress.toLowerCase();
  const { rows } = await searchTrace(
    { index: services.journeys, log: services.tracking },
    {
      ...window,
      messageTraceId: given.MessageTraceId,
      limit: 1,
      matches: (row) =>
        row.recipient.toLowerCase() === recipient &&
        (given.MessageId === undefined || row.messageId === given.MessageId) &&
        (given.SenderAddress === undefined || row.sender.toLowerCase() === given.SenderAddress.toLowerCase()),
    },
    resolveIn(services.configurations.current()),
  );
  const [row] = rows;
  const shown = (row ? traceDetail(row) : []).filter((detail) => matches(detail, given));
  const objects = shown.map(
    (detail, index): CmdletObject => ({
      Organization: services.configurations.current().name,
      MessageId: row?.messageId ?? "",
      MessageTraceId: guid(given.MessageTraceId),
      Date: new Date(detail.at),
      Event: detail.event,
      Action: detail.action,
      Detail: detail.detail,
      Data: detail.data,
      StartDate: new Date(window.from),
      EndDate: new Date(window.to),
      Index: index,
    }),
  );
  return { objects, warnings: warnAboutBrackets(given.MessageId === undefined ? [] : [given.MessageId]) };
}

function matches(detail: TraceDetailRow, given: { Event?: readonly string[]; Action?: readonly string[] }): boolean {
  const isOne = (names: readonly string[], wanted: readonly string[] | undefined) =>
    !wanted ||
    wanted.length === 0 ||
    wanted.some((name) => names.some((known) => known.toLowerCase() === name.toLowerCase()));
  return isOne(detail.alsoCalled, given.Event) && isOne([detail.action], given.Action);
}
