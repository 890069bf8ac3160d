// What changes a running sandbox as a whole: time that is moved on, configuration read anew, everything wiped. One after
// the other, so that none falls into another.
import { isDeepStrictEqual } from "node:util";
import type { Database } from "./database/database.ts";
import type { FaultList } from "./faults/fault-list.ts";
import type { Listeners } from "./listeners.ts";
import type { LiveConfiguration } from "./operations/live-configuration.ts";
import type { createMeters } from "./operations/meters.ts";
import { type ResetServices, resetSandbox } from "./operations/reset.ts";
import type { SmartHostPreset } from "./organization/configuration.ts";
import type { Log } from "./runtime/log.ts";
import { createTurns } from "./runtime/turns.ts";
import type { Sandbox } from "./sandbox-types.ts";
import type { Senders } from "./transport/deliver/senders.ts";
import { advanceTo, keepClockOffset } from "./virtual-time.ts";

export interface ChangeableParts extends Omit<ResetServices, "configuration" | "dropDelayed"> {
  readonly live: LiveConfiguration;
  readonly db: Database;
  readonly senders: Senders;
  readonly faults: FaultList;
  readonly meters: Pick<ReturnType<typeof createMeters>, "reloaded">;
  readonly log: Log;
  readonly listeners: () => Listeners;
}

export function changesInTurn(parts: ChangeableParts): Pick<Sandbox, "advance" | "reload" | "reset" | "smartHost"> {
  const { live, stores, db, clock, activity, senders, faults, meters, log, listeners } = parts;
  const inTurn = createTurns();
  let chosen: SmartHostPreset | undefined;
  const applySmartHost = () => {
    const { smartHost } = live.current;
    listeners().changeSmartHost({ ...smartHost, preset: chosen ?? smartHost.preset });
  };
  return {
    smartHost: {
      state: () => ({
        isRunning: listeners().builtIn.smartHost !== undefined,
        preset: chosen ?? live.current.smartHost.preset,
        configured: live.current.smartHost.preset,
        nextDelayed: listeners().nextDelayed(),
      }),
      use: (preset) =>
        inTurn(async () => {
          chosen = preset;
          applySmartHost();
          log.info(`the built-in smart host is "${chosen ?? live.current.smartHost.preset}" now`);
        }),
    },
    advance: (ms) =>
      inTurn(async () => {
        await advanceTo(clock.now() + ms, {
          clock,
          activity,
          handedAbroad: () => senders.takeHandedAbroad(),
          foreignQuietMs: live.current.clock.foreignQuietMs,
        });
        await keepClockOffset(db, clock.offsetMs);
      }),
    reload: (config) =>
      inTurn(async () => {
        const before = live.current;
        const reload = await live.reload(stores, config).finally(() => meters.reloaded(live.problems.length === 0));
        listeners().trust(stores.configurations.latest());
        if (!isDeepStrictEqual(before.smartHost, live.current.smartHost)) {
          chosen = undefined;
          applySmartHost();
        }
        if (!isDeepStrictEqual(before.faults, live.current.faults))
          faults.replace("configuration", live.current.faults);
        return reload;
      }),
    reset: (how) =>
      inTurn(async () => {
        log.warn("reset: all mail, traces and recalls go; what is in flight is given a moment");
        const report = await resetSandbox(
          { ...parts, configuration: live.current, dropDelayed: () => listeners().dropDelayed() },
          how,
        );
        listeners().trust(stores.configurations.latest());
        faults.reset();
        faults.replace("configuration", live.current.faults);
        chosen = undefined;
        applySmartHost();
        log.info({ removedRows: report.removedRows }, "reset: done");
        return report;
      }),
  };
}
