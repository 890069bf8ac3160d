// What is counted as mail, requests and commits pass: one place names every counter and histogram of a sandbox.
import type { RecallChange } from "../agents/recall/register.ts";
import type { SqliteOptions } from "../database/sqlite.ts";
import { ageByRealTime } from "../runtime/ids.ts";
import type { Counter, Histogram, Metrics } from "../runtime/metrics.ts";
import type { ListenerWatch } from "../smtp/listener.ts";
import { isPositive, isTransient } from "../smtp/reply.ts";
import type { CommittedEvent } from "../trace/tracking-log.ts";
import type { SendAttempt } from "../transport/services.ts";

/** Seconds; what a person waits for ends at some minutes. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const BATCHES = [1, 2, 5, 10, 20, 50, 100, 200, 500];

export interface Meters {
  readonly ofDatabase: Required<Pick<SqliteOptions, "committed" | "commitFailed">>;
  /** What a listener of that name tells. */
  listener(name: string): ListenerWatch;
  tracked(event: CommittedEvent): void;
  sent(attempt: SendAttempt): void;
  recallChanged(change: RecallChange): void;
  answered(surface: string, status: number, ms: number): void;
  reloaded(isGood: boolean): void;
}

export function createMeters(metrics: Metrics): Meters {
  return {
    ofDatabase: databaseMeters(metrics),
    ...mailMeters(metrics),
    ...recallMeters(metrics),
    ...httpMeters(metrics),
    ...reloadMeters(metrics),
  };
}

function databaseMeters(metrics: Metrics): Meters["ofDatabase"] {
  const size = metrics.histogram({
    name: "recall_sandbox_database_commit_writes",
    help: "Writes that one commit put on disk together.",
    buckets: BATCHES,
  })();
  const duration = metrics.histogram({
    name: "recall_sandbox_database_commit_duration_seconds",
    help: "From the begin of a transaction to the end of its commit.",
    buckets: COMMIT_SECONDS,
  })();
  const failures = metrics.counter({
    name: "recall_sandbox_database_commit_failures_total",
    help: "Commits that failed, a full disk for instance: everything in them was undone.",
  })();
  return {
    committed(writes, ms) {
      size.observe(writes);
      duration.observe(ms / 1000);
    },
    commitFailed: () => failures.inc(),
  };
}

function mailMeters(metrics: Metrics): Pick<Meters, "listener" | "tracked" | "sent"> {
  const received = metrics.counter({
    name: "recall_sandbox_messages_received_total",
    help: "Messages by where they came in: an SMTP listener, HTTP or an agent. accepted: on disk; deferred: 4xx; rejected: 5xx.",
    labels: ["entry", "result"],
  });
  const bytes = metrics.counter({
    name: "recall_sandbox_received_bytes_total",
    help: "Bytes of messages that SMTP listeners read, accepted or not.",
    labels: ["listener"],
  });
  const replies = metrics.counter({
    name: "recall_sandbox_smtp_error_replies_total",
    help: "Replies of SMTP listeners that refuse: 4xx for now, 5xx for good.",
    labels: ["listener", "class"],
  });
  return {
    listener(name) {
      const [accepted, deferred, rejected] = ["accepted", "deferred", "rejected"].map((result) =>
        received(name, result),
      ) as [Counter, Counter, Counter];
      const [temporary, permanent] = [replies(name, "4xx"), replies(name, "5xx")];
      const read = bytes(name);
      return {
        replied(code) {
          if (code >= 400) (code < 500 ? temporary : permanent).inc();
        },
        received(reply, size) {
          read.inc(size);
          (isPositive(reply) ? accepted : isTransient(reply) ? deferred : rejected).inc();
        },
      };
    },
    tracked: trackingMeter(metrics, received),
    sent: sendMeter(metrics),
  };
}

/** Results of a delivery to mailboxes, by the event that tells of them. */
const DELIVERIES: Readonly<Record<string, string>> = {
  DELIVER: "delivered",
  DUPLICATEDELIVER: "duplicate",
  DROP: "dropped",
  DEFER: "deferred",
};

function trackingMeter(metrics: Metrics, received: (...labels: string[]) => Counter): Meters["tracked"] {
  const events = metrics.counter({
    name: "recall_sandbox_tracking_events_total",
    help: "Events of the message tracking log.",
    labels: ["event", "source"],
  });
  const deliveries = metrics.counter({
    name: "recall_sandbox_mailbox_deliveries_total",
    help: "Copies for mailboxes by what became of them.",
    labels: ["result"],
  });
  const trips = metrics.histogram({
    name: "recall_sandbox_delivery_duration_seconds",
    help: "From acceptance to the mailbox by real time; route via_connector: with all passes through smart hosts.",
    labels: ["route"],
    buckets: SECONDS,
  });
  return ({ item, event }) => {
    events(event.eventId, event.source).inc();
    if (event.eventId === "RECEIVE" && event.source !== "SMTP") received(event.source.toLowerCase(), "accepted").inc();
    if (event.source !== "STOREDRIVER") return;
    const result = DELIVERIES[event.eventId];
    if (result) deliveries(result).inc(event.recipients.length);
    if (result !== "delivered") return;
    const isDirect = item.journeyId === item.networkMessageId;
    trips(isDirect ? "direct" : "via_connector").observe(ageByRealTime(item.journeyId) / 1000);
  };
}

function sendMeter(metrics: Metrics): Meters["sent"] {
  const durations = metrics.histogram({
    name: "recall_sandbox_send_duration_seconds",
    help: "Attempts to hand a message to a next hop, from the wish for a connection to the reply.",
    labels: ["hop"],
    buckets: SECONDS,
  });
  const recipients = metrics.counter({
    name: "recall_sandbox_send_recipients_total",
    help: "Recipients of those attempts: sent, deferred (tried again later) or failed.",
    labels: ["hop", "outcome"],
  });
  return ({ hop, ms, sent, deferred, failed }) => {
    durations(hop).observe(ms / 1000);
    if (sent > 0) recipients(hop, "sent").inc(sent);
    if (deferred > 0) recipients(hop, "deferred").inc(deferred);
    if (failed > 0) recipients(hop, "failed").inc(failed);
  };
}

function recallMeters(metrics: Metrics): Pick<Meters, "recallChanged"> {
  const requested = metrics.counter({
    name: "recall_sandbox_recalls_requested_total",
    help: "Recall requests that were registered.",
  })();
  const outcomes = metrics.counter({
    name: "recall_sandbox_recall_outcomes_total",
    help: "What a recall came to for a recipient, as reported, and the true reason behind it.",
    labels: ["status", "reason"],
  });
  return {
    recallChanged({ address, status, trueReason }) {
      if (status === "requested") requested.inc();
      if (address !== null && status !== "pending") outcomes(status, trueReason ?? "none").inc();
    },
  };
}

function httpMeters(metrics: Metrics): Pick<Meters, "answered"> {
  const requests = metrics.counter({
    name: "recall_sandbox_http_requests_total",
    help: "HTTP requests by surface and class of their status.",
    labels: ["surface", "class"],
  });
  const durations = metrics.histogram({
    name: "recall_sandbox_http_request_duration_seconds",
    help: "HTTP requests until their answer began. Surface wait: until what was waited for came, or time was up.",
    labels: ["surface"],
    buckets: SECONDS,
  });
  return {
    answered(surface, status, ms) {
      requests(surface, `${Math.floor(status / 100)}xx`).inc();
      (durations(surface) as Histogram).observe(ms / 1000);
    },
  };
}

function reloadMeters(metrics: Metrics): Pick<Meters, "reloaded"> {
  const reloads = metrics.counter({
    name: "recall_sandbox_config_reloads_total",
    help: "Reloads of the configuration: applied, or refused because it is not right.",
    labels: ["result"],
  });
  const [applied, refused] = [reloads("applied"), reloads("refused")];
  return { reloaded: (isGood) => (isGood ? applied : refused).inc() };
}
