// Inbox rules in the trace: one event for each rule that matched, before that of the delivery.
import type { PromotedDelivery, StoreDriverContext } from "../../agent-api/agents.ts";
import type { AppliedRules } from "./apply-rules.ts";

export async function trackRules(
  { rules }: AppliedRules,
  { item, recipient, mailbox }: PromotedDelivery,
  context: StoreDriverContext,
): Promise<void> {
  for (const { name, actions, notes } of rules) {
    await context.track(item, {
      eventId: "AGENTINFO",
      source: "STOREDRIVER",
      recipients: [recipient.address],
      context: name,
      detail: [`Inbox rule: '${name}', actions: ${actions.join("; ") || "none"}`, ...notes].join("; "),
      data: { inboxRule: name, mailbox, actions, ...(notes.length > 0 && { notes }) },
    });
  }
}
