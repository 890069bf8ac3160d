// Settings of Set-OrganizationConfig that act, and that only the cmdlet sets: kept under its names.
import type { Organization } from "./organization.ts";

/** As they are in a new tenant. */
const INITIAL = {
  AuditDisabled: false,
  DisablePlusAddressInRecipients: false,
  ElcProcessingDisabled: false,
  MaskClientIpInReceivedHeadersEnabled: true,
  SendFromAliasEnabled: false,
} as const;

export type OrganizationFlag = keyof typeof INITIAL;

export const ORGANIZATION_FLAGS = Object.keys(INITIAL) as readonly OrganizationFlag[];

export function isOn(
  flag: OrganizationFlag,
  { organizationConfig }: Pick<Organization, "organizationConfig">,
): boolean {
  return (organizationConfig.accepted?.[flag] ?? INITIAL[flag]) === true;
}

/** Which header fields become named properties where a message is delivered. Set-TransportConfig */
export type HeaderPromotionMode = "MustCreate" | "MayCreate" | "NoCreate";

export function headerPromotionMode({ transportConfig }: Pick<Organization, "transportConfig">): HeaderPromotionMode {
  // The cmdlet takes these words alone.
  return (transportConfig.accepted?.HeaderPromotionModeSetting ?? "NoCreate") as HeaderPromotionMode;
}
