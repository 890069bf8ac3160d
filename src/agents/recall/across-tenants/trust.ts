// Whose recall of another tenant is honoured, and how such a request names its original. docs/recall.md R25
import type { MailItem } from "../../../agent-api/mail-item.ts";
import { decodeEncodedWords } from "../../../mime/encoded-word.ts";
import type { Organization } from "../../../organization/organization.ts";

export const ORIGINAL_MESSAGE_ID = "X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId";

/** Kept inbound where it may count: the connection's certificate is pinned to a tenant, at a level that knows of it. */
export function isKeptInbound(
  header: string,
  item: Pick<MailItem, "attribution">,
  organization: Organization,
): boolean {
  return (
    item.attribution?.tenantId !== undefined &&
    organization.service.level === "2026-09" &&
    header.toLowerCase() === ORIGINAL_MESSAGE_ID.toLowerCase()
  );
}

/** With its angle brackets. Real requests have it as one encoded word. */
export function originalNamedIn(item: Pick<MailItem, "headers">): string | undefined {
  const value = item.headers.get(ORIGINAL_MESSAGE_ID);
  return value === undefined ? undefined : /^<[^<>\s]+>$/.exec(decodeEncodedWords(value).trim())?.[0];
}

/** Why a request of this tenant is ordinary mail; undefined where it is honoured. */
export function whyNotHonoured(organization: Organization, tenantId: string): string | undefined {
  const { service, organizationConfig, crossTenantRecall } = organization;
  if (service.level !== "2026-09") return `service.level is ${service.level}`;
  if (organizationConfig.messageRecallEnabled === false) return "MessageRecallEnabled is False";
  if (!crossTenantRecall.crossTenantRecallEnabled) return "CrossTenantRecallEnabled is False";
  if (!crossTenantRecall.allowedSenderTenantIds.includes(tenantId)) return "AllowedSenderTenantIds does not name it";
  return undefined;
}
