// The configuration over time: append-only snapshots, each in force from an instant on. The file seeds an empty folder.
import type { Database, Tx } from "../database/database.ts";
import type { Clock } from "../runtime/clock.ts";
import { compareOrganizations, type Merge, mergeOrganizations } from "./merge.ts";
import type { Organization } from "./organization.ts";
import { readOrganization, writeOrganization } from "./snapshot-text.ts";

interface Snapshot {
  readonly effectiveFrom: number;
  readonly createdAt: number;
  readonly organization: Organization;
}

/** Beside the snapshots: the file that was last loaded while running, where it is not the newest snapshot of a file. */
const LOADED = "configuration-file";
const KEEP = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

export class ConfigurationStore {
  readonly #db: Database;
  readonly #clock: Clock;
  /** As the file said when it was last loaded. */
  #file: Organization | undefined;
  #differs = false;
  #snapshots: Snapshot[] = [];

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /**
   * @returns whether the file says something else than what the folder was seeded with; the folder's state stays in
   *   force unless `reset`.
   */
  async start(fromFile: Organization, options: { reset: boolean }): Promise<{ differs: boolean }> {
    const rows = await this.#db.all<{
      effectiveFrom: number;
      createdAt: number;
      organization: string;
      source: string;
    }>(
      `SELECT effective_from AS "effectiveFrom", created_at AS "createdAt", organization, source
         FROM configuration_snapshot ORDER BY id`,
    );
    this.#snapshots = rows.map((row) => ({
      effectiveFrom: row.effectiveFrom,
      createdAt: row.createdAt,
      organization: freeze(readOrganization(row.organization)),
    }));
    const seed = rows.findLast((row) => row.source === "file");
    const loaded = await this.#db.get<{ value: string }>("SELECT value FROM meta WHERE name = $1", [LOADED]);
    const before = loaded?.value ?? seed?.organization;
    const differs = before !== undefined && isOther(readOrganization(before), fromFile);
    if (!seed || (differs && options.reset)) await this.#append(fromFile, "file", this.#clock.now());
    this.#file = freeze(fromFile);
    this.#differs = differs && !options.reset;
    return { differs: this.#differs };
  }

  /** What is in force now. */
  current(): Organization {
    return this.at(this.#clock.now());
  }

  /** What was, or will be, in force then, milliseconds UTC; the oldest known before all of them. */
  at(instant: number): Organization {
    for (let index = this.#snapshots.length - 1; index >= 0; index -= 1) {
      const snapshot = this.#snapshots[index] as Snapshot;
      if (snapshot.effectiveFrom <= instant) return snapshot.organization;
    }
    return (this.#snapshots[0] as Snapshot).organization;
  }

  /** The newest, in force or not yet: what a cmdlet shows and edits. */
  latest(): Organization {
    return (this.#snapshots.at(-1) as Snapshot).organization;
  }

  /** Since when what `read` finds in the configuration has been what it is now, milliseconds UTC. */
  unchangedSince(read: (organization: Organization) => unknown): number {
    const inForce = this.#snapshots.filter(({ effectiveFrom }) => effectiveFrom <= this.#clock.now());
    const present = JSON.stringify(read(this.current()));
    const changed = inForce.findLastIndex(({ organization }) => JSON.stringify(read(organization)) !== present);
    return (inForce[changed + 1] ?? (this.#snapshots[0] as Snapshot)).effectiveFrom;
  }

  /** When the first and the newest were made, milliseconds UTC. */
  times(): { readonly created: number; readonly changed: number } {
    const [first, last] = [this.#snapshots[0] as Snapshot, this.#snapshots.at(-1) as Snapshot];
    return { created: first.createdAt, changed: last.createdAt };
  }

  /** docs/recall.md R24: acts once the service's propagation delay is over. */
  async change(edit: (organization: Organization) => Organization, source: string): Promise<Organization> {
    const changed = freeze(edit(this.latest()));
    await this.#append(changed, source, this.#clock.now() + changed.service.propagationDelayMs);
    return changed;
  }

  /**
   * What changed in the file since it was last loaded is done to what is in force, as one snapshot.
   * `alongside` runs in its transaction; `judge` throws where the outcome can't be.
   */
  async reload(
    fromFile: Organization,
    options: {
      readonly judge: (merged: Organization) => void;
      readonly alongside: (tx: Tx, merged: Organization) => Promise<void>;
    },
  ): Promise<Merge> {
    const merge = mergeOrganizations(this.#file ?? fromFile, this.latest(), fromFile);
    const merged = freeze(merge.organization);
    if (merge.changes.length > 0) {
      options.judge(merged);
      const effectiveFrom = this.#clock.now() + merged.service.propagationDelayMs;
      await this.#append(merged, "reload", effectiveFrom, async (tx) => {
        await options.alongside(tx, merged);
        // A folder that differed before still does: of that the next start must tell.
        if (!this.#differs) await tx.run(KEEP, [LOADED, writeOrganization(fromFile)]);
      });
    }
    this.#file = freeze(fromFile);
    return merge;
  }

  /** Back to the file: every snapshot goes. */
  async reset(fromFile: Organization): Promise<void> {
    await this.#append(fromFile, "file", this.#clock.now(), (tx) =>
      tx.run("DELETE FROM configuration_snapshot WHERE id < (SELECT max(id) FROM configuration_snapshot)"),
    );
    this.#snapshots = this.#snapshots.slice(-1);
    this.#file = freeze(fromFile);
    this.#differs = false;
  }

  async #append(
    organization: Organization,
    source: string,
    effectiveFrom: number,
    alongside?: (tx: Tx) => Promise<unknown>,
  ): Promise<void> {
    const now = this.#clock.now();
    await this.#db.write(async function appendSnapshot(tx) {
      await tx.run(
        "INSERT INTO configuration_snapshot (effective_from, created_at, source, organization) VALUES ($1, $2, $3, $4)",
        [effectiveFrom, now, source, writeOrganization(organization)],
      );
      if (source === "file") await tx.run("DELETE FROM meta WHERE name = $1", [LOADED]);
      await alongside?.(tx);
    });
    this.#snapshots.push({ effectiveFrom, createdAt: now, organization: freeze(organization) });
  }
}

/** Texts first: to compare part by part takes long where mailboxes are very many. */
function isOther(before: Organization, after: Organization): boolean {
  return writeOrganization(before) !== writeOrganization(after) && compareOrganizations(before, after).length > 0;
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
