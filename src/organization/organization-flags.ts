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
