// Get-MessageTrace and Get-MessageTraceV2.

import { matchesWildcard } from "../organization/wildcard.ts";
import type { MessageTraceRow, TraceStatus } from "../trace/message-trace.ts";
import { resolveIn } from "../trace/resolve-in.ts";
import { searchTrace } from "../trace/search-trace.ts";
import {
  type Arguments,
  type CmdletObject,
  type CmdletServices,
  defineCmdlet,
  guid,
  type Parameters,
} from "./cmdlet.ts";
import { type TraceWindow, traceWindow } from "./trace-window.ts";

export const STATUSES = [
  "GettingStatus",
  "Failed",
  "Pending",
  "Delivered",
  "Expanded",
  "Quarantined",
  "FilteredAsSpam",
  "Resolved",
];

const common = {
  EndDate: { type: "dateTime", pipeline: "name", sentence: "Up to this time, UTC." },
  FromIP: { type: "string", pipeline: "name", sentence: "Address that the message came from." },
  MessageId: { type: "strings", pipeline: "name", sentence: "With its angle brackets." },
  MessageTraceId: { type: "guid", pipeline: "name", sentence: "Network message id." },
  RecipientAddress: { type: "strings", pipeline: "name", sentence: "Recipients; *@contoso.com is a domain." },
  SenderAddress: { type: "strings", pipeline: "name", sentence: "Senders; *@contoso.com is a domain." },
  StartDate: { type: "dateTime", pipeline: "name", sentence: "From this time on, UTC. Default 48 hours ago." },
  Status: { type: "strings", values: ["None", ...STATUSES], sentence: "Rows with this status only." },
  ToIP: { type: "string", pipeline: "name", sentence: "Address that the message went to." },
} as const satisfies Parameters;

export const messageTrace = defineCmdlet({
  name: "Get-MessageTrace",
  synopsis: "Shows what became of messages, in pages.",
  parameters: {
    ...common,
    Page: { type: "int", min: 1, max: 1000, sentence: "Which page of rows. Default 1." },
    PageSize: { type: "int", min: 1, max: 5000, sentence: "Rows to a page. Default 1000." },
    ProbeTag: { type: "string", priority: "accept", sentence: "Reserved by Microsoft." },
  },
  async run(given, services) {
    const window = traceWindow(given, services.clock.now(), { days: 10 });
    const [page, size] = [given.Page ?? 1, given.PageSize ?? 1000];
    const { rows } = await search(given, services, window, page * size, (row) => matchesCommon(row, given));
    const skipped = (page - 1) * size;
    return {
      objects: rows.slice(skipped).map((row, index) => show(row, services, window, skipped + index)),
      warnings: warnAboutBrackets(given.MessageId),
    };
  },
});

/** By the alphabet. */
const POSITIONS = {
  EndDate: { ...common.EndDate, position: 1 },
  FromIP: { ...common.FromIP, position: 2 },
  MessageId: { ...common.MessageId, position: 3 },
  MessageTraceId: { ...common.MessageTraceId, position: 4 },
  RecipientAddress: { ...common.RecipientAddress, position: 5 },
  ResultSize: {
    type: "int",
    min: 1,
    max: 5000,
    position: 6,
    pipeline: "name",
    sentence: "Rows at most. Default 1000.",
  },
  SenderAddress: { ...common.SenderAddress, position: 7 },
  StartDate: { ...common.StartDate, position: 8 },
  StartingRecipientAddress: {
    type: "string",
    position: 9,
    pipeline: "name",
    sentence: "Where the rows go on, as the warning of the page before says.",
  },
  Status: { type: "strings", values: STATUSES, position: 10, sentence: "Rows with this status only." },
  Subject: { type: "string", position: 11, pipeline: "name", sentence: "Text of the subject." },
  SubjectFilterType: {
    type: "string",
    values: ["Contains", "StartsWith", "EndsWith"],
    position: 12,
    pipeline: "name",
    sentence: "Where in the subject it stands. Default Contains.",
  },
  ToIP: { ...common.ToIP, position: 13 },
} as const satisfies Parameters;

export const messageTraceV2 = defineCmdlet({
  name: "Get-MessageTraceV2",
  synopsis: "Shows what became of messages, newest first.",
  parameters: POSITIONS,
  async run(given, services) {
    const window = traceWindow(given, services.clock.now(), { days: 90, longest: 10 });
    const size = given.ResultSize ?? 1000;
    const start = given.StartingRecipientAddress?.toLowerCase();
    const { rows, next } = await search(given, services, window, size, (row) => {
      // Rows of the last instant before this recipient were shown before.
      if (start !== undefined && row.receivedAt === window.to && row.recipient.toLowerCase() < start) return false;
      return matchesCommon(row, given) && matchesSubject(row.subject, given);
    });
    return {
      objects: rows.map((row, index) => show(row, services, window, index)),
      warnings: [...warnAboutBrackets(given.MessageId), ...(next ? [moreResults(window, next, size)] : [])],
    };
  },
});

type Common = Arguments<typeof common>;

function search(
  given: Common & { readonly Subject?: string; readonly SubjectFilterType?: string },
  services: CmdletServices,
  { from, to }: TraceWindow,
  limit: number,
  matches: (row: MessageTraceRow) => boolean,
) {
  const { MessageTraceId: messageTraceId, Subject: text, SubjectFilterType: type } = given;
  const at = type === "StartsWith" ? "start" : type === "EndsWith" ? "end" : "anywhere";
  const log = { ofMessages: (ids: readonly string[]) => services.tracking.ofMessages(ids, { explanations: false }) };
  return searchTrace(
    { index: services.journeys, log },
    {
      from,
      to,
      limit,
      matches,
      messageIds: given.MessageId ?? [],
      senders: given.SenderAddress ?? [],
      recipients: given.RecipientAddress ?? [],
      statuses: (given.Status ?? []) as TraceStatus[],
      ...(messageTraceId !== undefined && { messageTraceId }),
      ...(text !== undefined && { subject: { text, at } }),
    },
    resolveIn(services.configurations.current()),
  );
}

function matchesCommon(row: MessageTraceRow, given: Common): boolean {
  return (
    matchesAny(row.sender, given.SenderAddress) &&
    matchesAny(row.recipient, given.RecipientAddress) &&
    (!given.MessageId || given.MessageId.length === 0 || given.MessageId.includes(row.messageId)) &&
    (!given.Status || given.Status.length === 0 || given.Status.includes(row.status)) &&
    (given.FromIP === undefined || given.FromIP === row.fromIP) &&
    (given.ToIP === undefined || given.ToIP === row.toIP)
  );
}

/** "*@contoso.com": a star stands for any text. */
function matchesAny(address: string, patterns: readonly string[] | undefined): boolean {
  if (!patterns || patterns.length === 0) return true;
  return patterns.some((pattern) => matchesWildcard(address, pattern));
}

function matchesSubject(subject: string, given: { Subject?: string; SubjectFilterType?: string }): boolean {
  if (given.Subject === undefined) return true;
  const [text, wanted] = [subject.toLowerCase(), given.Subject.toLowerCase()];
  if (given.SubjectFilterType === "StartsWith") return text.startsWith(wanted);
  return given.SubjectFilterType === "EndsWith" ? text.endsWith(wanted) : text.includes(wanted);
}

function show(row: MessageTraceRow, services: CmdletServices, window: TraceWindow, index: number): CmdletObject {
  return {
    Organization: services.configurations.current().name,
    MessageId: row.messageId,
    Received: new Date(row.receivedAt),
    SenderAddress: row.sender,
    RecipientAddress: row.recipient,
    Subject: row.subject,
    Status: row.status,
    ToIP: row.toIP,
    FromIP: row.fromIP,
    Size: row.size,
    MessageTraceId: guid(row.messageTraceId),
    StartDate: new Date(window.from),
    EndDate: new Date(window.to),
    Index: index,
  };
}

/** As the service words it; the command goes on where this answer ended. */
function moreResults({ from }: TraceWindow, next: MessageTraceRow, size: number): string {
  const [start, end] = [new Date(from).toISOString(), new Date(next.receivedAt).toISOString()];
  return `There are more results, use the following command to get more. Get-MessageTraceV2 -StartDate "${start}" -EndDate "${end}" -StartingRecipientAddress "${next.recipient}" -ResultSize ${size}`;
}

/** Get-MessageTraceV2 -MessageId: "includes the angle brackets". */
export function warnAboutBrackets(messageIds: readonly string[] | undefined): string[] {
  const bare = (messageIds ?? []).filter((id) => !/^<.*>$/.test(id));
  return bare.map((id) => `MessageId ${id} has no angle brackets, so it matches nothing; use "<${id}>".`);
}
