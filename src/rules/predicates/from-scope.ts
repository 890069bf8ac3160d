// FromScope: inside means authenticated, and a sender of ours. docs/architecture.md "Trust"
import type { RuleConditions } from "../../organization/organization.ts";
import type { Answer, MessagePredicate, RuleInput } from "../predicate.ts";
import { headerSenders } from "../senders.ts";

export const fromScope: MessagePredicate<NonNullable<RuleConditions["fromScope"]>> = {
  scope: "message",
  wanted: (scope) => [scope],
  ask(scope, input) {
    const inside = isInside(input);
    // Whoever is not inside is outside: an unauthenticated sender of ours is a stranger (chosen; the texts leave a gap).
    return { held: inside.held === (scope === "InOrganization"), seen: inside.seen };
  },
};

function isInside({ item, context }: RuleInput): Answer {
  const sender = headerSenders(item)[0] ?? item.sender;
  const isOurs = sender !== "" && context.isInOrganization(sender);
  const who = sender === "" ? "there is no sender" : `${sender} is ${isOurs ? "in" : "outside"} the organization`;
  if (item.authAs !== "Internal")
    return { held: false, seen: `the mail was not authenticated (AuthAs ${item.authAs}) and ${who}` };
  // What agents make is mail of the organization, whatever address it bears. docs/recall.md R8
  if (item.generatedBy !== undefined) return { held: true, seen: `the mail was made by ${item.generatedBy}` };
  return { held: isOurs, seen: `the mail was authenticated (AuthAs Internal) and ${who}` };
}
