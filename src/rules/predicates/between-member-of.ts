// BetweenMemberOf1 with BetweenMemberOf2: sender in one, recipient in the other, in either direction.
import { isMemberOf } from "../members.ts";
import type { RecipientPredicate } from "../predicate.ts";
import { senderOf } from "../senders.ts";

export const betweenMemberOf1: RecipientPredicate<readonly string[]> = {
  scope: "recipient",
  wanted: (first, { betweenMemberOf2: second = [] }) => [`${first.join(", ")} and ${second.join(", ")}`],
  ask(first, recipient, { item, context, among }) {
    const second = among.betweenMemberOf2 ?? [];
    const sender = senderOf(item);
    const receiver = recipient.mailbox ?? recipient.address;
    const isIn = (address: string, groups: readonly string[]) => isMemberOf(address, groups, context.organization);
    const held = (isIn(sender, first) && isIn(receiver, second)) || (isIn(sender, second) && isIn(receiver, first));
    return { held, seen: `the sender is ${sender === "" ? "nobody" : sender}, the recipient ${recipient.address}` };
  },
};
