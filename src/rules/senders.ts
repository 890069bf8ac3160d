// Whom a rule takes for the sender.
import type { MailItem } from "../agent-api/mail-item.ts";
import { parseAddresses } from "../mime/address.ts";
import type { TransportRule } from "../organization/organization.ts";
import type { Answer, RuleInput } from "./predicate.ts";

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

export function whereSendersAre(location: TransportRule["senderAddressLocation"]): string {
  if (location === "HeaderOrEnvelope") return "From header or envelope";
  return location === "Header" ? "From header" : "envelope";
}

/** The one whose place in the address book counts; "" for nobody. */
export function senderOf(item: MailItem): string {
  return headerSenders(item)[0] ?? item.sender;
}

/** Holds when one of the senders at the rule's SenderAddressLocation `matches`. */
export function askSenders({ rule, item }: RuleInput, matches: (sender: string) => boolean): Answer {
  const senders = sendersAt(rule.senderAddressLocation, item);
  const place = whereSendersAre(rule.senderAddressLocation);
  const found = senders.find(matches);
  const seen = found ?? senders.join(", ");
  return {
    held: found !== undefined,
    seen: seen === "" ? `there is no sender in the ${place}` : `the sender is ${seen} (${place})`,
  };
}
