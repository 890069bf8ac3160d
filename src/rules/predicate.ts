// One condition of a rule; its exception of the same name asks the same. New-TransportRule
import type { EnvelopeRecipient, MailItem } from "../agent-api/mail-item.ts";
import type { RuleConditions, TransportRule } from "../organization/organization.ts";
import type { RuleContext } from "./rule-context.ts";

export interface RuleInput {
  readonly rule: TransportRule;
  readonly item: MailItem;
  readonly context: RuleContext;
}

export interface PredicateInput extends RuleInput {
  /** The conditions, or exceptions, among which the predicate stands: for parameters that add to another. */
  readonly among: RuleConditions;
}

export interface Answer {
  readonly held: boolean;
  /** What was there, as the end of a sentence: "the subject is \"Lunch\"". */
  readonly seen: string;
}

/** Asks about the message or its sender: one answer for all recipients. */
export interface MessagePredicate<V> {
  readonly scope: "message";
  /** The rule's values as text. */
  wanted(value: V, among: RuleConditions): readonly string[];
  /**
   * A promise only where the body must be read for it.
   * @throws RuleError
   */
  ask(value: V, input: PredicateInput): Answer | Promise<Answer>;
}

/** Asks about each recipient: a rule may match for some of them only. */
export interface RecipientPredicate<V> {
  readonly scope: "recipient";
  wanted(value: V, among: RuleConditions): readonly string[];
  ask(value: V, recipient: EnvelopeRecipient, input: PredicateInput): Answer;
}

export type Predicate<V> = MessagePredicate<V> | RecipientPredicate<V>;
