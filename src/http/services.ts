// What HTTP is served from. A Sandbox has all of it; declared here so that sandbox.ts and http/ don't import each other.
import type { RecallRegister } from "../agents/recall/register.ts";
import type { RecallRequests } from "../agents/recall/request.ts";
import type { InternetSink } from "../internet/sink.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import type { ConfigurationStore } from "../organization/configuration-store.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Legs } from "../trace/legs.ts";
import type { TrackingLog } from "../trace/tracking-log.ts";
import type { QueueRepository } from "../transport/queue/queue-repository.ts";

export interface HttpServices {
  /** By listener: submission, inbound, return, … */
  readonly ports: object;
  /** Whom clients of the listeners are to trust. */
  readonly certificates: { readonly ca: { readonly cert: string } };
  readonly configurations: Pick<ConfigurationStore, "current" | "latest" | "change" | "times">;
  /** How long deleted items are kept. */
  readonly configuration: { readonly retention: { readonly recoverableItemsMs: number } };
  readonly clock: Pick<Clock, "now">;
  readonly mailboxes: MailboxStore;
  readonly tracking: Pick<TrackingLog, "find">;
  readonly legs: Pick<Legs, "list" | "find" | "bytes">;
  readonly queue: Pick<QueueRepository, "counts">;
  readonly recalls: RecallRegister;
  readonly recallRequests: Pick<RecallRequests, "request">;
  readonly internet: Pick<InternetSink, "list" | "bytes">;
  /** Moves virtual time; resolves when nothing is in flight any more. */
  advance(ms: number): Promise<void>;
  /** Not ready to take mail: why. */
  unready(): string[];
}
