// What is refused, and from whom.
import type { SettingDeclaration } from "./declaration.ts";

export const LIMITS_SETTINGS = {
  "limits.maxMessageSize": {
    type: "size",
    min: "64KB",
    default: "35MB",
    sentence: "Larger messages are refused with 552 5.3.4.",
  },
  "limits.maxRecipients": {
    type: "count",
    min: 1,
    max: 1_000_000,
    unit: "recipients",
    default: 1000,
    sentence: "Recipients of one message before groups are expanded.",
  },
  "limits.maxHeaderSize": { type: "size", min: "1KB", default: "256KB", sentence: "Larger header blocks are refused." },
  "limits.maxLineLength": {
    type: "count",
    min: 1000,
    max: 16_777_216,
    unit: "bytes",
    default: 65_536,
    sentence: "Longer lines in a message are refused.",
  },
  "limits.maxConnections": {
    type: "count",
    min: 1,
    max: 10_000,
    unit: "connections",
    default: 500,
    sentence: "Connections that one SMTP listener keeps open; further clients get 421.",
  },
  "limits.maxBadCommands": {
    type: "count",
    min: 1,
    max: 1000,
    unit: "commands",
    default: 10,
    sentence: "A client that sends more commands we can't read is turned away with 421.",
  },
  "limits.idleTimeout": {
    type: "duration",
    min: "1s",
    default: "5m",
    sentence: "A silent SMTP client is turned away after this.",
  },
  "limits.minFreeDisk": {
    type: "size",
    default: "256MB",
    sentence: "With less disk space left, mail is refused with 452 4.3.1.",
  },
} as const satisfies Record<string, SettingDeclaration>;
