// From: particular senders, looked for where SenderAddressLocation says.
import type { MessagePredicate } from "../predicate.ts";
import { sendersAt } from "../senders.ts";

export const from: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (addresses) => addresses,
  ask(addresses, { rule, item, context }) {
    const location = rule.senderAddressLocation;
    const senders = sendersAt(location, item);
    const wanted = new Set(addresses.map((address) => context.primaryAddress(address)));
    const found = senders.find((sender) => wanted.has(context.primaryAddress(sender)));
    const place =
      location === "Header" ? "From header" : location === "Envelope" ? "envelope" : "From header or envelope";
    const seen = found ?? senders.join(", ");
    return {
      held: found !== undefined,
      seen: seen === "" ? `there is no sender in the ${place}` : `the sender is ${seen} (${place})`,
    };
  },
};
