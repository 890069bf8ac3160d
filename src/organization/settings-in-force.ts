// The settings as they act. What the data folder keeps or a cmdlet set since the file was read lives in the organization.
import type { Organization, OrganizationConfig } from "./organization.ts";
import { SETTING_NAMES, type SettingDeclaration, type SettingName, type SettingValues } from "./settings.ts";
import { formatDuration, formatSize } from "./units.ts";

const OF_ORGANIZATION: { readonly [N in SettingName]?: (organization: Organization) => SettingValues[N] } = {
  "organization.name": ({ name }) => name,
  "organization.tenantId": ({ tenantId }) => tenantId,
  "organization.hostname": ({ hostname }) => hostname,
  "service.level": ({ service }) => service.level,
  "service.propagationDelay": ({ service }) => service.propagationDelayMs,
  "service.recallReportGenerated": ({ service }) => service.recallReportGenerated,
  "service.language": ({ service }) => service.language,
  "crossTenantRecall.crossTenantRecallEnabled": ({ crossTenantRecall }) => crossTenantRecall.crossTenantRecallEnabled,
  "crossTenantRecall.allowedSenderTenantIds": ({ crossTenantRecall }) => crossTenantRecall.allowedSenderTenantIds,
  "transport.maxHopCount": ({ transportConfig }) => transportConfig.maxHopCount,
  "transport.retrySchedule": ({ transportConfig }) => transportConfig.retryScheduleMs,
  "transport.delayNotification": ({ transportConfig }) => transportConfig.delayNotificationMs,
  "transport.expiration": ({ transportConfig }) => transportConfig.expirationMs,
  "transport.maxConcurrencyPerNextHop": ({ transportConfig }) => transportConfig.maxConcurrencyPerNextHop,
  "transport.rulesApplyToSystemMessages": ({ transportConfig }) => transportConfig.rulesApplyToSystemMessages,
  "transport.attachmentScanLimit": ({ transportConfig }) => transportConfig.attachmentScanLimit,
  "transport.quarantineRetention": ({ transportConfig }) => transportConfig.quarantineRetentionMs,
  "transport.journalingReportNdrTo": ({ transportConfig }) => transportConfig.journalingReportNdrTo ?? null,
};

const CONFIG = "organizationConfig.";

/** @param given as file and environment gave them. */
export function settingsInForce(given: SettingValues, organization: Organization): SettingValues {
  const acting: Partial<Record<SettingName, unknown>> = { ...given };
  for (const name of SETTING_NAMES) {
    if (name.startsWith(CONFIG))
      acting[name] = organization.organizationConfig[name.slice(CONFIG.length) as keyof OrganizationConfig];
    else acting[name] = OF_ORGANIZATION[name]?.(organization) ?? given[name];
  }
  return acting as SettingValues;
}

/** A value in the form in which the file has it: "5m", "35MB". */
export function writtenSetting({ type }: SettingDeclaration, value: unknown): unknown {
  if (type === "duration") return formatDuration(value as number);
  if (type === "durations") return (value as readonly number[]).map(formatDuration);
  return type === "size" ? formatSize(value as number) : value;
}
