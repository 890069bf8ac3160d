// The last hop before the service, as the topmost Received header of the tenant itself names it. What EFSkipLastIP and
// EFSkipIPs of the inbound connector pass over is not it. Set-InboundConnector
import { isIP } from "node:net";
import type { MailItem } from "../agent-api/mail-item.ts";
import { isInIpRange } from "../organization/ip-range.ts";
import type { Organization } from "../organization/organization.ts";

/** Undefined for mail that came over no connection. */
export function lastHopOf(item: MailItem, organization: Organization): string | undefined {
  // What agents make comes from nowhere, whatever mail it is made of.
  if (item.entry === "agent") return undefined;
  const hops = item.headers.all("Received").map(clientOf);
  // Masked in the header, not for rules. Set-OrganizationConfig -MaskClientIpInReceivedHeadersEnabled
  if (item.data.clientIp !== undefined) hops[0] = withoutPrefix(item.data.clientIp);
  const skipping = organization.inboundConnectors.find(({ name }) => name === item.attribution?.connector);
  const { efSkipLastIP, efSkipIPs = [] } = skipping ?? {};
  let at = efSkipLastIP ? 1 : 0;
  if (efSkipIPs.length > 0) {
    while (at < hops.length && efSkipIPs.some((range) => isInIpRange(hops[at] ?? "", range))) at += 1;
  }
  return hops[at];
}

/** "from helo (192.0.2.1) by …": what stands in parentheses was seen, the rest was said. RFC 5321 §4.4 */
function clientOf(received: string): string | undefined {
  const from = /^\s*from\s[^(]*\(([^)]*)\)/i.exec(received)?.[1] ?? "";
  return from
    .split(/[\s[\]]+/)
    .map(withoutPrefix)
    .find((word) => isIP(word) !== 0);
}

const withoutPrefix = (address: string): string => address.replace(/^IPv6:|^::ffff:(?=\d+\.)/i, "");
