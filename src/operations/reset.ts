// Everything mail-like goes, the configuration is the file's again, folders are made anew; listeners stay bound. What is
// in flight is waited for a moment, then dropped with the rest.
import type { RecallDeadlines } from "../agents/recall/deadlines.ts";
import type { Database } from "../database/database.ts";
import { giveBackPages, type Housekeeping } from "../housekeeping.ts";
import type { HistoricalSearches } from "../journey/historical-search/historical-searches.ts";
import type { OpenJourneys } from "../journey/open-journeys.ts";
import type { Configuration } from "../organization/configuration.ts";
import { allMailboxes } from "../organization/group-mailbox.ts";
import type { Activity } from "../runtime/activity.ts";
import type { SettableClock } from "../runtime/clock.ts";
import type { Gate } from "../smtp/gate.ts";
import type { Stores } from "../stores.ts";
import type { Refusals } from "../transport/receive/refusals.ts";
import type { Transport } from "../transport/transport.ts";
import { keepClockOffset } from "../virtual-time.ts";
import { wipe } from "../wipe.ts";

export interface ResetOptions {
  /** Virtual time goes back to real time, or to where a frozen clock began. */
  readonly clock?: boolean;
}

export interface ResetReport {
  /** Of all tables. */
  readonly removedRows: number;
  /** Nothing was in flight when the wipe began. */
  readonly wasQuiet: boolean;
}

export interface ResetServices {
  readonly db: Database;
  readonly stores: Stores;
  readonly configuration: Configuration;
  readonly gate: Gate;
  readonly activity: Activity;
  readonly clock: SettableClock;
  readonly transport: Pick<Transport, "pause" | "resume">;
  readonly journeys: Pick<OpenJourneys, "restart" | "followAgain">;
  readonly deadlines: Pick<RecallDeadlines, "start">;
  readonly historicalSearches: Pick<HistoricalSearches, "start">;
  readonly refusals: Pick<Refusals, "clear">;
  readonly housekeeping: Pick<Housekeeping, "rewound">;
  readonly dropDelayed: () => Promise<void>;
}

/** Real milliseconds that mail in flight is given. */
const GRACE_MS = 2000;

export async function resetSandbox(services: ResetServices, options: ResetOptions = {}): Promise<ResetReport> {
  const { gate, transport, activity } = services;
  gate.shut();
  transport.pause();
  try {
    const wasQuiet = await isQuietWithin(activity, GRACE_MS);
    return { removedRows: await beginAnew(services, options), wasQuiet };
  } finally {
    gate.open();
    await transport.resume();
  }
}

async function beginAnew(services: ResetServices, options: ResetOptions): Promise<number> {
  const { db, stores, configuration, clock } = services;
  let removedRows = 0;
  await services.dropDelayed();
  await services.journeys.restart(async () => {
    removedRows = await wipe(db);
  });
  if (options.clock) {
    clock.rewind();
    services.housekeeping.rewound();
    await keepClockOffset(db, clock.offsetMs);
  }
  await stores.configurations.reset(configuration.organization);
  await stores.mailboxes.folders.load();
  await stores.mailboxes.folders.ensure(allMailboxes(stores.configurations.latest()));
  await stores.recalls.load();
  await stores.subscriptions.load();
  await services.deadlines.start();
  await services.historicalSearches.start();
  await giveBackPages(db);
  services.refusals.clear();
  await services.journeys.followAgain();
  return removedRows;
}

async function isQuietWithin(activity: Activity, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const quiet = await Promise.race([activity.idle().then(() => true), timeUp]);
  clearTimeout(timer);
  return quiet;
}
