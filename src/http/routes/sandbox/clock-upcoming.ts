// /api/clock/upcoming: what will happen when time moves on, as far as it is known now.
import type { Recall } from "../../../agents/recall/register.ts";
import type { UpcomingItem } from "../../../transport/queue/queue-repository.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { instant, limit } from "./shared.ts";

const KINDS = [
  "retry",
  "leavesOutbox",
  "approvalExpires",
  "quarantineExpires",
  "recallIsFinal",
  "smartHost",
  "retention",
] as const;

const upcoming = z
  .object({
    at: instant,
    kind: z.enum(KINDS),
    sentence: z.string(),
    subject: z.string().nullable().describe("of the message that it happens to"),
    journeyId: z.string().nullable(),
    messageId: z.string().nullable().describe("of a recall request"),
  })
  .openapi("Upcoming", { description: "What is due at a later time." });

type Upcoming = z.input<typeof upcoming>;
type Services = Pick<HttpServices, "clock" | "queue" | "recalls" | "configurations" | "smartHost" | "housekeeping">;

export function addUpcoming(api: Api, services: Services): void {
  api.add(
    {
      id: "listUpcoming",
      method: "get",
      path: "/clock/upcoming",
      group: "clock",
      summary: "What will happen when time moves on: retries, ends of recalls, expiry, retention; earliest first",
      description: "Each may cause more: what is tried again may fail again, and is then due later.",
      query: { limit: limit(50, 500) },
      answer: z.object({ now: instant, upcoming: z.array(upcoming) }),
    },
    async ({ query }) => {
      const now = services.clock.now();
      const { expirationMs } = services.configurations.current().transportConfig;
      const [mail, recalls] = await Promise.all([
        services.queue.upcoming(now, query.limit),
        services.recalls.upcoming(query.limit),
      ]);
      const all = [
        ...mail.map((item) => ofMail(item, expirationMs)),
        ...recalls.map(ofRecall),
        ...ofClockwork(services),
      ];
      all.sort((a, b) => a.at.localeCompare(b.at));
      return { now: new Date(now).toISOString(), upcoming: all.slice(0, query.limit) };
    },
  );
}

function ofMail({ queue, dueAt, subject, journeyId, ...item }: UpcomingItem, expirationMs: number): Upcoming {
  const about = { at: iso(dueAt), subject, journeyId, messageId: null };
  if (queue === "outbox") return { ...about, kind: "leavesOutbox", sentence: "Leaves its sender's Outbox." };
  if (queue === "moderation")
    return { ...about, kind: "approvalExpires", sentence: "Expires, if no moderator has decided." };
  if (queue === "quarantine") return { ...about, kind: "quarantineExpires", sentence: "Is removed from quarantine." };
  const end = item.queuedAt + expirationMs;
  const until = `after ${iso(end)
    .replace("T", " ")
    .replace(/:\d\d\.\d+Z/, " UTC")} it is returned`;
  const sentence = `Is tried again (${hopOf(item.nextHop)}, attempt ${item.attempts + 1}); ${until}. ${item.lastError ?? ""}`;
  return { ...about, kind: "retry", sentence: sentence.trim() };
}

function hopOf(nextHop: string): string {
  if (nextHop === "mailbox") return "to the mailbox";
  if (nextHop === "internet") return "to the internet";
  return nextHop === "" ? "categorizer" : `over ${nextHop.replace(/^connector:/, "")}`;
}

const ofRecall = ({ deadline, subject, requestMessageId }: Recall): Upcoming => ({
  at: iso(deadline),
  kind: "recallIsFinal",
  sentence: "The recall's time is over: recipients without an outcome become final, as failed.",
  ...{ subject, journeyId: null, messageId: requestMessageId },
});

function ofClockwork({ smartHost, housekeeping }: Services): Upcoming[] {
  const nothing = { subject: null, journeyId: null, messageId: null };
  const { nextDelayed } = smartHost.state();
  return [
    ...(nextDelayed === undefined
      ? []
      : [
          {
            ...{ ...nothing, at: iso(nextDelayed), kind: "smartHost" as const },
            sentence: "The built-in smart host hands on mail that it kept.",
          },
        ]),
    {
      ...{ ...nothing, at: iso(housekeeping.nextRun()), kind: "retention" },
      sentence: "What is older or larger than the retention settings allow is removed.",
    },
  ];
}

const iso = (at: number): string => new Date(at).toISOString();
