// What the mail-flow rules would make of a message, and why. Everything here is JSON as it is.
import type { AuthAs, Entry } from "../../agent-api/mail-item.ts";
import type { RuleEnd } from "../../rules/actions/rule-action.ts";
import type { RuleExplanation, ShortList } from "../../rules/explanation.ts";

export interface MessageExplanation {
  /** The rules and the clock are those of this instant, ISO 8601. */
  readonly at: string;
  readonly message: ExplainedMessage;
  /** Why no rule is asked, where none is. */
  readonly exempt: string | null;
  /** Recipients whom the rules never see. */
  readonly unresolved: readonly Unresolved[];
  /** One for each set of recipients that the rules treat alike. */
  readonly outcomes: readonly ExplainedOutcome[];
}

export interface ExplainedMessage {
  readonly messageId: string;
  readonly subject: string;
  /** P1. */
  readonly sender: string;
  readonly entry: Entry;
  readonly authAs: AuthAs;
  /** Bytes. */
  readonly size: number;
}

export interface Unresolved {
  readonly recipients: ShortList;
  /** "550 5.1.10 …", or that a moderator is asked first. */
  readonly reason: string;
}

export interface ExplainedOutcome {
  /** As the rules leave them. */
  readonly recipients: ShortList;
  /** In order of priority. */
  readonly rules: readonly ExplainedRule[];
  readonly end: ExplainedEnd;
}

export interface ExplainedEnd {
  /** "passed": every rule was asked, and the message goes on. */
  readonly kind: "passed" | RuleEnd["kind"];
  /** The rule that ended processing. */
  readonly rule: string | null;
  readonly sentence: string;
}

export interface ExplainedRule extends RuleExplanation {
  /** Whom it matched for. */
  readonly recipients: ShortList;
  /** False in the modes that only test. */
  readonly enforced: boolean;
  readonly actions: readonly ExplainedAction[];
}

export interface ExplainedAction {
  /** As in the cmdlet. */
  readonly action: string;
  readonly effect: string;
  readonly headers: readonly HeaderChange[];
  readonly body: readonly BodyChange[];
  readonly recipients: { readonly added: ShortList; readonly removed: ShortList };
  /** Mail that it would send. */
  readonly sends: readonly { readonly recipients: readonly string[]; readonly subject: string }[];
}

/** Values as a reader sees them. */
export interface HeaderChange {
  readonly kind: "added" | "removed" | "changed";
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface BodyChange {
  readonly kind: "added" | "removed" | "changed" | "reordered" | "refolded" | "re-encoded" | "renamed" | "inserted";
  /** "part 1.2 text/html" */
  readonly where: string;
  readonly before: string | null;
  readonly after: string | null;
}
