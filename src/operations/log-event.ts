// Tracking events as lines of the log: each step of a message at level debug, what became of it against its sender's
// wish at info.
import type { Log } from "../runtime/log.ts";
import type { TrackingEvent } from "../trace/events.ts";
import type { CommittedEvent } from "../trace/tracking-log.ts";

/** More are counted only. */
const NAMED = 5;

export function logEvent(log: Log, { item, event }: CommittedEvent): void {
  const { eventId, source, context, detail, recipients } = event;
  const level = eventId === "FAIL" ? "info" : "debug";
  if (level === "debug" && !log.isDebug) return;
  log[level](
    {
      message: item.networkMessageId,
      ...(item.journeyId !== item.networkMessageId && { journey: item.journeyId }),
      ...(context && { [contextName(event)]: context }),
      recipients:
        recipients.slice(0, NAMED).join(", ") + (recipients.length > NAMED ? `, … (${recipients.length})` : ""),
      ...(detail && { detail }),
    },
    eventId === "FAIL" ? "message failed" : `${eventId} ${source}`,
  );
}

/** What an event's context names depends on who tells of it. */
function contextName({ eventId, source }: TrackingEvent): "agent" | "hop" | "context" {
  if (source === "SMTP") return "hop";
  // AGENTINFO names the agent or the rule that it ran.
  return eventId !== "AGENTINFO" && (source === "AGENT" || source === "STOREDRIVER") ? "agent" : "context";
}
