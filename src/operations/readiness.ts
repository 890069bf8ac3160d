// Whether the sandbox takes mail, check by check, each with a reason that a person can act on.
import { existsSync } from "node:fs";
import type { Database } from "../database/database.ts";
import { formatDuration, formatSize } from "../organization/units.ts";
import { freeBytesOf } from "../runtime/disk.ts";

export interface ReadinessCheck {
  readonly name:
    | "stopping"
    | "reset"
    | "listeners"
    | "smartHost"
    | "database"
    | "disk"
    | "configuration"
    | "clock"
    | "faults";
  /** warning: mail is taken all the same. */
  readonly status: "ok" | "warning" | "failed";
  /** What is wrong and what to do; with "ok": what to know. */
  readonly reason?: string;
}

export interface ReadinessSources {
  readonly db: Database;
  readonly folder: string;
  readonly minFreeBytes: () => number;
  readonly isStopping: () => boolean;
  readonly isBeingReset: () => boolean;
  /** Names of listeners that no client can connect to. */
  readonly down: () => readonly string[];
  readonly hasSmartHost: () => boolean;
  /** Of the last reload; none when it was good. */
  readonly configurationProblems: () => readonly string[];
  /** Virtual time ahead of real time. */
  readonly clockOffsetMs: () => number;
  /** How many are in force. */
  readonly faults: () => number;
}

/** Real milliseconds. */
const SLOW_WRITE_MS = 5000;
/** Whoever asks more often gets the answer of before: each costs a write. */
const ASK_AGAIN_MS = 1000;

export function watchReadiness(sources: ReadinessSources): () => Promise<readonly ReadinessCheck[]> {
  let lastWrite: { readonly at: number; readonly answer: Promise<ReadinessCheck> } | undefined;
  const database = () => {
    if (!lastWrite || performance.now() - lastWrite.at > ASK_AGAIN_MS)
      lastWrite = { at: performance.now(), answer: checkDatabase(sources.db) };
    return lastWrite.answer;
  };
  return async () => [
    passes("stopping", !sources.isStopping(), "the sandbox is stopping"),
    passes("reset", !sources.isBeingReset(), "the sandbox is being reset; that takes seconds"),
    ...checkListeners(sources),
    await (sources.isStopping() ? passes("database", false, "the database is being closed") : database()),
    checkDisk(sources),
    checkConfiguration(sources.configurationProblems()),
    checkClock(sources.clockOffsetMs()),
    checkFaults(sources.faults()),
  ];
}

function passes(name: ReadinessCheck["name"], isGood: boolean, reason: string): ReadinessCheck {
  return isGood ? { name, status: "ok" } : { name, status: "failed", reason };
}

function checkListeners(sources: ReadinessSources): ReadinessCheck[] {
  const down = sources.down();
  const others = down.filter((name) => name !== "smartHost");
  const again = "look into the log for why, and start the sandbox again";
  return [
    passes("listeners", others.length === 0, `no client can connect to ${others.join(", ")}; ${again}`),
    sources.hasSmartHost()
      ? passes("smartHost", !down.includes("smartHost"), `the built-in smart host does not listen; ${again}`)
      : { name: "smartHost", status: "ok", reason: "there is no built-in smart host (smartHost.enabled)" },
  ];
}

async function checkDatabase(db: Database): Promise<ReadinessCheck> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<string>((resolve) => {
    timer = setTimeout(
      resolve,
      SLOW_WRITE_MS,
      `a write takes more than ${SLOW_WRITE_MS / 1000} seconds; is the disk overloaded?`,
    );
  });
  const written = db
    .write((tx) =>
      tx.run(
        "INSERT INTO meta (name, value) VALUES ('written-at', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [String(Date.now())],
      ),
    )
    .then(
      () => "",
      (error: Error) => `the database can't be written: ${error.message}`,
    );
  const reason = await Promise.race([written, slow]);
  clearTimeout(timer);
  return passes("database", reason === "", reason);
}

function checkDisk({ folder, minFreeBytes }: ReadinessSources): ReadinessCheck {
  if (!existsSync(folder))
    return passes("disk", false, `the data folder ${folder} is gone, and mail is refused; start the sandbox again`);
  const free = freeBytesOf(folder);
  const wanted = minFreeBytes();
  const inMb = `${Math.floor(free / 2 ** 20)}MB`;
  return passes(
    "disk",
    free >= wanted,
    `${inMb} are free on the disk of ${folder}, limits.minFreeDisk wants ${formatSize(wanted)}: mail is refused with 452 4.3.1. Make room, run \`recall-sandbox reset\`, or lower the limit`,
  );
}

function checkConfiguration(problems: readonly string[]): ReadinessCheck {
  if (problems.length === 0) return { name: "configuration", status: "ok" };
  // Anybody may ask: the place is named, not what stands there.
  const place = /^.+?:\d+:\d+(?: [^:]+)?(?=: )/.exec(problems[0] ?? "")?.[0];
  const where = place === undefined ? "" : ` at ${place}${problems.length > 1 ? " and elsewhere" : ""}`;
  const reason = `the configuration file is not right${where}; what was in force before stays. The log has what is wrong`;
  return { name: "configuration", status: "warning", reason };
}

function checkClock(offsetMs: number): ReadinessCheck {
  const seconds = Math.round(offsetMs / 1000);
  if (seconds === 0) return { name: "clock", status: "ok" };
  const distance = formatDuration(Math.abs(seconds) * 1000);
  return { name: "clock", status: "ok", reason: `${distance} ${seconds > 0 ? "ahead of" : "behind"} real time` };
}

function checkFaults(count: number): ReadinessCheck {
  if (count === 0) return { name: "faults", status: "ok" };
  const reason = `${count === 1 ? "a fault is" : `${count} faults are`} in force, so mail goes wrong on purpose; \`recall-sandbox fault list\` names ${count === 1 ? "it" : "them"}`;
  return { name: "faults", status: "ok", reason };
}
