// How long what is kept, and what counts as quiet.
import type { SettingDeclaration } from "./declaration.ts";

export const RETENTION_SETTINGS = {
  "retention.legs": { type: "duration", default: "14d", sentence: "How long captured legs and transcripts are kept." },
  "retention.legsMaxSize": {
    type: "size",
    default: "2GB",
    sentence: "Beyond this much the oldest captured legs go first.",
  },
  "retention.trace": { type: "duration", default: "90d", sentence: "How long tracking events are kept." },
  "retention.deliveredLedger": {
    type: "duration",
    default: "7d",
    sentence: "How long a second copy of a delivered message is recognised as a duplicate.",
  },
  "retention.recoverableItems": {
    type: "duration",
    default: "14d",
    sentence: "How long deleted items stay in Recoverable Items (RetainDeletedItemsFor).",
  },
  "retention.submitted": {
    type: "duration",
    default: "3653d",
    sentence: "How long a submitted message is remembered for recall; the largest age that can be set.",
  },

  "clock.foreignQuiet": {
    type: "duration",
    default: "500ms",
    sentence:
      "With a foreign smart host in the loop, this long without traffic counts as quiet when the clock is advanced.",
  },
} as const satisfies Record<string, SettingDeclaration>;
