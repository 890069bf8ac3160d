// RouteMessageOutboundRequireTls: recipients outside get the message over TLS or not at all.
import type { RuleAction } from "./rule-action.ts";

export const routeMessageOutboundRequireTls: RuleAction<boolean> = {
  parameter: "RouteMessageOutboundRequireTls",
  apply(_, { item }) {
    item.data.requireTls = "true";
    return { effect: "TLS is required outside the organization" };
  },
};
