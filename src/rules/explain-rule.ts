// The answers to what a rule asks, as sentences: why it matched, or for whom it did not.
import type { EnvelopeRecipient } from "../agent-api/mail-item.ts";
import type { TransportRule } from "../organization/organization.ts";
import {
  describeList,
  explain,
  type Finding,
  findingSentence,
  type RuleExplanation,
  type RuleResult,
  shortened,
} from "./explanation.ts";
import { type Asked, holdsFor } from "./questions.ts";

export interface Answered {
  readonly rule: TransportRule;
  /** Whom it was asked for. */
  readonly recipients: readonly EnvelopeRecipient[];
  readonly matched: readonly EnvelopeRecipient[];
  readonly conditions: readonly Asked[];
  readonly exceptions: readonly Asked[];
}

export function resultOf({ recipients, matched }: Pick<Answered, "recipients" | "matched">): RuleResult {
  if (matched.length === 0) return "notMatched";
  return matched.length === recipients.length ? "matched" : "matchedSome";
}

export function explainRule({ rule, recipients, matched, conditions, exceptions }: Answered): RuleExplanation {
  const result = resultOf({ recipients, matched });
  const findings = [...conditions, ...exceptions].map((asked) => findingOf(asked, recipients));
  if (result === "matched") {
    const what = conditions.length === 0 ? "it has no conditions" : "every condition held";
    const but = exceptions.length === 0 ? "" : ", no exception did";
    return explain(rule, result, `The rule matched: ${what}${but}.`, findings);
  }
  // What kept recipients out: a condition that failed, or else an exception that held, for one of them at least.
  const kept = new Set(matched);
  const left = recipients.filter((recipient) => !kept.has(recipient));
  const failed = conditions.findIndex((asked) => left.some((recipient) => !holdsFor(asked, recipient)));
  const vetoed = exceptions.findIndex((asked) => left.some((recipient) => holdsFor(asked, recipient)));
  const at = failed >= 0 ? failed : vetoed >= 0 ? conditions.length + vetoed : -1;
  const reason = findings[at]?.sentence ?? "The message has no recipients.";
  if (result === "notMatched") return explain(rule, result, `The rule did not match. ${reason}`, findings);
  const some = `The rule matched for ${matched.length} of ${recipients.length} recipients.`;
  return explain(rule, result, `${some} ${reason}`, findings);
}

function findingOf({ question, held, seen }: Asked, all: readonly EnvelopeRecipient[]): Finding {
  const { base } = question;
  if (typeof held === "boolean") return withSentence({ ...base, held, seen: typeof seen === "string" ? seen : "" });
  const recipients = {
    held: listOf(all.filter((recipient) => held.has(recipient))),
    notHeld: listOf(all.filter((recipient) => !held.has(recipient))),
  };
  const isSplit = recipients.held.count > 0 && recipients.notHeld.count > 0;
  const text = isSplit
    ? `for ${describeList(recipients.held)}; not for ${describeList(recipients.notHeld)}`
    : describeList(shortened([seen].flat())) || "there are no recipients";
  return withSentence({ ...base, held: held.size > 0, seen: text, recipients });
}

const listOf = (recipients: readonly EnvelopeRecipient[]) => shortened(recipients.map(({ address }) => address));

function withSentence(finding: Omit<Finding, "sentence">): Finding {
  return { ...finding, sentence: findingSentence(finding) };
}
