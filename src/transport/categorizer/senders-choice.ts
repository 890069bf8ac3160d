// Whether the sender asked for rich text. Set-RemoteDomain: TNEFEnabled $null
import type { MailItem } from "../../agent-api/mail-item.ts";

/** Of mail from elsewhere nobody here knows it; what comes back of a sender who chose rich text has that form. */
export function sendersChoice({ entry, data }: MailItem): boolean | undefined {
  return entry === "inbound" || entry === "return" ? undefined : data.richText === "true";
}
