// The address under which a rule asks for a recipient. New-TransportRule -RecipientAddressType
import type { EnvelopeRecipient } from "../agent-api/mail-item.ts";
import type { RuleConditions } from "../organization/organization.ts";
import type { MessagePredicate, PredicateInput, RecipientPredicate } from "./predicate.ts";

/** Resolved: the primary address. Original: the one that the message was sent to, where that is another of theirs. */
export function addressOf(recipient: EnvelopeRecipient, { rule }: PredicateInput): string {
  const resolved = recipient.mailbox ?? recipient.address;
  if (rule.recipientAddressType !== "Original") return resolved;
  const origins = recipient.history ?? [];
  const from = origins.findLastIndex(({ by }) => by !== "alias") + 1;
  return origins[from]?.address ?? recipient.address;
}

type Matches<V> = (address: string, value: V, input: PredicateInput) => boolean;
type Wanted<V> = (value: V, among: RuleConditions) => readonly string[];

/** Asks about each recipient's own address. */
export function ofEachRecipient<V>(wanted: Wanted<V>, matches: Matches<V>): RecipientPredicate<V> {
  return {
    scope: "recipient",
    wanted,
    ask(value, recipient, input) {
      const address = addressOf(recipient, input);
      return { held: matches(address, value, input), seen: `the recipient is ${address}` };
    },
  };
}

const SHOWN = 10;

/** Asks about all recipients together: one suffices for all. */
export function ofAnyRecipient<V>(wanted: Wanted<V>, matches: Matches<V>): MessagePredicate<V> {
  return {
    scope: "message",
    wanted,
    ask(value, input) {
      const addresses = input.item.recipients.map((recipient) => addressOf(recipient, input));
      const found = addresses.find((address) => matches(address, value, input));
      if (found !== undefined) return { held: true, seen: `one of the recipients is ${found}` };
      const more = addresses.length > SHOWN ? ` and ${addresses.length - SHOWN} more` : "";
      const seen = addresses.slice(0, SHOWN).join(", ") + more;
      return { held: false, seen: seen === "" ? "there are no recipients" : `the recipients are ${seen}` };
    },
  };
}
