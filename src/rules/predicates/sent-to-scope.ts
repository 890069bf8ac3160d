// SentToScope: a recipient of ours, or an address in a domain that we are responsible for.
import type { RuleConditions } from "../../organization/organization.ts";
import type { RecipientPredicate } from "../predicate.ts";

export const sentToScope: RecipientPredicate<NonNullable<RuleConditions["sentToScope"]>> = {
  scope: "recipient",
  wanted: (scope) => [scope],
  ask(scope, recipient, { context }) {
    const inside = context.isInternalRecipient(recipient.mailbox ?? recipient.address);
    const seen = `${recipient.address} is ${inside ? "in" : "outside"} the organization`;
    return { held: inside === (scope === "InOrganization"), seen };
  },
};
