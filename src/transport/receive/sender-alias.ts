// Mail that a mailbox sends from one of its aliases is from its primary address, in P1 and P2. Set-OrganizationConfig
// -SendFromAliasEnabled
import type { MailItem } from "../../agent-api/mail-item.ts";
import { parseAddresses } from "../../mime/address.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { withoutAlias } from "../../organization/aliases.ts";
import type { Organization } from "../../organization/organization.ts";

/** Fields that name who sends; all others stay as they were written. */
const SENDERS = ["From", "Sender"];
const PART_OF_ADDRESS = "[\\w.!#$%&'*+/=?^`{|}~-]";

/** Edits the envelope and the header block of a submission. */
export function rewriteSenderAlias(item: Pick<MailItem, "sender" | "headers">, organization: Organization): void {
  item.sender = withoutAlias(item.sender, organization);
  rewriteAliases(item.headers, organization);
}

/** Edits P2 alone. */
export function rewriteAliases(headers: HeaderBlock, organization: Organization): void {
  for (const name of SENDERS) {
    const [value, ...others] = headers.all(name);
    // Several From fields are no message that anything can be made of. RFC 5322 §3.6
    if (value === undefined || others.length > 0) continue;
    const rewritten = parseAddresses(value).reduce((text, { address }) => {
      const primary = withoutAlias(address, organization);
      return primary === address ? text : text.replace(wholeAddress(address), () => primary);
    }, value);
    if (rewritten !== value) headers.set(name, rewritten);
  }
}

function wholeAddress(address: string): RegExp {
  const escaped = address.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`(?<!${PART_OF_ADDRESS})${escaped}(?!${PART_OF_ADDRESS})`, "gi");
}
