// Journeys of one sandbox, wired and running.
import type { RecallRegister } from "../agents/recall/register.ts";
import type { ContentStore } from "../database/content-store.ts";
import type { Database } from "../database/database.ts";
import type { MailboxChanges } from "../mailbox/changes/mailbox-changes.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import type { SubmittedMessages } from "../mailbox/submitted-messages.ts";
import type { Organization } from "../organization/organization.ts";
import type { Activity } from "../runtime/activity.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Legs } from "../trace/legs.ts";
import type { TrackingLog } from "../trace/tracking-log.ts";
import { EventStream } from "./event-stream.ts";
import { JourneyRepository } from "./journey-repository.ts";
import { Journeys } from "./journeys.ts";
import { MailboxEvents } from "./mailbox-events.ts";
import { Projector } from "./projector.ts";

export interface OpenJourneysOptions {
  readonly db: Database;
  readonly tracking: TrackingLog;
  readonly legs: Legs;
  readonly recalls: RecallRegister;
  readonly submitted: SubmittedMessages;
  readonly contents: ContentStore;
  readonly mailboxes: Pick<MailboxStore, "folders">;
  readonly changes: MailboxChanges;
  readonly organization: () => Organization;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: Log;
}

export interface OpenJourneys {
  readonly journeys: Journeys;
  readonly events: EventStream;
  /** What `wipe` removes is forgotten; nothing is projected meanwhile. */
  restart(wipe: () => Promise<void>): Promise<void>;
  /** After a reset: whoever looks at mailboxes is told of them again. */
  followAgain(): Promise<void>;
  /** After a commit. */
  wake(): void;
  /** Lets go of everybody who waits or reads; resolves when the last write is over. */
  stop(): Promise<void>;
}

export async function openJourneys(options: OpenJourneysOptions): Promise<OpenJourneys> {
  const repository = new JourneyRepository(options.db);
  const projector = new Projector({ ...options, repository });
  const journeys = new Journeys({ ...options, repository, projector });
  const mailboxEvents: MailboxEvents = new MailboxEvents({
    ...options,
    folders: options.mailboxes.folders,
    tell: (data) => events.tell({ type: "mailbox", data }),
  });
  const events = new EventStream({ ...options, repository, projector, mailboxEvents });
  await projector.start();
  return {
    journeys,
    events,
    restart: (wipe) => projector.restart(wipe),
    followAgain: () => mailboxEvents.followAgain(),
    wake: () => mailboxEvents.wake(),
    async stop() {
      journeys.close();
      events.close();
      await mailboxEvents.stop();
      await projector.stop();
    },
  };
}
