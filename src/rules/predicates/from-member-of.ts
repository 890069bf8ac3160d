// FromMemberOf: the sender, looked for where SenderAddressLocation says, in groups.
import { isMemberOf } from "../members.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askSenders } from "../senders.ts";

export const fromMemberOf: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (groups) => groups,
  ask: (groups, input) => askSenders(input, (sender) => isMemberOf(sender, groups, input.context.organization)),
};
