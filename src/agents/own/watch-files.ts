// Notices changed files by looking at them: editors that write by rename, folders that come and go, and mounts that
// tell nobody of a change are all the same to it. A look is a handful of stat calls.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

const LOOK_EVERY_MS = 250;
const MAX_DEPTH = 5;
const MAX_FILES = 2000;

/** A file and what tells one version of it from the next. */
export type Stamps = ReadonlyMap<string, string>;

export interface WatchOptions {
  look(): Promise<Stamps>;
  /** What is in force; `changed` sees to it that this becomes what was seen. */
  known(): Stamps;
  changed(): Promise<void>;
}

/** Calls `changed` once the files differ from what is known and have kept still for one look; never twice at a time. */
export function watchFiles({ look, known, changed }: WatchOptions): { close(): void } {
  let [before, isLooking]: [Stamps, boolean] = [known(), false];
  const turn = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const now = await look();
      const isStill = isSame(now, before);
      before = now;
      if (isStill && !isSame(now, known())) await changed();
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void turn(), LOOK_EVERY_MS).unref();
  return { close: () => clearInterval(timer) };
}

/** Source files in the folder and below, without packages and tests, and these others. */
export async function stampsOf(folder: string, others: Iterable<string>): Promise<Stamps> {
  const files = [...new Set([...(await sourcesIn(folder, 0)), ...others])].sort().slice(0, MAX_FILES);
  const stamps = files.map(async (file): Promise<[string, string]> => {
    const found = await stat(file, { bigint: true }).catch(() => undefined);
    return [file, found ? `${found.ino} ${found.size} ${found.mtimeNs}` : "gone"];
  });
  return new Map(await Promise.all(stamps));
}

/** What a load saw for certain: a file that was written or came while it ran counts as not yet seen. */
export function seenBetween(before: Stamps, after: Stamps, read: ReadonlySet<string>): Stamps {
  const seen = new Map<string, string>();
  for (const [file, stamp] of after) {
    const known = before.get(file) ?? (read.has(file) ? stamp : undefined);
    if (known !== undefined) seen.set(file, known);
  }
  return seen;
}

function isSame(a: Stamps, b: Stamps): boolean {
  return a.size === b.size && [...a].every(([file, stamp]) => b.get(file) === stamp);
}

async function sourcesIn(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    if (entry.isDirectory()) return depth < MAX_DEPTH ? sourcesIn(path, depth + 1) : [];
    return /\.(?:[cm]?[jt]s|json)$/.test(entry.name) && !/\.(?:test|spec)\.\w+$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}
