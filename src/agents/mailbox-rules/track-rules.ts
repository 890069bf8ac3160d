// Inbox rules in the trace, before the delivery's own event: one event for each rule that matched, and for all mailboxes whose
// rule it is word for word.
import type { StoreDriverContext } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { AppliedRule, AppliedRules } from "./apply-rules.ts";

export class RuleEvents {
  readonly #byText = new Map<string, { readonly rule: AppliedRule; readonly recipients: string[] }>();

  add({ rules }: AppliedRules, recipient: string): void {
    for (const rule of rules) {
      const text = JSON.stringify(rule);
      const known = this.#byText.get(text);
      if (known) known.recipients.push(recipient);
      else this.#byText.set(text, { rule, recipients: [recipient] });
    }
  }

  async track(item: MailItem, context: StoreDriverContext): Promise<void> {
    for (const { rule, recipients } of this.#byText.values()) {
      const { name, actions, notes } = rule;
      await context.track(item, {
        eventId: "AGENTINFO",
        source: "STOREDRIVER",
        recipients,
        context: name,
        detail: [`Inbox rule: '${name}', actions: ${actions.join("; ") || "none"}`, ...notes].join("; "),
        data: { inboxRule: name, actions, ...(notes.length > 0 && { notes }) },
      });
    }
  }
}
