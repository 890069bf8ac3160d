// SentToMemberOf: recipients in groups, whether the message was sent to the group or to them.
import { isMemberOf } from "../members.ts";
import type { RecipientPredicate } from "../predicate.ts";

export const sentToMemberOf: RecipientPredicate<readonly string[]> = {
  scope: "recipient",
  wanted: (groups) => groups,
  ask(groups, recipient, { context }) {
    const address = recipient.mailbox ?? recipient.address;
    return { held: isMemberOf(address, groups, context.organization), seen: `the recipient is ${recipient.address}` };
  },
};
