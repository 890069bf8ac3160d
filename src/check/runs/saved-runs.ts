// Runs that were kept: a folder of reports, as --report writes them, the newest first and no more than so many.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../runtime/make-folder.ts";
import { reportFiles, writeReport } from "../reports/bundle.ts";
import { loadRun } from "../reports/load-run.ts";
import type { Run, RunRecord } from "../run.ts";

/** The oldest goes when there are more; a full run is some megabytes. */
const MOST_RUNS = 20;
const RUN_ID = /^\d{8}T\d{6}Z-[0-9a-f]{4}$/;

export const SINGLE_FILES = ["index.html", "junit.xml", "run.json", "badge.svg"] as const;
export type SingleFile = (typeof SINGLE_FILES)[number];

export class SavedRuns {
  readonly #folder: string;
  readonly #read = new Map<string, Run>();

  /** @param folder made when the first run is kept. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  ids(): string[] {
    try {
      const ids = readdirSync(this.#folder).filter((name) => RUN_ID.test(name));
      return ids.sort().reverse();
    } catch {
      return [];
    }
  }

  /** Newest first; what another hand wrote there and is no run is passed over. */
  list(): Run[] {
    return this.ids().flatMap((id) => this.find(id) ?? []);
  }

  find(id: string): Run | undefined {
    if (!RUN_ID.test(id)) return undefined;
    const known = this.#read.get(id);
    if (known) return known;
    try {
      const run = loadRun(join(this.#folder, id));
      this.#read.set(id, run);
      return run;
    } catch {
      return undefined;
    }
  }

  /** Bytes of a file of the report; undefined where there is no such run. */
  file(id: string, name: SingleFile): Buffer | undefined {
    return this.find(id) && readFileSync(join(this.#folder, id, name));
  }

  /** Every file of the report, by its path in it. */
  files(id: string): Map<string, Buffer> | undefined {
    if (!this.find(id)) return undefined;
    const folder = join(this.#folder, id);
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      names.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path)];
      }),
    );
  }

  save(record: RunRecord): void {
    makeFolder(this.#folder);
    writeReport(join(this.#folder, record.run.id), reportFiles(record));
    this.#read.set(record.run.id, record.run);
    for (const id of this.ids().slice(MOST_RUNS)) this.remove(id);
  }

  /** False where there is none. */
  remove(id: string): boolean {
    if (!this.find(id)) return false;
    rmSync(join(this.#folder, id), { recursive: true, force: true });
    return this.#read.delete(id);
  }
}
