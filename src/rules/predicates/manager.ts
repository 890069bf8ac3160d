// SenderManagementRelationship, and ManagerAddresses with ManagerForEvaluatedUser: who reports to whom.
import type { RuleConditions } from "../../organization/organization.ts";
import { managerOf } from "../attributes.ts";
import type { RecipientPredicate } from "../predicate.ts";
import { senderOf } from "../senders.ts";

export const senderManagementRelationship: RecipientPredicate<
  NonNullable<RuleConditions["senderManagementRelationship"]>
> = {
  scope: "recipient",
  wanted: (relationship) => [relationship],
  ask(relationship, recipient, { item, context }) {
    const sender = context.primaryAddress(senderOf(item));
    const receiver = context.primaryAddress(recipient.mailbox ?? recipient.address);
    const [employee, other] = relationship === "Manager" ? [receiver, sender] : [sender, receiver];
    const manager = managerOf(employee, context.organization);
    return { held: manager !== undefined && manager === other, seen: managerSentence(employee, manager) };
  },
};

/** One scope for both: whose manager it is may differ from recipient to recipient. */
export const managerAddresses: RecipientPredicate<readonly string[]> = {
  scope: "recipient",
  wanted: (addresses, { managerForEvaluatedUser: who }) =>
    addresses.map((address) => `${address} for the ${who === "Sender" ? "sender" : "recipient"}`),
  ask(addresses, recipient, { item, context, among }) {
    const isOfSender = among.managerForEvaluatedUser === "Sender";
    const employee = context.primaryAddress(isOfSender ? senderOf(item) : (recipient.mailbox ?? recipient.address));
    const manager = managerOf(employee, context.organization);
    const held = manager !== undefined && addresses.some((address) => context.primaryAddress(address) === manager);
    return { held, seen: managerSentence(employee, manager) };
  },
};

function managerSentence(employee: string, manager: string | undefined): string {
  if (employee === "") return "there is no sender";
  return manager === undefined ? `${employee} has no manager` : `the manager of ${employee} is ${manager}`;
}
