// RejectMessageReasonText with RejectMessageEnhancedStatusCode: the sender gets an NDR with them.
import { reply } from "../../smtp/reply.ts";
import type { RuleAction } from "./rule-action.ts";

export const rejectMessageReasonText: RuleAction<string> = {
  parameter: "RejectMessage",
  apply(reasonText, { rule }) {
    const status = rule.actions.rejectMessageEnhancedStatusCode ?? "5.7.1";
    const answer = reply(550, status, `TRANSPORT.RULES.RejectMessage; ${reasonText}`);
    return { effect: `rejected with "${reasonText}"`, end: { kind: "rejected", reply: answer } };
  },
};
