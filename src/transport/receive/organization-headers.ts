// Headers by which a message says inside the tenant how it came; the header firewall keeps them from leaving.
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Organization } from "../../organization/organization.ts";

/** Every message inside carries these; they never leave as they are. */
export function stampOrganizationHeaders(item: MailItem, organization: Organization): void {
  const stamp = (name: string, value: string) => item.headers.set(`X-MS-Exchange-Organization-${name}`, value);
  stamp("AuthAs", item.authAs);
  stamp("AuthSource", organization.hostname);
  stamp("Network-Message-Id", item.networkMessageId);
}
