// RejectMessageReasonText with RejectMessageEnhancedStatusCode: the sender gets an NDR with them.
import type { RuleActions } from "../../organization/organization.ts";
import { reply } from "../../smtp/reply.ts";
import type { RuleAction } from "./rule-action.ts";

export const rejectMessage: RuleAction<NonNullable<RuleActions["rejectMessage"]>> = {
  parameter: "RejectMessage",
  apply({ reasonText, enhancedStatusCode }) {
    const answer = reply(550, enhancedStatusCode, `TRANSPORT.RULES.RejectMessage; ${reasonText}`);
    return { effect: `rejected with "${reasonText}"`, end: { kind: "rejected", reply: answer } };
  },
};
