// SentTo: particular recipients; groups are expanded before rules run.
import type { RecipientPredicate } from "../predicate.ts";

export const sentTo: RecipientPredicate<readonly string[]> = {
  scope: "recipient",
  wanted: (addresses) => addresses,
  ask(addresses, recipient, { context }) {
    const primary = context.primaryAddress(recipient.mailbox ?? recipient.address);
    const held = addresses.some((address) => context.primaryAddress(address) === primary);
    return { held, seen: `the recipient is ${recipient.address}` };
  },
};
