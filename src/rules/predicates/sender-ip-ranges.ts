// SenderIpRanges: where the message came from, the last hop before the service.

import { isInIpRange } from "../../organization/ip-range.ts";
import { lastHopOf } from "../last-hop.ts";
import type { MessagePredicate } from "../predicate.ts";

export const senderIpRanges: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (ranges) => ranges,
  ask(ranges, { item, context }) {
    const hop = lastHopOf(item, context.organization);
    if (hop === undefined) return { held: false, seen: "the message came over no connection" };
    return {
      held: ranges.some((range) => isInIpRange(hop, range)),
      seen: `the last hop before the service was ${hop}`,
    };
  },
};
