// From: particular senders, looked for where SenderAddressLocation says.
import type { MessagePredicate } from "../predicate.ts";
import { askSenders } from "../senders.ts";

export const from: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (addresses) => addresses,
  ask(addresses, input) {
    const { context } = input;
    const wanted = new Set(addresses.map((address) => context.primaryAddress(address)));
    return askSenders(input, (sender) => wanted.has(context.primaryAddress(sender)));
  },
};
