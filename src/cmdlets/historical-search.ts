// Start-, Get- and Stop-HistoricalSearch: jobs over the message trace.
import {
  type Direction,
  HistoricalSearchError,
  REPORT_TYPES,
  type SearchJob,
  type SearchRequest,
} from "../journey/historical-search/search-job.ts";
import { isAddress } from "../organization/address.ts";
import { directoryOf } from "../organization/directory.ts";
import type { Organization } from "../organization/organization.ts";
import type { TraceStatus } from "../trace/message-trace.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet, guid, type Parameters } from "./cmdlet.ts";
import { argumentError, notFound } from "./cmdlet-error.ts";
import { STATUSES, warnAboutBrackets } from "./message-trace.ts";
import { traceWindow } from "./trace-window.ts";

const TYPES = [
  ...REPORT_TYPES,
  "ATPReport",
  "ATPV2",
  "ConnectorReport",
  "DLP",
  "Malware",
  "OutboundSecurityReport",
  "SPAM",
  "Spoof",
  "UnifiedDLP",
];
/** Addresses and ids in one search. */
const MOST = 100;
const DAYS = 90;

/** What only reports that the sandbox doesn't make are filtered by. */
const OF_OTHER_REPORTS = {
  BlockStatus: { type: "string", sentence: "Of reports that the sandbox doesn't make: refused." },
  ConnectorType: { type: "string", sentence: "Of ConnectorReport: refused." },
  DLPPolicy: { type: "strings", sentence: "Of DLP: refused." },
  EncryptionTemplate: { type: "string", sentence: "Of reports that the sandbox doesn't make: refused." },
  EncryptionType: { type: "string", sentence: "Of reports that the sandbox doesn't make: refused." },
  SmtpSecurityError: { type: "string", sentence: "Of OutboundSecurityReport: refused." },
  TLSUsed: { type: "string", sentence: "Of ConnectorReport: refused." },
  Url: { type: "string", sentence: "Of reports that the sandbox doesn't make: refused." },
} as const satisfies Parameters;

export const startHistoricalSearch = defineCmdlet({
  name: "Start-HistoricalSearch",
  synopsis: "Has a report made of older messages.",
  parameters: {
    EndDate: { type: "dateTime", mandatory: true, pipeline: "name", sentence: "Up to this time, UTC." },
    ReportTitle: { type: "string", mandatory: true, sentence: "Names the report and its file." },
    ReportType: {
      type: "string",
      mandatory: true,
      values: TYPES,
      sentence:
        "MessageTrace: a line for each message; MessageTraceDetail: one for each event; TransportRule: one for each action of a rule. Others are refused.",
    },
    StartDate: {
      type: "dateTime",
      mandatory: true,
      pipeline: "name",
      sentence: "From this time on, UTC, at most 90 days ago.",
    },
    CompressFile: { type: "boolean", sentence: "The file is a zip archive." },
    DeliveryStatus: { type: "string", values: ["None", ...STATUSES], sentence: "Recipients with this status only." },
    Direction: {
      type: "string",
      values: ["All", "Received", "Sent"],
      sentence: "Sent: by the organization; Received: from outside. Default All.",
    },
    Locale: { type: "string", priority: "accept", sentence: "Language of the report." },
    MessageID: { type: "strings", sentence: "With its angle brackets; up to 100." },
    NetworkMessageID: { type: "strings", sentence: "GUIDs of passes; beside another of the three." },
    NotifyAddress: {
      type: "strings",
      pipeline: "name",
      sentence: "Who gets a mail when it is done, in accepted domains.",
    },
    OriginalClientIP: { type: "string", sentence: "Address that the message came from." },
    RecipientAddress: { type: "strings", sentence: "Recipients; *@contoso.com is a domain; up to 100." },
    SenderAddress: { type: "strings", sentence: "Senders; *@contoso.com is a domain; up to 100." },
    TransportRule: { type: "strings", sentence: "With ReportType TransportRule: these rules only; up to 100." },
    ...OF_OTHER_REPORTS,
  },
  async run(given, services) {
    const type = REPORT_TYPES.find((made) => made === given.ReportType);
    if (!type)
      throw argumentError(
        `The sandbox makes no report of type ${given.ReportType}; it makes ${REPORT_TYPES.join(", ")} of what its message trace knows.`,
      );
    for (const name of Object.keys(OF_OTHER_REPORTS) as (keyof typeof OF_OTHER_REPORTS)[])
      if (given[name] !== undefined) throw argumentError(`${name} can't be used with ReportType ${type}.`);
    if (given.ReportTitle.trim() === "") throw argumentError("ReportTitle must not be empty.");
    const { MessageID = [], RecipientAddress = [], SenderAddress = [], NotifyAddress = [], TransportRule = [] } = given;
    const wanted = { MessageID, RecipientAddress, SenderAddress, TransportRule };
    if (TransportRule.length > 0 && type !== "TransportRule")
      throw argumentError(`TransportRule can't be used with ReportType ${type}.`);
    if (Object.values(wanted).every((list) => list.length === 0))
      throw argumentError(
        type === "TransportRule"
          ? "One of MessageID, RecipientAddress, SenderAddress and TransportRule must be given."
          : "One of MessageID, RecipientAddress and SenderAddress must be given.",
      );
    for (const [name, list] of Object.entries(wanted))
      if (list.length > MOST) throw argumentError(`${name} takes ${MOST} values at most, not ${list.length}.`);
    checkNotified(NotifyAddress, services.configurations.current());
    if (given.EndDate <= given.StartDate) throw argumentError("The EndDate must be later than the StartDate.");
    const { from, to } = traceWindow(given, services.clock.now(), { days: DAYS });
    const request: SearchRequest = {
      title: given.ReportTitle,
      type,
      ...{ from, to },
      messageIds: MessageID,
      senders: SenderAddress,
      recipients: RecipientAddress,
      networkMessageIds: (given.NetworkMessageID ?? []).map(asGuid),
      statuses: given.DeliveryStatus === undefined ? [] : [given.DeliveryStatus as TraceStatus],
      direction: (given.Direction ?? "All") as Direction,
      ...(given.OriginalClientIP !== undefined && { clientIp: given.OriginalClientIP }),
      ...(TransportRule.length > 0 && { rules: TransportRule }),
      notify: NotifyAddress,
      compress: given.CompressFile ?? false,
    };
    const job = await services.historicalSearches.submit(request).catch(refuse);
    return { objects: [show(job, services)], warnings: warnAboutBrackets(MessageID) };
  },
});

export const getHistoricalSearch = defineCmdlet({
  name: "Get-HistoricalSearch",
  synopsis: "Shows historical searches and their reports.",
  parameters: {
    JobId: { type: "guid", pipeline: "name", sentence: "One search; all of the last ten days unless given." },
  },
  async run(given, services) {
    if (given.JobId === undefined) {
      const jobs = await services.historicalSearches.list();
      return { objects: jobs.map((job) => show(job, services)) };
    }
    return { objects: [show(await jobOf(given.JobId, services), services)] };
  },
});

export const stopHistoricalSearch = defineCmdlet({
  name: "Stop-HistoricalSearch",
  synopsis: "Calls off a historical search.",
  parameters: { JobId: { type: "guid", mandatory: true, pipeline: "name", sentence: "One that is not done." } },
  async run(given, services) {
    const { id } = await jobOf(given.JobId, services);
    await services.historicalSearches.cancel(id).catch(refuse);
    return { objects: [] };
  },
});

async function jobOf(id: string, { historicalSearches, configurations }: CmdletServices): Promise<SearchJob> {
  const job = await historicalSearches.find(id);
  if (!job) throw notFound(id, configurations.latest().hostname);
  return job;
}

function checkNotified(addresses: readonly string[], organization: Organization): void {
  const { acceptedDomainOf } = directoryOf(organization);
  for (const address of addresses)
    if (!isAddress(address) || acceptedDomainOf(address) === undefined)
      throw argumentError(`NotifyAddress '${address}' must be an address in an accepted domain of the organization.`);
}

/** Dashed or not. */
function asGuid(text: string): string {
  const digits = text.toLowerCase().replace(/[{}-]/g, "");
  if (!/^[0-9a-f]{32}$/.test(digits)) throw argumentError(`NetworkMessageID '${text}' must be a GUID.`);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function refuse(error: unknown): never {
  throw error instanceof HistoricalSearchError ? argumentError(error.message) : error;
}

function show(job: SearchJob, { historicalSearches }: CmdletServices): CmdletObject {
  const { id, submittedAt, status, lines, request } = job;
  return {
    JobId: guid(id),
    SubmitDate: new Date(submittedAt),
    ReportTitle: request.title,
    ReportType: request.type,
    Status: status,
    Rows: lines,
    FileUrl: historicalSearches.fileUrl(job) ?? null,
    ErrorCode: null,
    ErrorDescription: null,
    StartDate: new Date(request.from),
    EndDate: new Date(request.to),
    MessageID: request.messageIds,
    SenderAddress: request.senders,
    RecipientAddress: request.recipients,
    NetworkMessageID: request.networkMessageIds,
    DeliveryStatus: request.statuses[0] ?? null,
    Direction: request.direction,
    OriginalClientIP: request.clientIp ?? null,
    TransportRule: request.rules ?? [],
    NotifyAddress: request.notify,
    CompressFile: request.compress,
  };
}
