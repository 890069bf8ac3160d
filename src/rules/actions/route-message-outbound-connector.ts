// RouteMessageOutboundConnector: the message leaves over that connector, whoever its recipients are.
import type { RuleAction } from "./rule-action.ts";

export const routeMessageOutboundConnector: RuleAction<string> = {
  parameter: "RouteMessageOutboundConnector",
  apply(connector, { item }) {
    item.outboundConnector = connector;
    return { effect: `routed over the connector "${connector}"` };
  },
};
