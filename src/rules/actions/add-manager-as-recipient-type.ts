// AddManagerAsRecipientType: the sender's manager gets the message too, or instead.
import type { RuleActions } from "../../organization/organization.ts";
import { blindCopyTo } from "./blind-copy-to.ts";
import { redirectMessageTo } from "./redirect-message-to.ts";
import type { RuleAction } from "./rule-action.ts";
import { managerOfSender } from "./sender-attributes.ts";
import { addVisibly } from "./visible-recipients.ts";

export const addManagerAsRecipientType: RuleAction<NonNullable<RuleActions["addManagerAsRecipientType"]>> = {
  parameter: "AddManagerAsRecipientType",
  apply(type, input) {
    const manager = managerOfSender(input);
    if (manager === undefined) return { effect: "nothing was done: the sender has no manager" };
    if (type === "Bcc") return blindCopyTo.apply([manager], input);
    if (type === "Redirect") return redirectMessageTo.apply([manager], input);
    return addVisibly(type, [manager], input);
  },
};
