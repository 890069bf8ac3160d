// The data folder: may be written, held by whom, which schema, how much room, on what kind of disk.
import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type FolderFacts, inspectDataFolder } from "../../database/inspect-folder.ts";
import { bytes, type Finding, ok, type Patient, problem, warning } from "./finding.ts";
import { describeOffset, isContainer } from "./machine.ts";

const MIN_FREE = 256 * 2 ** 20;

/** statfs(2), f_type. */
const IN_MEMORY = new Set([0x01021994, 0x858458f6]);
const NETWORK = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x786f4256]);
const OVERLAY = 0x794c7630;

export function checkDataFolder(patient: Patient): { findings: Finding[]; facts: FolderFacts } {
  const { data } = patient;
  const there = nearestExisting(data);
  const facts = existsSync(data) ? inspectDataFolder(data) : {};
  return {
    facts,
    findings: [access(data, there), ...database(data, facts), disk(patient, there), ...kindOfDisk(there)],
  };
}

function access(data: string, there: string): Finding {
  const check = "data folder";
  if (!statSync(there).isDirectory()) {
    return problem(check, `${there} is a file`, "Name a folder with --data.");
  }
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === "EROFS" ? "is on a read-only disk" : "may not be written by this user";
    return problem(check, `${there} ${why}`, "Name another folder with --data, or change its owner.");
  }
  return ok(check, existsSync(data) ? `${data} may be written` : `${data} is made at the first start`);
}

function database(data: string, { heldBy, database: found, unreadable }: FolderFacts): Finding[] {
  const held = heldBy === undefined ? [] : [ok("data folder's lock", `process ${heldBy} runs on it`)];
  if (unreadable !== undefined) {
    const advice = `Move ${data} away, or use another folder with --data.`;
    return [...held, problem("database", `can't be read: ${unreadable}`, advice)];
  }
  if (!found) return held;
  const { schema, knownSchema, bytes: size, isUnclean, clockOffsetMs } = found;
  const clock = describeOffset(clockOffsetMs);
  if (schema > knownSchema) {
    const advice = "Update recall-sandbox, or use another folder with --data.";
    return [
      ...held,
      problem("database", `schema ${schema} of a newer recall-sandbox; this one knows ${knownSchema}`, advice),
      clock,
    ];
  }
  const older =
    schema > 0 && schema < knownSchema ? `; the next start takes it from schema ${schema} to ${knownSchema}` : "";
  const unclean = isUnclean ? "; it was not closed, the next start recovers it" : "";
  return [...held, ok("database", `${bytes(size)}, schema ${schema}${older}${unclean}`), clock];
}

function disk({ configuration }: Patient, there: string): Finding {
  const { bavail, bsize } = statfsSync(there);
  const [free, least] = [bavail * bsize, configuration?.limits.minFreeDiskBytes ?? MIN_FREE];
  const seen = `${bytes(free)} free; with less than ${bytes(least)} mail is refused (limits.minFreeDisk)`;
  const advice = "Make room, keep less (retention.legs, retention.legsMaxSize), or use another disk with --data.";
  if (free < least) return problem("disk", seen, advice);
  return free < 2 * least ? warning("disk", seen, advice) : ok("disk", seen);
}

function kindOfDisk(there: string): Finding[] {
  if (process.platform !== "linux") return [];
  const type = statfsSync(there).type >>> 0;
  const check = "kind of disk";
  if (IN_MEMORY.has(type)) {
    const advice =
      "A 250 is not on disk there, and a restart of the machine empties it. Fine for tests; else use --data.";
    return [warning(check, `${there} is in memory`, advice)];
  }
  if (NETWORK.has(type)) {
    const advice =
      "Locks and syncs of SQLite can't be relied on over a network or a shared mount: use a local disk with --data.";
    return [warning(check, `${there} is on a network or shared file system`, advice)];
  }
  if (type === OVERLAY && isContainer()) {
    return [
      warning(check, `${there} is in the container's own layer`, "It goes with the container: mount a volume for it."),
    ];
  }
  return [];
}

function nearestExisting(path: string): string {
  let one = resolve(path);
  while (!existsSync(one) && dirname(one) !== one) one = dirname(one);
  return one;
}
