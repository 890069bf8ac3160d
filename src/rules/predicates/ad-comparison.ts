// ADComparisonAttribute with ADComparisonOperator: one attribute of sender and recipient. What isn't set equals nothing
// (chosen; not documented).
import type { RuleConditions } from "../../organization/organization.ts";
import { attributeTexts } from "../attributes.ts";
import type { RecipientPredicate } from "../predicate.ts";
import { senderOf } from "../senders.ts";

export const adComparisonAttribute: RecipientPredicate<NonNullable<RuleConditions["adComparisonAttribute"]>> = {
  scope: "recipient",
  wanted: (attribute, { adComparisonOperator: operator = "Equal" }) => [`${attribute} ${operator}`],
  ask(attribute, recipient, { item, context, among }) {
    const texts = (address: string) => attributeTexts(address, attribute, context.organization);
    const receiver = recipient.mailbox ?? recipient.address;
    const [ofSender, ofRecipient] = [texts(senderOf(item))[0], texts(receiver)[0]];
    const isEqual = ofSender !== undefined && ofSender.toLowerCase() === ofRecipient?.toLowerCase();
    return {
      held: isEqual === ((among.adComparisonOperator ?? "Equal") === "Equal"),
      seen: `the ${attribute} of the sender is ${shown(ofSender)}, that of ${receiver} ${shown(ofRecipient)}`,
    };
  },
};

const shown = (text: string | undefined): string => (text === undefined ? "not set" : `"${text}"`);
