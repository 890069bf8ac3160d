// WithImportance: what the header says; Normal when it says nothing. [MS-OXCMAIL] §2.2.3.2.2
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { RuleConditions } from "../../organization/organization.ts";
import type { MessagePredicate } from "../predicate.ts";

type Importance = NonNullable<RuleConditions["withImportance"]>;

export const withImportance: MessagePredicate<Importance> = {
  scope: "message",
  wanted: (importance) => [importance],
  ask(importance, { item }) {
    const seen = importanceOf(item);
    return { held: seen === importance, seen: `the importance is ${seen}` };
  },
};

function importanceOf({ headers }: MailItem): Importance {
  const word = headers.get("Importance")?.trim().toLowerCase();
  if (word !== undefined) return word === "high" ? "High" : word === "low" ? "Low" : "Normal";
  const priority = Number.parseInt(headers.get("X-Priority") ?? "3", 10);
  return priority < 3 ? "High" : priority > 3 ? "Low" : "Normal";
}
