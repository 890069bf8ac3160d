// SetSCL: what filtering and the junk mail folder go by.
import type { RuleActions } from "../../organization/organization.ts";
import { editHeaders, type RuleAction } from "./rule-action.ts";

/** Also read by Junk Email rules of mailboxes. */
const FIELD = "X-MS-Exchange-Organization-SCL";

export const setSCL: RuleAction<NonNullable<RuleActions["setSCL"]>> = {
  parameter: "SetSCL",
  apply(level, { item }) {
    editHeaders(item, (headers) => headers.set(FIELD, String(level)));
    return { effect: `the spam confidence level is now ${level}` };
  },
};
