// What changes in mailboxes that somebody looks at, told after its commit, whatever statement changed it: it is read from
// the log that the database writes of a mailbox while it is followed.
import type { ChangeInMailbox, MailboxChanges } from "../mailbox/changes/mailbox-changes.ts";
import { folderPath } from "../mailbox/folder-path.ts";
import type { Folders } from "../mailbox/folders.ts";
import type { Activity } from "../runtime/activity.ts";
import type { Clock } from "../runtime/clock.ts";

export interface MailboxEvent {
  readonly mailbox: string;
  /** "Inbox", "Projects/2026"; null for the mailbox as a whole, and for a folder that is gone. */
  readonly folder: string | null;
  /** Its number, as in the form "item-17"; null: the folder itself. */
  readonly item: number | null;
  /**
   * followed: changes are told from here on, and what was before is to be asked for. What is moved is deleted in one
   * folder and created in another.
   */
  readonly what: "followed" | "created" | "updated" | "deleted";
}

export interface MailboxEventsOptions {
  readonly changes: Pick<MailboxChanges, "follow" | "inMailboxes">;
  readonly folders: Folders;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly tell: (event: MailboxEvent) => void;
}

/** Changes read at once. */
const BATCH = 500;
/** Followers are swept after days: the term is written anew before. Virtual time. */
const RENEWED_MS = 24 * 3_600_000;

export class MailboxEvents {
  readonly #options: MailboxEventsOptions;
  /** How many look at each. */
  readonly #watched = new Map<string, number>();
  #seen: number | undefined;
  #renewAt = 0;
  #isWoken = false;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: MailboxEventsOptions) {
    this.#options = options;
  }

  /** Resolves once what changes is told. @returns how to leave. */
  async watch(mailboxes: readonly string[]): Promise<() => void> {
    for (const mailbox of mailboxes) this.#watched.set(mailbox, (this.#watched.get(mailbox) ?? 0) + 1);
    const position = await this.#follow(mailboxes);
    this.#seen ??= position;
    return () => {
      for (const mailbox of mailboxes) {
        const left = (this.#watched.get(mailbox) ?? 0) - 1;
        if (left > 0) this.#watched.set(mailbox, left);
        else this.#watched.delete(mailbox);
      }
      if (this.#watched.size === 0) this.#seen = undefined;
    };
  }

  /** After a commit. */
  wake(): void {
    if (this.#isWoken || this.#isStopped || this.#seen === undefined) return;
    this.#isWoken = true;
    const end = this.#options.activity.begin();
    setImmediate(() => {
      this.#isWoken = false;
      this.#looking = this.#looking.then(() => this.#look()).finally(end);
    });
  }

  /** After a reset, which removed what followed them: all are followed anew, and said to be. */
  async followAgain(): Promise<void> {
    if (this.#watched.size === 0) return;
    const mailboxes = [...this.#watched.keys()];
    await this.#looking;
    this.#seen = await this.#follow(mailboxes);
    for (const mailbox of mailboxes) this.#options.tell(followed(mailbox));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#looking;
  }

  async #follow(mailboxes: readonly string[]): Promise<number> {
    const { changes, clock } = this.#options;
    const now = clock.now();
    this.#renewAt = Math.min(this.#renewAt || Number.POSITIVE_INFINITY, now + RENEWED_MS);
    const positions: number[] = [];
    for (const mailbox of mailboxes) positions.push(await changes.follow(mailbox, now));
    return Math.min(...positions);
  }

  async #look(): Promise<void> {
    const { changes, clock, tell } = this.#options;
    if (this.#isStopped) return;
    const mailboxes = [...this.#watched.keys()];
    if (clock.now() >= this.#renewAt) {
      this.#renewAt = 0;
      await this.#follow(mailboxes);
    }
    for (let isMore = true; isMore && this.#seen !== undefined && !this.#isStopped; ) {
      const rows = await changes.inMailboxes(mailboxes, this.#seen, BATCH);
      for (const row of rows) tell(this.#describe(row));
      this.#seen = rows.at(-1)?.position ?? this.#seen;
      isMore = rows.length === BATCH;
    }
  }

  #describe({ mailbox, folderId, itemId, kind }: ChangeInMailbox): MailboxEvent {
    const { folders } = this.#options;
    const folder = folders.get(folderId);
    return { mailbox, folder: folder ? folderPath(folders, folder) : null, item: itemId, what: kind };
  }
}

export const followed = (mailbox: string): MailboxEvent => ({ mailbox, folder: null, item: null, what: "followed" });
