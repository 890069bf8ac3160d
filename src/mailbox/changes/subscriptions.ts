// Who wants to be told of changes, and how far each has been told. Held in memory beside the rows: every commit asks.
import type { Database, SqlValue } from "../../database/database.ts";
import type { ChangeKind } from "./mailbox-changes.ts";

export interface Subscription {
  readonly id: string;
  readonly mailbox: string;
  /** Undefined: all folders that a reader sees. */
  readonly folderId: number | undefined;
  /** As its client named it. */
  readonly resource: string;
  readonly changeTypes: readonly ChangeKind[];
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string | undefined;
  readonly clientState: string | undefined;
  readonly immutableIds: boolean;
  /** Milliseconds UTC. */
  readonly expiresAt: number;
  /** In the log of changes: told as far as here. */
  readonly position: number;
  /** Failed in a row. */
  readonly attempts: number;
  readonly failingSince: number | undefined;
  readonly retryAt: number | undefined;
}

export type SubscriptionState = Pick<Subscription, "position" | "attempts" | "failingSince" | "retryAt">;

const COLUMNS = `id, mailbox, folder_id AS "folderId", resource, change_types AS "changeTypes",
  notification_url AS "notificationUrl", lifecycle_url AS "lifecycleNotificationUrl", client_state AS "clientState",
  immutable_ids AS "immutableIds", expires_at AS "expiresAt", position, attempts, failing_since AS "failingSince",
  retry_at AS "retryAt"`;

export class Subscriptions {
  readonly #db: Database;
  readonly #byId = new Map<string, Subscription>();
  #added: (id: string) => void = () => {};

  constructor(db: Database) {
    this.#db = db;
  }

  async load(): Promise<void> {
    this.#byId.clear();
    const rows = await this.#db.all<Record<string, SqlValue>>(`SELECT ${COLUMNS} FROM graph_subscription`);
    for (const row of rows) {
      const subscription = readRow(row);
      this.#byId.set(subscription.id, subscription);
    }
  }

  /** Told of each one that is added. */
  onAdded(listener: (id: string) => void): void {
    this.#added = listener;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Subscription | undefined {
    return this.#byId.get(id);
  }

  all(): Subscription[] {
    return [...this.#byId.values()];
  }

  async add(added: Subscription): Promise<void> {
    await this.#db.write(async (tx) => {
      await tx.run(
        `INSERT INTO graph_subscription (id, mailbox, folder_id, resource, change_types, notification_url, lifecycle_url,
           client_state, immutable_ids, expires_at, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          added.id,
          added.mailbox,
          added.folderId ?? null,
          added.resource,
          added.changeTypes.join(","),
          added.notificationUrl,
          added.lifecycleNotificationUrl ?? null,
          added.clientState ?? null,
          added.immutableIds ? 1 : 0,
          added.expiresAt,
          added.position,
        ],
      );
      tx.afterCommit(() => {
        this.#byId.set(added.id, added);
        this.#added(added.id);
      });
    });
  }

  /** Renewed, or sent elsewhere from now on. */
  async renew(id: string, change: Pick<Subscription, "expiresAt" | "notificationUrl">): Promise<void> {
    await this.#change(id, change, (tx) =>
      tx.run("UPDATE graph_subscription SET expires_at = $1, notification_url = $2 WHERE id = $3", [
        change.expiresAt,
        change.notificationUrl,
        id,
      ]),
    );
  }

  async proceed(id: string, state: SubscriptionState): Promise<void> {
    await this.#change(id, state, (tx) =>
      tx.run(
        "UPDATE graph_subscription SET position = $1, attempts = $2, failing_since = $3, retry_at = $4 WHERE id = $5",
        [state.position, state.attempts, state.failingSince ?? null, state.retryAt ?? null, id],
      ),
    );
  }

  async remove(id: string): Promise<void> {
    await this.#db.write(async (tx) => {
      await tx.run("DELETE FROM graph_subscription WHERE id = $1", [id]);
      tx.afterCommit(() => this.#byId.delete(id));
    });
  }

  async #change(
    id: string,
    change: Partial<Subscription>,
    write: (tx: Parameters<Parameters<Database["write"]>[0]>[0]) => Promise<number>,
  ): Promise<void> {
    await this.#db.write(async (tx) => {
      await write(tx);
      tx.afterCommit(() => {
        // It may have been removed meanwhile.
        const known = this.#byId.get(id);
        if (known) this.#byId.set(id, { ...known, ...change });
      });
    });
  }
}

function readRow(row: Record<string, SqlValue>): Subscription {
  const present = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined]));
  return {
    ...(present as unknown as Subscription),
    changeTypes: String(row.changeTypes).split(",") as ChangeKind[],
    immutableIds: row.immutableIds === 1,
  };
}
