// What goes to Junk Email before any rule of the user is asked. Set-MailboxJunkEmailConfiguration
import { domainOf } from "../../mime/address.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { JunkEmailConfiguration } from "../../organization/organization.ts";

/** Spam from this level on. Learn: Spam confidence level (SCL) in EOP */
const SPAM = 5;

/** Only what the tenant itself says has this header here: the firewall takes it off what comes in. */
export function isSpam(headers: HeaderBlock): boolean {
  const level = Number.parseInt(headers.get("X-MS-Exchange-Organization-SCL") ?? "", 10);
  return level >= SPAM;
}

/** A list that is turned off neither blocks nor trusts; what is spam is so all the same. */
export function isJunk(spam: boolean, from: readonly string[], junk: JunkEmailConfiguration | undefined): boolean {
  if (!junk?.enabled) return spam;
  if (isListed(from, junk.trustedSendersAndDomains)) return false;
  return spam || isListed(from, junk.blockedSendersAndDomains);
}

function isListed(senders: readonly string[], list: readonly string[]): boolean {
  return senders.some((sender) => list.includes(sender) || list.includes(domainOf(sender)));
}
