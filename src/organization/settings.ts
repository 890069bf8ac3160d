// Every scalar setting, declared once: file, cmdlets, HTTP and docs derive from this table. Names are paths in the file.

export type SettingDeclaration = { readonly sentence: string; readonly unit?: string } & (
  | {
      readonly type: "choice";
      readonly values: readonly string[];
      readonly default: string;
    }
  | { readonly type: "boolean"; readonly default: boolean }
  /** true, false or null; null is stored, echoed and acts as the sentence says. */
  | { readonly type: "triState"; readonly default: boolean | null }
  | { readonly type: "count"; readonly min: number; readonly max: number; readonly default: number }
  | { readonly type: "port"; readonly default: number }
  | { readonly type: "optionalPort"; readonly default: number | null }
  /** Written "5m", held in milliseconds. */
  | { readonly type: "duration"; readonly min?: string; readonly max?: string; readonly default: string }
  | { readonly type: "durations"; readonly default: readonly string[] }
  /** Written "35MB", held in bytes. */
  | { readonly type: "size"; readonly min?: string; readonly default: string }
  | { readonly type: "text"; readonly default: string }
  | { readonly type: "optionalText"; readonly default: string | null }
  | { readonly type: "texts"; readonly default: readonly string[] }
);

export const SETTINGS = {
  "organization.name": {
    type: "text",
    default: "contoso.com",
    sentence: "The tenant's name and default accepted domain.",
  },
  "organization.tenantId": {
    type: "optionalText",
    default: null,
    sentence: "The tenant's GUID in CrossTenant headers; null derives it from the name.",
  },
  "organization.hostname": {
    type: "optionalText",
    default: null,
    sentence: "Host name in greetings and Received lines; null is mail. and the organization's name.",
  },
  "organization.defaultPassword": {
    type: "optionalText",
    default: "sandbox",
    sentence: "Password of regular mailboxes that name none of their own; null: those can't sign in.",
  },

  "service.level": {
    type: "choice",
    values: ["2023-04", "2024-08", "2026-09"],
    default: "2026-09",
    sentence: "Which state of the service's recall is emulated: 2023-04 finds the original by its search key alone.",
  },
  "service.propagationDelay": {
    type: "duration",
    default: "0s",
    max: "1d",
    sentence: "How long a changed setting takes to act; about an hour in the real service.",
  },
  "service.recallReportGenerated": {
    type: "boolean",
    default: true,
    sentence: "Test knob: the value stamped on recall requests as recallreportgenerated.",
  },
  "service.language": {
    type: "choice",
    values: ["en", "de", "ja", "zh-CN"],
    default: "en",
    sentence: "Language of recall reports and alerts; a mailbox may have its own.",
  },

  "organizationConfig.messageRecallEnabled": {
    type: "triState",
    default: null,
    sentence: "Cloud-based recall; null acts as true, false goes back to recall by the recipient's Outlook.",
  },
  "organizationConfig.recallReadMessagesEnabled": {
    type: "triState",
    default: null,
    sentence: "Whether messages that were read are recalled too; null acts as true.",
  },
  "organizationConfig.messageRecallMaxRecallableAge": {
    type: "duration",
    min: "5m",
    max: "3653d",
    default: "365d",
    sentence: "A message older than this can't be recalled.",
  },
  "organizationConfig.messageRecallAlertRecipientsEnabled": {
    type: "boolean",
    default: false,
    sentence: "Tell recipients that a message was recalled from their mailbox.",
  },
  "organizationConfig.messageRecallAlertRecipientsReadMessagesOnlyEnabled": {
    type: "boolean",
    default: false,
    sentence: "Tell them only of messages they had read; needs messageRecallAlertRecipientsEnabled.",
  },
  "organizationConfig.rejectDirectSend": {
    type: "boolean",
    default: false,
    sentence: "Refuse anonymous mail from an accepted domain that no inbound connector vouches for.",
  },

  "crossTenantRecall.crossTenantRecallEnabled": {
    type: "boolean",
    default: false,
    sentence: "Let tenants that are named recall what they sent here. From service level 2026-09.",
  },
  "crossTenantRecall.allowedSenderTenantIds": {
    type: "texts",
    default: [],
    sentence: "GUIDs of the tenants whose recalls are honoured.",
  },

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
  "transport.journalingReportNdrTo": {
    type: "optionalText",
    default: null,
    sentence: "Address that hears of journal reports that can't be delivered; rules and journals leave its mail alone.",
  },

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

  "listeners.host": { type: "text", default: "127.0.0.1", sentence: "Address that all listeners bind to." },
  "listeners.submission": { type: "port", default: 2587, sentence: "SMTP submission with AUTH." },
  "listeners.inbound": {
    type: "port",
    default: 2525,
    sentence: "SMTP from everywhere else (what an MX record names).",
  },
  "listeners.return": {
    type: "port",
    default: 2528,
    sentence: "SMTP back from smart hosts; inbound connectors by address are matched here.",
  },
  "listeners.smartHost": { type: "port", default: 2526, sentence: "The built-in smart host." },
  "listeners.internet": { type: "port", default: 2527, sentence: "The sink that stands for every other domain." },
  "listeners.onPremises": {
    type: "optionalPort",
    default: null,
    sentence: "The on-premises sink; null: there is none.",
  },
  "listeners.http": { type: "port", default: 8025, sentence: "Web pages, APIs and metrics." },
  "listeners.xclientFrom": { type: "texts", default: [], sentence: "Addresses or ranges whose XCLIENT is believed." },
  "listeners.proxyFrom": {
    type: "texts",
    default: [],
    sentence: "Addresses or ranges of proxies whose PROXY header is believed.",
  },

  "http.token": {
    type: "optionalText",
    default: null,
    sentence: "What every HTTP request must bring as its bearer token; beyond loopback there must be one.",
  },
  "http.hostNames": {
    type: "texts",
    default: [],
    sentence: "Names, besides its own, under which HTTP may be asked: of a container, of a proxy in front.",
  },
  "http.maxRequestsPerSecond": {
    type: "count",
    min: 1,
    max: 1_000_000,
    unit: "requests",
    default: 2000,
    sentence: "Requests of one client a second, twice as many at once after a pause; further ones get 429.",
  },
  "http.maxConcurrentRequests": {
    type: "count",
    min: 1,
    max: 10_000,
    unit: "requests",
    default: 100,
    sentence:
      "Requests worked on at a time; others wait their turn. Those that wait for mail or follow events don't count.",
  },
  "http.maxConnections": {
    type: "count",
    min: 10,
    max: 100_000,
    unit: "connections",
    default: 4000,
    sentence: "Connections that the HTTP server keeps open; further ones are closed at once.",
  },
  "http.requestTimeout": {
    type: "duration",
    min: "1s",
    max: "1h",
    default: "30s",
    sentence: "A request that has not arrived whole after this is cut off with 408; its header after 10 seconds.",
  },

  "smartHost.enabled": { type: "boolean", default: true, sentence: "Whether the built-in smart host runs." },
  "smartHost.preset": {
    type: "choice",
    values: [
      "transparent",
      "signature",
      "re-serialises",
      "strips-exchange-headers",
      "rewrites-message-id",
      "strip-tnef",
      "unpack-tnef",
      "rewrite-correlator",
      "keep-tnef",
      "stamp-text-part-only",
      "re-encode-winmail",
      "rename-winmail",
      "drops-loop-header",
    ],
    default: "signature",
    sentence: "What the built-in smart host does to mail.",
  },
  "smartHost.signature.text": {
    type: "text",
    default: "Contoso Ltd | signed by the recall-sandbox smart host",
    sentence: "Signature added to plain text.",
  },
  "smartHost.signature.html": {
    type: "text",
    default: "<p>Contoso Ltd | signed by the <b>recall-sandbox</b> smart host</p>",
    sentence: "Signature added to HTML.",
  },

  "agents.folder": {
    type: "optionalText",
    default: null,
    sentence: "Folder with agents of your own, one .ts or .js file each; loaded again when a file changes.",
  },
  "agents.timeout": {
    type: "duration",
    min: "1s",
    max: "1h",
    default: "1m",
    sentence: "An agent that takes longer than this, in real time, is given up and its message deferred.",
  },

  allowedDestinations: {
    type: "texts",
    default: [],
    sentence: "host or host:port that mail may be sent to; beyond loopback nothing else is ever dialled.",
  },
} as const satisfies Record<string, SettingDeclaration>;

export type SettingName = keyof typeof SETTINGS;

type ValueOf<D> = D extends { readonly type: "choice"; readonly values: readonly (infer V)[] }
  ? V
  : D extends { readonly type: "boolean" }
    ? boolean
    : D extends { readonly type: "triState" }
      ? boolean | null
      : D extends { readonly type: "count" | "port" | "duration" | "size" }
        ? number
        : D extends { readonly type: "optionalPort" }
          ? number | null
          : D extends { readonly type: "durations" }
            ? readonly number[]
            : D extends { readonly type: "texts" }
              ? readonly string[]
              : D extends { readonly type: "optionalText" }
                ? string | null
                : string;

/** Values by name; durations in milliseconds, sizes in bytes. */
export type SettingValues = { readonly [N in SettingName]: ValueOf<(typeof SETTINGS)[N]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export function settingDeclaration(name: SettingName): SettingDeclaration {
  return SETTINGS[name];
}

/** What `duration`, `size` and the like are held in. */
export function settingUnit(declaration: SettingDeclaration): string | undefined {
  if (declaration.type === "duration" || declaration.type === "durations") return "milliseconds";
  if (declaration.type === "size") return "bytes";
  return declaration.unit;
}

/** RECALL_SANDBOX_LISTENERS_HTTP for listeners.http. */
export function environmentName(name: SettingName): string {
  return `RECALL_SANDBOX_${name.replaceAll(".", "_").toUpperCase()}`;
}
