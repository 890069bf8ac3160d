// One action of a rule. It edits the item, and says in words what it did.
import type { NewMessage } from "../../agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { TransportRule } from "../../organization/organization.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { RuleInput } from "../predicate.ts";

/** After these no later rule sees the recipients. */
export type RuleEnd =
  | { readonly kind: "stopped" }
  | { readonly kind: "deleted" }
  | { readonly kind: "quarantined" }
  /** Held until one of the moderators decides; their addresses. */
  | { readonly kind: "held"; readonly moderators: readonly string[] }
  /** Could not be evaluated, and RuleErrorAction says to try again later. */
  | { readonly kind: "deferred"; readonly reason: string }
  | { readonly kind: "rejected"; readonly reply: SmtpReply };

export interface ActionEffect {
  /** "X-A is now \"true\"" */
  readonly effect: string;
  readonly end?: RuleEnd;
  /** Addresses that were put in place of, or beside, others. */
  readonly redirect?: { readonly from: readonly string[]; readonly to: readonly string[] };
  /** Reports and notifications: mail that the action sends. */
  readonly messages?: readonly NewMessage[];
}

export interface ActionInput extends RuleInput {
  /** Whom the rule matched for; of `item.recipients` where the rule is enforced. */
  readonly matched: readonly EnvelopeRecipient[];
}

export interface RuleAction<V> {
  /** As in the cmdlet. */
  readonly parameter: string;
  /** Modes that only test and in which it acts all the same: it changes nothing of the message. New-TransportRule -Mode */
  readonly actsIn?: readonly TransportRule["mode"][];
  apply(value: V, input: ActionInput): ActionEffect | Promise<ActionEffect>;
}

/** Header edits make a new block: another fork may hold the old one. */
export function editHeaders(item: MailItem, edit: (headers: MailItem["headers"]) => void): void {
  const headers = item.headers.clone();
  edit(headers);
  item.headers = headers;
}
