// SenderDomainIs: the domain and all below it.
import { isInDomain } from "../domains.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askSenders } from "../senders.ts";

export const senderDomainIs: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (domains) => domains,
  ask: (domains, input) => askSenders(input, (sender) => isInDomain(sender, domains)),
};
