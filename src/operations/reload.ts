// The configuration read anew while the sandbox runs: all of it is checked first, then what changed is put in force, or
// nothing is. docs/architecture.md "Storage"
import { isDeepStrictEqual } from "node:util";
import { formatFault } from "../faults/fault-text.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import { checkMerged } from "../organization/checks/merged.ts";
import type { Configuration } from "../organization/configuration.ts";
import type { ConfigurationStore } from "../organization/configuration-store.ts";
import { changedSettings, describeChange, describeSetting } from "../organization/describe-change.ts";
import { allMailboxes } from "../organization/group-mailbox.ts";
import { ConfigurationError, formatProblem } from "../organization/problems.ts";
import type { SettingName } from "../organization/settings.ts";
import type { Log } from "../runtime/log.ts";

/** In words, a line each. */
export interface Reload {
  /** What is other than before, and acts. */
  readonly changes: readonly string[];
  /** Of those: what a cmdlet had changed in another way since. */
  readonly overwritten: readonly string[];
  /** Changed by cmdlets since the file was loaded, and left so. */
  readonly kept: readonly string[];
  /** Takes effect at the next start. */
  readonly atNextStart: readonly string[];
}

/** Settings outside the organization that act at once; all others are given to listeners when they are opened. */
const LIVE = new Set<SettingName>([
  "allowedDestinations",
  "clock.foreignQuiet",
  "limits.minFreeDisk",
  "retention.deliveredLedger",
  "retention.legs",
  "retention.legsMaxSize",
  "retention.recoverableItems",
  "retention.submitted",
  "retention.trace",
  "smartHost.preset",
  "smartHost.signature.html",
  "smartHost.signature.text",
]);
/** Of the organization, but given to listeners, certificates and connections when they are made. */
const AT_START = [/^organization\.hostname:/, /^transport\.maxConcurrencyPerNextHop:/];

export interface ReloadOptions {
  /** Reads and checks the file. @throws ConfigurationError */
  readonly load: () => Configuration;
  /** As it was loaded last. */
  readonly before: Configuration;
  readonly configurations: ConfigurationStore;
  readonly mailboxes: MailboxStore;
}

/** @throws ConfigurationError, and whatever keeps it from being written: then nothing changed. */
export async function reloadConfiguration(
  options: ReloadOptions,
): Promise<{ readonly configuration: Configuration; readonly reload: Reload }> {
  const { before, configurations, mailboxes } = options;
  const configuration = options.load();
  const merge = await configurations.reload(configuration.organization, {
    judge: (merged) => checkMerged(configurations.latest(), merged),
    alongside: (tx, merged) => mailboxes.folders.ensureIn(tx, allMailboxes(merged)),
  });
  const settings = changedSettings(before.settings, configuration.settings);
  const describe = (name: SettingName) => describeSetting(name, before.settings, configuration.settings);
  const changes = merge.changes.map(describeChange);
  return {
    configuration,
    reload: {
      changes: [
        ...changes,
        ...settings.filter((name) => LIVE.has(name)).map(describe),
        ...describeFaults(before.faults, configuration.faults),
      ],
      overwritten: merge.overwritten.map(describeChange),
      kept: merge.kept.map(describeChange),
      atNextStart: [
        ...changes.filter((line) => AT_START.some((pattern) => pattern.test(line))),
        ...settings.filter((name) => !LIVE.has(name)).map(describe),
      ],
    },
  };
}

/** As the command line has them. */
function describeFaults(before: Configuration["faults"], after: Configuration["faults"]): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  return [
    `faults: ${after.map(formatFault).join("; ") || "none"} (instead of ${before.map(formatFault).join("; ") || "none"})`,
  ];
}

export function logReload(log: Log, reload: Reload): void {
  const { changes, overwritten, kept, atNextStart } = reload;
  if (changes.length === 0 && atNextStart.length === 0) {
    log.info("configuration reloaded: nothing changed");
    return;
  }
  log.info({ changes: changes.length }, "configuration reloaded");
  for (const line of changes) log.info(`changed: ${line}`);
  for (const line of overwritten) log.warn(`overwritten, a cmdlet had changed it since: ${line}`);
  for (const line of kept) log.info(`kept, a cmdlet changed it since and its lines are as they were: ${line}`);
  for (const line of atNextStart) log.warn(`takes effect at the next start: ${line}`);
}

/** @returns the problems, a line each. */
export function logRefusedReload(log: Log, error: unknown): string[] {
  const problems = error instanceof ConfigurationError ? error.problems.map(formatProblem) : [];
  if (problems.length === 0) {
    log.error({ err: error }, "the configuration could not be reloaded; what was in force stays in force");
    return [error instanceof Error ? error.message : String(error)];
  }
  const count = `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
  log.error(`the configuration was not reloaded: ${count}; what was in force stays in force`);
  for (const problem of problems) log.error(problem);
  return problems;
}
