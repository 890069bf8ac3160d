// BlindCopyTo: more recipients, of whom sender and recipients learn nothing, no notification either.
import { addedRecipients, addressesOf } from "./added-recipients.ts";
import type { RuleAction } from "./rule-action.ts";

export const blindCopyTo: RuleAction<readonly string[]> = {
  parameter: "BlindCopyTo",
  apply(addresses, { item, context }) {
    // One of them is enough to tell whose copy it is.
    const added = addedRecipients(addresses, item.recipients.slice(0, 1), item.recipients, context);
    const from = addressesOf(item.recipients);
    item.recipients = [...item.recipients, ...added.map((copy) => ({ ...copy, notify: ["NEVER"] }))];
    if (added.length === 0) return { effect: "the message goes there already" };
    const to = addressesOf(added);
    return { effect: `${to.join(", ")} ${to.length === 1 ? "gets" : "get"} a blind copy`, redirect: { from, to } };
  },
};
