// Tells subscribers of changes, each in order and at least once: how far one was told is written after its answer. One
// that does not answer is tried again for four hours of virtual time. Microsoft Graph: receive change notifications
// through webhooks
import type { MailboxChange, MailboxChanges } from "../../mailbox/changes/mailbox-changes.ts";
import type { Subscription, Subscriptions } from "../../mailbox/changes/subscriptions.ts";
import type { MailboxStore } from "../../mailbox/mailbox-store.ts";
import type { Organization } from "../../organization/organization.ts";
import type { Activity } from "../../runtime/activity.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { missed, notification, type Told, toTell } from "./notification.ts";
import { post, whyNotAsked } from "./post.ts";

export interface NotifierOptions {
  readonly subscriptions: Subscriptions;
  readonly changes: MailboxChanges;
  readonly mailboxes: MailboxStore;
  readonly organization: () => Organization;
  readonly allowedDestinations: () => readonly string[];
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: Log;
}

/** Changes that one request tells of. */
const AT_ONCE = 100;
const SECOND = 1000;
const RETRIES_MS = [10, 30, 60, 300, 900, 1800, 3600].map((seconds) => seconds * SECOND);
const GIVEN_UP_MS = 4 * 3600 * SECOND;

export class Notifier {
  readonly #options: NotifierOptions;
  readonly #stopping = new AbortController();
  /** Subscriptions that are being served, and whether there is more meanwhile. */
  readonly #serving = new Map<string, { again: boolean }>();
  readonly #retries = new Map<string, () => void>();
  #seen = 0;
  #isWoken = false;

  constructor(options: NotifierOptions) {
    this.#options = options;
    // Something may have changed while it was being made.
    options.subscriptions.onAdded((id) => this.#serve(id));
  }

  /** What was told of only in part goes on. */
  async start(): Promise<void> {
    this.#seen = await this.#options.changes.position();
    for (const { id, retryAt } of this.#options.subscriptions.all()) {
      if (retryAt === undefined) this.#serve(id);
      else this.#retryAt(id, retryAt);
    }
  }

  /** After a commit: once all that this turn of the loop does is done, whoever follows what changed is told. */
  wake(): void {
    if (this.#isWoken || this.#options.subscriptions.size === 0 || this.#stopping.signal.aborted) return;
    this.#isWoken = true;
    const end = this.#options.activity.begin();
    setImmediate(() => {
      this.#isWoken = false;
      void this.#look().finally(end);
    });
  }

  /** What is on its way is given up; it is told after the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const cancel of this.#retries.values()) cancel();
    while (this.#serving.size > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async #look(): Promise<void> {
    const { changes, subscriptions } = this.#options;
    if (this.#stopping.signal.aborted) return;
    const since = this.#seen;
    this.#seen = await changes.position();
    if (this.#seen === since) return;
    const changed = new Set(await changes.mailboxes(since));
    for (const { id, mailbox, retryAt } of subscriptions.all())
      if (changed.has(mailbox) && retryAt === undefined) this.#serve(id);
  }

  #serve(id: string): void {
    const running = this.#serving.get(id);
    if (running) running.again = true;
    if (running || this.#stopping.signal.aborted) return;
    const state = { again: true };
    this.#serving.set(id, state);
    const end = this.#options.activity.begin();
    void (async () => {
      while (state.again) {
        state.again = false;
        while (await this.#tellSome(id));
      }
    })()
      .catch((error: unknown) => this.#options.log.error({ err: error, subscription: id }, "notifying failed"))
      .finally(() => {
        this.#serving.delete(id);
        end();
      });
  }

  /** @returns whether there may be more. */
  async #tellSome(id: string): Promise<boolean> {
    const { subscriptions, changes, clock } = this.#options;
    const subscription = subscriptions.get(id);
    if (!subscription || this.#stopping.signal.aborted) return false;
    if (subscription.expiresAt <= clock.now()) {
      await subscriptions.remove(id);
      return false;
    }
    const { mailbox, folderId, position } = subscription;
    const some = await changes.log(mailbox, folderId, position, AT_ONCE);
    const last = some.at(-1);
    if (!last) return false;
    const told = toTell(subscription, this.#visible(subscription, some));
    const failure = told.length === 0 ? undefined : await this.#tell(subscription, told);
    if (this.#stopping.signal.aborted) return false;
    if (failure !== undefined) return this.#failed(subscription, failure);
    await subscriptions.proceed(id, { position: last.position, ...FINE });
    return true;
  }

  /** Of a mailbox what lies in folders that its reader sees. */
  #visible({ folderId }: Subscription, changes: readonly MailboxChange[]): readonly MailboxChange[] {
    if (folderId !== undefined) return changes;
    const { folders } = this.#options.mailboxes;
    return changes.filter((change) => {
      const folder = folders.get(change.folderId);
      return !folder || folders.isWithin(folder, "msgfolderroot");
    });
  }

  async #tell(subscription: Subscription, told: readonly Told[]): Promise<string | undefined> {
    const { mailboxes, organization } = this.#options;
    const there = await mailboxes.list(subscription.mailbox, { ids: told.map(({ itemId }) => itemId) });
    const items = new Map(there.map((item) => [item.id, item]));
    const value = told.map((one) =>
      notification(subscription, organization(), one, one.kind === "deleted" ? undefined : items.get(one.itemId)),
    );
    return this.#post(subscription.notificationUrl, value);
  }

  async #post(url: string, value: readonly object[]): Promise<string | undefined> {
    // The configuration may have changed since.
    const refused = whyNotAsked(url, this.#options.allowedDestinations());
    if (refused !== undefined) return refused;
    try {
      const body = { type: "application/json; charset=utf-8", text: JSON.stringify({ value }) };
      const { status } = await post(url, body, this.#stopping.signal);
      return status >= 200 && status < 300 ? undefined : `it answered ${status}`;
    } catch (error) {
      return `${(error as { cause?: Error }).cause?.message ?? (error as Error).message}`;
    }
  }

  async #failed(subscription: Subscription, why: string): Promise<boolean> {
    const { subscriptions, changes, clock, log } = this.#options;
    const { id, attempts, failingSince = clock.now(), position, lifecycleNotificationUrl } = subscription;
    log.warn({ subscription: id, attempts: attempts + 1 }, `a notification was not taken: ${why}`);
    if (clock.now() - failingSince < GIVEN_UP_MS) {
      const delay = RETRIES_MS[Math.min(attempts, RETRIES_MS.length - 1)] ?? 0;
      const retryAt = Math.min(clock.now() + delay, failingSince + GIVEN_UP_MS);
      await subscriptions.proceed(id, { position, attempts: attempts + 1, failingSince, retryAt });
      this.#retryAt(id, retryAt);
      return false;
    }
    log.warn({ subscription: id }, "notifications of four hours were given up");
    await subscriptions.proceed(id, { position: await changes.position(), ...FINE });
    if (lifecycleNotificationUrl)
      await this.#post(lifecycleNotificationUrl, [missed(subscription, this.#options.organization())]);
    return true;
  }

  #retryAt(id: string, at: number): void {
    this.#retries.get(id)?.();
    const cancel = this.#options.clock.at(at, () => {
      this.#retries.delete(id);
      this.#serve(id);
    });
    this.#retries.set(id, cancel);
  }
}

const FINE = { attempts: 0, failingSince: undefined, retryAt: undefined } as const;
