// A checked draft becomes the frozen Configuration.
import { acceptedDomainsOf } from "./checks/recipients.ts";
import type { AgentsConfig, Configuration } from "./configuration.ts";
import { filesOf } from "./connector-files.ts";
import type { Draft, Entry } from "./draft.ts";
import { resolveFile } from "./located.ts";
import type { InboundConnector, Mailbox, Organization, OutboundConnector, TransportRule } from "./organization.ts";
import type { DraftMailbox } from "./schema/recipients.ts";
import { type FlatRule, toTransportRule } from "./schema/transport-rule.ts";
import type { SettingValues } from "./settings.ts";
import { stableGuid } from "./stable-guid.ts";

export function assemble(draft: Draft): Configuration {
  const { settings } = draft;
  return deepFreeze({
    organization: assembleOrganization(draft),
    ...assembleSettings(settings),
    agents: assembleAgents(draft),
    allowedDestinations: settings.allowedDestinations,
    faults: draft.faults.map(({ value }) => value),
    settings,
  });
}

function assembleOrganization(draft: Draft): Organization {
  const { settings, accepted } = draft;
  const kept = (part: keyof typeof accepted) => (accepted[part] === undefined ? {} : { accepted: accepted[part] });
  const name = settings["organization.name"].toLowerCase();
  const values = <T>(entries: readonly Entry<T>[]) => entries.map((entry) => entry.value);
  const withFiles = <T extends InboundConnector | OutboundConnector>({ path, value }: Entry<T>): T => {
    const files = filesOf(value).map(([key, file]) => [key, resolveFile(draft.tree, [...path, key], file)]);
    return { ...value, ...Object.fromEntries(files) };
  };
  return {
    name,
    tenantId: (settings["organization.tenantId"] ?? stableGuid(`tenant ${name}`)).toLowerCase(),
    hostname: settings["organization.hostname"]?.toLowerCase() ?? `mail.${name}`,
    acceptedDomains: acceptedDomainsOf(draft),
    mailboxes: draft.mailboxes.map((entry) => withPassword(entry.value, settings["organization.defaultPassword"])),
    groups: values(draft.groups),
    contacts: values(draft.contacts),
    inboundConnectors: draft.inboundConnectors.map(withFiles),
    outboundConnectors: draft.outboundConnectors.map(withFiles),
    transportRules: inPriorityOrder(values(draft.transportRules), values(draft.outboundConnectors)),
    remoteDomains: values(draft.remoteDomains),
    journalRules: values(draft.journalRules),
    crossTenantRecall: {
      crossTenantRecallEnabled: settings["crossTenantRecall.crossTenantRecallEnabled"],
      allowedSenderTenantIds: settings["crossTenantRecall.allowedSenderTenantIds"].map((id) => id.toLowerCase()),
    },
    organizationConfig: {
      messageRecallEnabled: settings["organizationConfig.messageRecallEnabled"],
      recallReadMessagesEnabled: settings["organizationConfig.recallReadMessagesEnabled"],
      messageRecallMaxRecallableAge: settings["organizationConfig.messageRecallMaxRecallableAge"],
      messageRecallAlertRecipientsEnabled: settings["organizationConfig.messageRecallAlertRecipientsEnabled"],
      messageRecallAlertRecipientsReadMessagesOnlyEnabled:
        settings["organizationConfig.messageRecallAlertRecipientsReadMessagesOnlyEnabled"],
      rejectDirectSend: settings["organizationConfig.rejectDirectSend"],
      ...kept("organizationConfig"),
    },
    transportConfig: {
      maxHopCount: settings["transport.maxHopCount"],
      retryScheduleMs: settings["transport.retrySchedule"],
      delayNotificationMs: settings["transport.delayNotification"],
      expirationMs: settings["transport.expiration"],
      maxConcurrencyPerNextHop: settings["transport.maxConcurrencyPerNextHop"],
      rulesApplyToSystemMessages: settings["transport.rulesApplyToSystemMessages"],
      attachmentScanLimit: settings["transport.attachmentScanLimit"],
      quarantineRetentionMs: settings["transport.quarantineRetention"],
      journalingReportNdrTo: settings["transport.journalingReportNdrTo"]?.toLowerCase() ?? null,
      ...kept("transport"),
    },
    service: {
      level: settings["service.level"],
      propagationDelayMs: settings["service.propagationDelay"],
      recallReportGenerated: settings["service.recallReportGenerated"],
      language: settings["service.language"],
    },
    ...(accepted.connectionFilter !== undefined && { connectionFilter: { accepted: accepted.connectionFilter } }),
  };
}

function assembleSettings(
  settings: SettingValues,
): Omit<Configuration, "organization" | "agents" | "allowedDestinations" | "faults" | "settings"> {
  const onPremises = settings["listeners.onPremises"];
  const token = settings["http.token"];
  return {
    limits: {
      maxMessageBytes: settings["limits.maxMessageSize"],
      maxRecipients: settings["limits.maxRecipients"],
      maxHeaderBytes: settings["limits.maxHeaderSize"],
      maxLineBytes: settings["limits.maxLineLength"],
      maxConnections: settings["limits.maxConnections"],
      maxBadCommands: settings["limits.maxBadCommands"],
      idleTimeoutMs: settings["limits.idleTimeout"],
      minFreeDiskBytes: settings["limits.minFreeDisk"],
    },
    listeners: {
      host: settings["listeners.host"],
      submission: settings["listeners.submission"],
      inbound: settings["listeners.inbound"],
      return: settings["listeners.return"],
      smartHost: settings["listeners.smartHost"],
      internet: settings["listeners.internet"],
      ...(onPremises === null ? {} : { onPremises }),
      http: settings["listeners.http"],
      xclientFrom: settings["listeners.xclientFrom"],
      proxyFrom: settings["listeners.proxyFrom"],
    },
    http: {
      ...(token === null ? {} : { token }),
      hostNames: settings["http.hostNames"].map((name) => name.toLowerCase()),
      maxRequestsPerSecond: settings["http.maxRequestsPerSecond"],
      maxConcurrentRequests: settings["http.maxConcurrentRequests"],
      maxConnections: settings["http.maxConnections"],
      requestTimeoutMs: settings["http.requestTimeout"],
    },
    retention: {
      legsMs: settings["retention.legs"],
      legsMaxBytes: settings["retention.legsMaxSize"],
      traceMs: settings["retention.trace"],
      deliveredLedgerMs: settings["retention.deliveredLedger"],
      recoverableItemsMs: settings["retention.recoverableItems"],
      submittedMs: settings["retention.submitted"],
    },
    smartHost: {
      enabled: settings["smartHost.enabled"],
      preset: settings["smartHost.preset"],
      signature: { text: settings["smartHost.signature.text"], html: settings["smartHost.signature.html"] },
    },
    clock: { foreignQuietMs: settings["clock.foreignQuiet"] },
  };
}

function assembleAgents({ tree, settings }: Draft): AgentsConfig {
  const folder = settings["agents.folder"];
  return {
    ...(folder !== null && { folder: resolveFile(tree, ["agents", "folder"], folder) }),
    timeoutMs: settings["agents.timeout"],
  };
}

/** Shared mailboxes have no password unless one is given: people open them from their own. */
function withPassword({ password, ...mailbox }: DraftMailbox, common: string | null): Mailbox {
  const own = password === undefined && mailbox.type === "Regular" ? common : password;
  return own === null || own === undefined ? mailbox : { ...mailbox, password: own };
}

/** Order of the file; a rule with a priority is inserted there and shifts the others. New-TransportRule -Priority */
function inPriorityOrder(
  rules: readonly FlatRule[],
  connectors: readonly { readonly name: string }[],
): TransportRule[] {
  const ordered = rules.filter((rule) => rule.priority === undefined);
  const placed = rules
    .filter((rule) => rule.priority !== undefined)
    .sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  for (const rule of placed) ordered.splice(rule.priority ?? 0, 0, rule);
  return ordered.map((rule, index) => {
    const wanted = rule.routeMessageOutboundConnector?.toLowerCase();
    const connector = connectors.find(({ name }) => name.toLowerCase() === wanted);
    return toTransportRule(connector ? { ...rule, routeMessageOutboundConnector: connector.name } : rule, index);
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}
