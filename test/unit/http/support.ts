// The HTTP app over real stores in a folder of its own, without a network: what a test puts in, a request reads.
import { join } from "node:path";
import type { Hono } from "hono";
import type { MailItem } from "../../../src/agent-api/mail-item.ts";
import { CheckRuns } from "../../../src/check/runs/check-runs.ts";
import { openEphemeralFolder } from "../../../src/database/data-folder.ts";
import { openSqlite } from "../../../src/database/sqlite.ts";
import { FaultList } from "../../../src/faults/fault-list.ts";
import { createApp } from "../../../src/http/app.ts";
import { WebPage } from "../../../src/http/routes/web.ts";
import type { HttpServices } from "../../../src/http/services.ts";
import { InternetSink } from "../../../src/internet/sink.ts";
import { HistoricalSearches } from "../../../src/journey/historical-search/historical-searches.ts";
import { openJourneys } from "../../../src/journey/open-journeys.ts";
import type { MailboxItem, NewItem } from "../../../src/mailbox/mailbox-store.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { headerText } from "../../../src/mime/header-text.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { createActivity } from "../../../src/runtime/activity.ts";
import { createClock } from "../../../src/runtime/clock.ts";
import { newGuid, newSearchKey } from "../../../src/runtime/ids.ts";
import { createLog, silentLog } from "../../../src/runtime/log.ts";
import { Gate } from "../../../src/smtp/gate.ts";
import { SERVER_ERROR } from "../../../src/smtp/listener-replies.ts";
import { openStores } from "../../../src/stores.ts";
import type { TrackingEvent } from "../../../src/trace/events.ts";
import { ModerationError } from "../../../src/transport/moderation/moderation.ts";
import { QuarantineError } from "../../../src/transport/quarantine/quarantine.ts";
import { Refusals } from "../../../src/transport/receive/refusals.ts";
import { afterEachTest } from "../../support/after-each-test.ts";

/** Friday, 20 November 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 10, 20, 12);
export const PORT = 8025;
export const ALICE = "alice@contoso.com";
export const BOB = "bob@contoso.com";

type Stores = Awaited<ReturnType<typeof openStores>>;

export interface TestServer extends Stores {
  readonly app: Hono;
  readonly services: HttpServices;
  readonly clock: ReturnType<typeof createClock>;
  /** What was logged, one JSON line each. */
  readonly logged: string[];
  /** Asks as curl on this machine would. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Puts a message into a folder; it is what a request sees there. */
  put(mail?: TestMail): Promise<MailboxItem>;
  /** Writes tracking events of one message. */
  track(message: TestMessage, ...events: TrackingEvent[]): Promise<MailItem>;
}

export interface TestMail {
  readonly mailbox?: string;
  readonly folder?: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly receivedAt?: number;
  readonly isRead?: boolean;
  readonly raw?: string | Buffer;
  readonly messageClass?: string;
  readonly searchKey?: string;
  readonly mapi?: NewItem["mapi"];
}

export interface TestMessage {
  readonly networkMessageId?: string;
  readonly messageId?: string;
  readonly subject?: string;
  readonly sender?: string;
  readonly at?: number;
}

const LIMITS = { maxMessageBytes: 1024 * 1024, maxRecipients: 100, maxHeaderBytes: 65_536, maxLineBytes: 65_536 };
const open: (() => Promise<void>)[] = [];
afterEachTest(async () => {
  for (const close of open.splice(0)) await close();
});

export interface ServerParts {
  readonly config?: object;
  readonly services?: Partial<HttpServices>;
  /** Where the web page was built; nowhere unless given. */
  readonly page?: string;
}

export async function server(parts: ServerParts = {}): Promise<TestServer> {
  const folder = openEphemeralFolder();
  const db = openSqlite(folder.databaseFile, { durable: false });
  open.push(async () => {
    await db.close();
    folder.release();
  });
  const clock = createClock({ frozenAt: NOON });
  const configuration = loadConfiguration(parts.config ?? tenant());
  const stores = await openStores(db, clock, configuration, false);
  const { contents, mailboxes, tracking, configurations } = stores;
  const journeys = await openJourneys({
    db,
    ...stores,
    organization: () => configurations.current(),
    clock,
    activity: createActivity(),
    log: silentLog,
  });
  open.unshift(() => journeys.stop());
  const sinkServices = { db, contents, clock, activity: createActivity(), gate: new Gate() };
  const refusals = new Refusals(() => clock.now());
  const services: HttpServices = {
    ...stores,
    configuration,
    journeys: journeys.journeys,
    events: journeys.events,
    ports: { submission: 2587, inbound: 2525, return: 2528, smartHost: 0, internet: 2527, http: PORT },
    certificates: { ca: { cert: "-----BEGIN CERTIFICATE-----" } },
    clock,
    refusals,
    allowedDestinations: () => [],
    faults: new FaultList(clock),
    checks: new CheckRuns({
      start: async () => {
        throw new Error("no tenant here");
      },
      folder: join(folder.path, "checks"),
      log: silentLog,
      tell: () => {},
    }),
    housekeeping: { nextRun: () => NOON + 86_400_000 },
    smartHost: {
      state: () => ({ isRunning: false, preset: "signature", configured: "signature", nextDelayed: undefined }),
      use: async () => {},
    },
    generated: { submit: async () => {}, validate: async () => [] },
    moderation: {
      list: async () => [],
      decide: async (id) => {
        throw new ModerationError("notWaiting", `No message ${id} waits for a moderator.`);
      },
    },
    quarantine: {
      list: async () => [],
      find: async (id) => {
        throw new QuarantineError(`No message ${id} is in quarantine.`);
      },
      bytes: async (id) => {
        throw new QuarantineError(`No message ${id} is in quarantine.`);
      },
      release: async (id) => {
        throw new QuarantineError(`No message ${id} is in quarantine.`);
      },
      remove: async (id) => {
        throw new QuarantineError(`No message ${id} is in quarantine.`);
      },
    },
    historicalSearches: new HistoricalSearches({
      ...{ db, clock, log: silentLog },
      activity: createActivity(),
      organization: () => configurations.current(),
      trace: { index: journeys.journeys, log: stores.tracking },
      submit: async () => {},
      url: () => "",
    }),
    recallRequests: {
      request: async () => ({ refused: "not in this test" }),
      judge: async () => ({ refused: "not in this test" }),
    },
    submissions: { submit: async () => ({ refused: SERVER_ERROR }), limits: LIMITS },
    internet: new InternetSink(sinkServices),
    onPremises: new InternetSink(sinkServices, "onPremises"),
    advance: async (ms) => clock.jumpTo(clock.now() + ms),
    metrics: { contentType: "text/plain; version=0.0.4; charset=utf-8", text: async () => "" },
    readiness: async () => [],
    isBeingReset: false,
    reset: async () => ({ removedRows: 0, wasQuiet: true }),
    ...parts.services,
  };
  const logged: string[] = [];
  const stream = { write: (line: string) => void logged.push(line) };
  const authority = { host: "127.0.0.1", port: () => PORT, ownName: () => configurations.current().hostname };
  const app = createApp(services, {
    authority,
    log: createLog({ level: "info", stream }),
    page: new WebPage(parts.page ?? join(folder.path, "no-page")),
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("host")) headers.set("host", `127.0.0.1:${PORT}`);
    if (typeof init.body === "string" && !headers.has("content-type")) headers.set("content-type", "application/json");
    return app.request(`http://127.0.0.1:${PORT}${path}`, { ...init, headers });
  };
  const made: TestServer = { ...stores, app, services, clock, logged, ask, put, track };

  async function put(mail: TestMail = {}): Promise<MailboxItem> {
    const mailbox = mail.mailbox ?? BOB;
    const { headers, body } = splitMessage(Buffer.from(mail.raw ?? message(mail)));
    const block = HeaderBlock.parse(headers);
    const folderId = mailboxes.folders.wellKnown(mailbox, mail.folder ?? "inbox")?.id ?? 0;
    const id = await db.write(async (tx) => {
      const contentId = await contents.save(tx, headers, contents.whole(body), NOON);
      return mailboxes.create(tx, {
        mailbox,
        folderId,
        contentId,
        messageId: block.get("Message-ID") ?? "",
        searchKey: mail.searchKey ?? newSearchKey(),
        messageClass: mail.messageClass ?? "IPM.Note",
        mapi: mail.mapi ?? {},
        subject: headerText(block, "Subject"),
        sender: ALICE,
        receivedAt: mail.receivedAt ?? NOON,
        isRead: mail.isRead ?? false,
        networkMessageId: newGuid(),
        size: headers.length + body.length,
      });
    });
    return (await mailboxes.get(mailbox, id)) as MailboxItem;
  }

  async function track(of: TestMessage, ...events: TrackingEvent[]): Promise<MailItem> {
    const item = mailItem(of);
    await db.write(async (tx) => {
      for (const event of events) await tracking.write(tx, of.at ?? clock.now(), item, event);
    });
    return item;
  }
  return made;
}

export function tenant(parts: Record<string, unknown> = {}): object {
  return {
    mailboxes: [
      { address: ALICE, displayName: "Alice Adams", aliases: ["a.adams@contoso.com"] },
      { address: BOB, displayName: "Bob Brown", folders: ["Projects/2026"] },
    ],
    smartHost: { enabled: false },
    ...parts,
  };
}

export function message({ subject = "Budget", messageId = "<1@contoso.com>" }: TestMail = {}): string {
  const head = [
    'From: "Alice Adams" <alice@contoso.com>',
    "To: Bob <bob@contoso.com>",
    "Date: Fri, 20 Nov 2026 11:59:00 +0000",
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
  ];
  return `${head.join("\r\n")}\r\n\r\nHello Bob,\r\n\r\nthe figures are wrong.\r\n`;
}

export function mailItem(of: TestMessage = {}): MailItem {
  const { subject, messageId } = of;
  const { headers, body } = splitMessage(
    Buffer.from(message({ ...(subject !== undefined && { subject }), ...(messageId !== undefined && { messageId }) })),
  );
  const networkMessageId = of.networkMessageId ?? newGuid();
  return {
    networkMessageId,
    journeyId: networkMessageId,
    entry: "submission",
    receivedAt: NOON,
    authAs: "Internal",
    sender: of.sender ?? ALICE,
    recipients: [{ address: BOB }],
    headers: HeaderBlock.parse(headers),
    body: {
      size: body.length,
      read: async () => body,
      chunks: async function* () {
        yield body;
      },
    },
    smtpUtf8: false,
    eightBitMime: false,
    data: {},
  };
}

/** Decoded JSON of a request that must be answered with `status`. */
export async function json<T = Record<string, unknown>>(answer: Promise<Response>, status = 200): Promise<T> {
  const response = await answer;
  const text = await response.text();
  if (response.status !== status) throw new Error(`${response.status} instead of ${status}: ${text}`);
  return JSON.parse(text) as T;
}

export const body = (value: unknown, method = "POST"): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(value),
});
