// Historical searches: jobs over the message trace that leave a report to download. NotStarted, after a minute of the
// virtual clock InProgress, after another Done; on disk, so that a restart goes on with them. Start-HistoricalSearch
import { zipSync } from "fflate";
import type { NewMessage } from "../../agent-api/agents.ts";
import type { Database } from "../../database/database.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { composeMessage } from "../../mime/message.ts";
import type { Organization } from "../../organization/organization.ts";
import { matchesWildcard } from "../../organization/wildcard.ts";
import type { Activity } from "../../runtime/activity.ts";
import type { Clock } from "../../runtime/clock.ts";
import { newGuid, newMessageId } from "../../runtime/ids.ts";
import type { Log } from "../../runtime/log.ts";
import type { MessageTraceRow } from "../../trace/message-trace.ts";
import { resolveIn } from "../../trace/resolve-in.ts";
import { searchTrace, type TraceSource } from "../../trace/search-trace.ts";
import { csvOf } from "./csv.ts";
import { directionalityOf, extendedReport, ruleReport, summaryReport } from "./reports.ts";
import { HistoricalSearchError, SEARCHES_KEPT_MS, type SearchJob, type SearchRequest } from "./search-job.ts";
import { SearchRepository } from "./search-repository.ts";

/** Of each of the two states before the last, milliseconds. */
const STEP_MS = 60_000;
/** After a defect. */
const RETRY_MS = 60_000;
/** Start-HistoricalSearch: 250 in 24 hours, cancelled ones too; 100,000 lines in a report. */
const MOST_A_DAY = 250;
const MOST_ROWS = 100_000;
const DAY_MS = 86_400_000;

export interface HistoricalSearchOptions {
  readonly db: Database;
  readonly trace: TraceSource;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: Log;
  readonly organization: () => Organization;
  /** Sends a mail of the service's own. */
  readonly submit: (message: NewMessage, by: string) => Promise<void>;
  /** Where the sandbox answers: "http://127.0.0.1:8025". */
  readonly url: () => string;
}

export interface ReportFile {
  readonly name: string;
  readonly type: "text/csv; charset=utf-8" | "application/zip";
  readonly bytes: Buffer;
}

export class HistoricalSearches {
  readonly #options: HistoricalSearchOptions;
  readonly #jobs: SearchRepository;
  #alarm: { at: number; cancel: () => void } | undefined;
  #stopped = false;

  constructor(options: HistoricalSearchOptions) {
    this.#options = options;
    this.#jobs = new SearchRepository(options.db);
  }

  /** Goes on with what is on disk. */
  async start(): Promise<void> {
    this.#alarm?.cancel();
    this.#alarm = undefined;
    await this.#watchNext();
  }

  stop(): void {
    this.#stopped = true;
    this.#alarm?.cancel();
  }

  /** @throws HistoricalSearchError when 250 were begun within a day. */
  async submit(request: SearchRequest): Promise<SearchJob> {
    const now = this.#options.clock.now();
    const job: SearchJob = { id: newGuid(), submittedAt: now, status: "NotStarted", request, lines: 0 };
    await this.#options.db.write(async (tx) => {
      if ((await this.#jobs.countSince(tx, now - DAY_MS)) >= MOST_A_DAY)
        throw new HistoricalSearchError(
          `Only ${MOST_A_DAY} historical searches can be started within 24 hours, and so many were; try again later.`,
        );
      await this.#jobs.insert(tx, job, now + STEP_MS);
    });
    this.#watch(now + STEP_MS);
    return job;
  }

  /** Those of the last ten days, newest first. */
  list(): Promise<SearchJob[]> {
    return this.#jobs.list(this.#options.clock.now() - SEARCHES_KEPT_MS);
  }

  find(id: string): Promise<SearchJob | undefined> {
    return this.#jobs.find(id.toLowerCase());
  }

  /** @throws HistoricalSearchError when it has ended before, or there is none. */
  async cancel(id: string): Promise<void> {
    const job = await this.find(id);
    if (!job) throw new HistoricalSearchError(`There is no historical search ${id}.`);
    const isDone = await this.#options.db.write(
      async (tx) =>
        (await this.#jobs.move(tx, job.id, "NotStarted", "Cancelled", null)) ||
        (await this.#jobs.move(tx, job.id, "InProgress", "Cancelled", null)),
    );
    if (isDone) return;
    const { status } = (await this.find(id)) ?? job;
    throw new HistoricalSearchError(
      `The historical search ${job.id} can't be stopped: its status is ${status}; only one that is NotStarted or InProgress can.`,
    );
  }

  /** Where the report of a search that is done can be downloaded. */
  fileUrl({ id, status }: SearchJob): string | undefined {
    return status === "Done" ? `${this.#options.url()}/api/historical-searches/${id}/report` : undefined;
  }

  /** Undefined until it is done. */
  async file({ id, request, submittedAt }: SearchJob): Promise<ReportFile | undefined> {
    const bytes = await this.#jobs.report(id);
    if (!bytes) return undefined;
    const name = `${request.title.replace(/[^\p{L}\p{N} ._-]/gu, "_").slice(0, 100)}.csv`;
    if (!request.compress) return { name, type: "text/csv; charset=utf-8", bytes };
    const archive = Buffer.from(zipSync({ [name]: bytes }, { mtime: submittedAt }));
    return { name: name.replace(/csv$/, "zip"), type: "application/zip", bytes: archive };
  }

  #watch(at: number): void {
    if (this.#stopped || (this.#alarm && this.#alarm.at <= at)) return;
    this.#alarm?.cancel();
    const cancel = this.#options.clock.at(at, () => {
      this.#alarm = undefined;
      const end = this.#options.activity.begin();
      this.#goOn()
        .catch((error: unknown) => {
          this.#options.log.error({ err: error }, "historical searches could not go on; they try again in a minute");
          this.#watch(this.#options.clock.now() + RETRY_MS);
        })
        .finally(end);
    });
    this.#alarm = { at, cancel };
  }

  async #watchNext(): Promise<void> {
    const next = await this.#jobs.nextDue();
    if (next !== undefined) this.#watch(next);
  }

  async #goOn(): Promise<void> {
    const { db, clock } = this.#options;
    const now = clock.now();
    for (const job of await this.#jobs.due(now)) {
      if (job.status === "NotStarted")
        await db.write((tx) => this.#jobs.move(tx, job.id, "NotStarted", "InProgress", now + STEP_MS));
      else await this.#finish(job);
    }
    await this.#watchNext();
  }

  async #finish(job: SearchJob): Promise<void> {
    const { db, organization, submit } = this.#options;
    const { heading, lines } = await this.#reportOf(job.request);
    const shown = lines.slice(0, MOST_ROWS);
    const csv = csvOf(heading, shown);
    const isDone = await db.write(async (tx) => {
      if (!(await this.#jobs.move(tx, job.id, "InProgress", "Done", null))) return false;
      await this.#jobs.keepReport(tx, job.id, shown.length, csv);
      return true;
    });
    if (!isDone || job.request.notify.length === 0) return;
    await submit(this.#doneMail({ ...job, status: "Done", lines: shown.length }, organization()), "Historical search");
  }

  async #reportOf(request: SearchRequest) {
    const { trace, organization } = this.#options;
    const { from, to, messageIds, senders, recipients, statuses } = request;
    const { rows } = await searchTrace(
      trace,
      {
        ...{ from, to, messageIds, senders, recipients, statuses },
        limit: MOST_ROWS,
        matches: (row) => isWanted(row, request),
      },
      resolveIn(organization()),
    );
    if (request.type === "TransportRule") return ruleReport(rows, request.rules);
    return request.type === "MessageTrace" ? summaryReport(rows) : extendedReport(rows, organization());
  }

  #doneMail(job: SearchJob, { name, hostname }: Organization): NewMessage {
    const { request, lines } = job;
    const now = this.#options.clock.now();
    const content = composeMessage(
      [
        ["From", `postmaster@${name}`],
        ["To", request.notify.join(", ")],
        ["Subject", `Historical search is done: ${request.title}`],
        ["Date", formatRfc5322Date(now)],
        ["Message-ID", newMessageId(hostname)],
        ["MIME-Version", "1.0"],
        ["Content-Type", "text/plain; charset=utf-8"],
        ["Content-Transfer-Encoding", "8bit"],
      ],
      `The historical search "${request.title}" is done: ${lines} ${lines === 1 ? "line" : "lines"}.\r\n\r\n${this.fileUrl(job)}\r\n`,
    );
    return { sender: "", recipients: request.notify, content, eightBitMime: true };
  }
}

function isWanted(row: MessageTraceRow, request: SearchRequest): boolean {
  const isAmong = (value: string, wanted: readonly string[]) =>
    wanted.length === 0 || wanted.some((pattern) => matchesWildcard(value, pattern));
  return (
    isAmong(row.sender, request.senders) &&
    isAmong(row.recipient, request.recipients) &&
    (request.messageIds.length === 0 || request.messageIds.includes(row.messageId)) &&
    (request.networkMessageIds.length === 0 || request.networkMessageIds.includes(row.messageTraceId)) &&
    (request.statuses.length === 0 || request.statuses.includes(row.status)) &&
    (request.clientIp === undefined || request.clientIp === row.fromIP) &&
    (request.direction === "All" || (request.direction === "Sent") === (directionalityOf(row) === "Originating"))
  );
}
