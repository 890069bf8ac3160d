// How mail is moved.
import type { SettingDeclaration } from "./declaration.ts";

export const TRANSPORT_SETTINGS = {
  "transport.maxHopCount": {
    type: "count",
    min: 1,
    max: 500,
    unit: "Received fields",
    default: 60,
    sentence: "A message with more Received fields than this is in a loop and is refused with 5.4.14.",
  },
  "transport.retrySchedule": {
    type: "durations",
    // Exchange: QueueGlitchRetryCount 4 × 1 min, TransientFailureRetryCount 6 × 5 min, then every 10 min
    // (OutboundConnectionFailureRetryInterval of a mailbox server). learn.microsoft.com/exchange/mail-flow/queues/message-intervals
    default: ["1m", "1m", "1m", "1m", "5m", "5m", "5m", "5m", "5m", "5m", "10m"],
    sentence: "Waits between attempts to reach a next hop; the last one repeats.",
  },
  "transport.delayNotification": {
    type: "duration",
    default: "4h",
    min: "1m",
    sentence: "The sender is told of a delay once a message waited this long.",
  },
  "transport.expiration": {
    type: "duration",
    default: "24h",
    min: "1m",
    max: "7d",
    sentence: "A message that waited this long fails with an NDR.",
  },
  "transport.maxConcurrencyPerNextHop": {
    type: "count",
    min: 1,
    max: 1000,
    unit: "connections",
    default: 20,
    sentence: "Connections open to one next hop at a time.",
  },
  "transport.rulesApplyToSystemMessages": {
    type: "boolean",
    default: false,
    sentence: "Whether transport rules see notifications, alerts and journal reports.",
  },
  "transport.attachmentScanLimit": {
    type: "size",
    min: "1KB",
    default: "1MB",
    sentence: "How much text of an attachment rules read, and of a body for patterns; the rest they don't see.",
  },
  "transport.quarantineRetention": {
    type: "duration",
    default: "30d",
    min: "1d",
    max: "30d",
    sentence: "How long a message stays in quarantine (QuarantineRetentionPeriod); then it is deleted.",
  },
  "transport.journalingReportNdrTo": {
    type: "optionalText",
    default: null,
    sentence: "Address that hears of journal reports that can't be delivered; rules and journals leave its mail alone.",
  },
} as const satisfies Record<string, SettingDeclaration>;
