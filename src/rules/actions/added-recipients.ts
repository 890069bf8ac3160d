// Recipients that a rule adds: resolved like any, each once, and with the way they came in their history.
import type { EnvelopeRecipient, RecipientOrigin } from "../../agent-api/mail-item.ts";
import type { RuleContext } from "../rule-context.ts";

/** Of one message, by all rules; a group counts once. */
export const MOST_ADDED = 100;

/** `by`: the recipients that the new ones stand for. Those in `present` already are left out. */
export function addedRecipients(
  addresses: readonly string[],
  by: readonly EnvelopeRecipient[],
  present: readonly EnvelopeRecipient[],
  context: RuleContext,
): EnvelopeRecipient[] {
  const known = new Set(present.map((recipient) => context.primaryAddress(recipient.mailbox ?? recipient.address)));
  const history = by.flatMap((recipient): RecipientOrigin[] => [
    ...(recipient.history ?? []),
    { address: recipient.address, by: "rule" },
  ]);
  const added: EnvelopeRecipient[] = [];
  const more = Math.max(0, MOST_ADDED - namedByRules(present).size);
  for (const { address, mailbox, origins } of addresses.slice(0, more).flatMap((wanted) => context.resolve(wanted))) {
    const primary = context.primaryAddress(mailbox ?? address);
    if (known.has(primary)) continue;
    known.add(primary);
    added.push({ address, history: [...history, ...origins], ...(mailbox !== undefined && { mailbox }) });
  }
  return added;
}

/** What rules named to add those of these recipients that they added. */
function namedByRules(recipients: readonly EnvelopeRecipient[]): Set<string> {
  const named = new Set<string>();
  for (const { address, history = [] } of recipients) {
    const at = history.findLastIndex(({ by }) => by === "rule");
    if (at >= 0) named.add(history[at + 1]?.address ?? address);
  }
  return named;
}

export const addressesOf = (recipients: readonly EnvelopeRecipient[]): string[] =>
  recipients.map(({ address }) => address);
