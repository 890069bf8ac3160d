// The configuration over time: append-only snapshots, each in force from an instant on. The file seeds an empty folder.
import type { Database } from "../database/database.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Organization } from "./organization.ts";

interface Snapshot {
  readonly effectiveFrom: number;
  readonly createdAt: number;
  readonly organization: Organization;
}

export class ConfigurationStore {
  readonly #db: Database;
  readonly #clock: Clock;
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
      organization: freeze(JSON.parse(row.organization)),
    }));
    const seed = rows.findLast((row) => row.source === "file");
    const text = JSON.stringify(fromFile);
    const differs = seed !== undefined && seed.organization !== text;
    if (!seed || (differs && options.reset)) await this.#append(fromFile, "file", this.#clock.now());
    return { differs: differs && !options.reset };
  }

  /** What is in force now. */
  current(): Organization {
    const now = this.#clock.now();
    for (let index = this.#snapshots.length - 1; index >= 0; index -= 1) {
      const snapshot = this.#snapshots[index] as Snapshot;
      if (snapshot.effectiveFrom <= now) return snapshot.organization;
    }
    return (this.#snapshots[0] as Snapshot).organization;
  }

  /** The newest, in force or not yet: what a cmdlet shows and edits. */
  latest(): Organization {
    return (this.#snapshots.at(-1) as Snapshot).organization;
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

  async #append(organization: Organization, source: string, effectiveFrom: number): Promise<void> {
    const now = this.#clock.now();
    await this.#db.write(async function appendSnapshot(tx) {
      await tx.run(
        "INSERT INTO configuration_snapshot (effective_from, created_at, source, organization) VALUES ($1, $2, $3, $4)",
        [effectiveFrom, now, source, JSON.stringify(organization)],
      );
    });
    this.#snapshots.push({ effectiveFrom, createdAt: now, organization: freeze(organization) });
  }
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
