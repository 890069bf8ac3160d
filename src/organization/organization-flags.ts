// Settings of Set-OrganizationConfig that act, and that only the cmdlet sets: kept under its names.
import type { Organization } from "./organization.ts";

/** All are off in a new tenant. */
export type OrganizationFlag = "AuditDisabled" | "DisablePlusAddressInRecipients" | "ElcProcessingDisabled";

export const ORGANIZATION_FLAGS: readonly OrganizationFlag[] = [
  "AuditDisabled",
  "DisablePlusAddressInRecipients",
  "ElcProcessingDisabled",
];

export function isOn(
  flag: OrganizationFlag,
  { organizationConfig }: Pick<Organization, "organizationConfig">,
): boolean {
  return organizationConfig.accepted?.[flag] === true;
}

/** Which header fields become named properties where a message is delivered. Set-TransportConfig */
export type HeaderPromotionMode = "MustCreate" | "MayCreate" | "NoCreate";

export function headerPromotionMode({ transportConfig }: Pick<Organization, "transportConfig">): HeaderPromotionMode {
  // The cmdlet takes these words alone.
  return (transportConfig.accepted?.HeaderPromotionModeSetting ?? "NoCreate") as HeaderPromotionMode;
}
