// Whom a rule takes for the sender.
import type { MailItem } from "../agent-api/mail-item.ts";
import { parseAddresses } from "../mime/address.ts";
import type { TransportRule } from "../organization/organization.ts";

/** P2 senders: the From field only, in Exchange Online. New-TransportRule -SenderAddressLocation */
export function headerSenders(item: MailItem): string[] {
  return item.headers.all("From").flatMap((value) => parseAddresses(value).map(({ address }) => address));
}

export function sendersAt(location: TransportRule["senderAddressLocation"], item: MailItem): string[] {
  // A null sender is nobody: it can't be matched.
  const envelope = item.sender === "" ? [] : [item.sender];
  if (location === "Envelope") return envelope;
  return location === "Header" ? headerSenders(item) : [...headerSenders(item), ...envelope];
}
