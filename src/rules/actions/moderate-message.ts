// ModerateMessageByUser and ModerateMessageByManager: the message waits until a moderator lets it pass.
import { directoryOf } from "../../organization/directory.ts";
import { ruleIdOf } from "../../organization/transport-rule/rule-id.ts";
import { headerSenders } from "../senders.ts";
import type { ActionEffect, ActionInput, RuleAction } from "./rule-action.ts";
import { managerOfSender } from "./sender-attributes.ts";

export const moderateMessageByUser: RuleAction<readonly string[]> = {
  parameter: "ModerateMessageByUser",
  apply: (moderators, input) => hold(moderators, input),
};

export const moderateMessageByManager: RuleAction<boolean> = {
  parameter: "ModerateMessageByManager",
  apply(_, input) {
    const manager = managerOfSender(input);
    if (manager === undefined) return { effect: "nothing was done: the sender has no manager" };
    return hold([manager], input);
  },
};

function hold(addresses: readonly string[], { item, rule, context }: ActionInput): ActionEffect {
  const { primaryAddress } = directoryOf(context.organization);
  const moderators = [...new Set(addresses.map((address) => primaryAddress(address)))];
  if (isApproved(item.data.approvedFor, [rule.name, ruleIdOf(rule, context.organization)]))
    return { effect: "nothing was done: a moderator let it pass before" };
  const sender = primaryAddress(headerSenders(item)[0] ?? item.sender);
  if (item.authAs === "Internal" && moderators.includes(sender)) {
    return { effect: "nothing was done: its sender is a moderator" };
  }
  return { effect: `waits for ${moderators.join(", ")}`, end: { kind: "held", moderators } };
}

/** As transport keeps it with a message that a moderator let pass. */
function isApproved(approvedFor: string | undefined, names: readonly string[]): boolean {
  const approved = approvedFor === undefined ? [] : (JSON.parse(approvedFor) as string[]);
  return names.some((name) => approved.includes(`rule:${name}`));
}
