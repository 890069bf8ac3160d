// What a rule asks: its conditions and exceptions, with all about them that no message changes.
import type { EnvelopeRecipient } from "../agent-api/mail-item.ts";
import type { RuleConditions } from "../organization/organization.ts";
import { parameterName } from "../organization/transport-rule/parameter.ts";
import type { Finding } from "./explanation.ts";
import type { Answer, Predicate, PredicateInput, RuleInput } from "./predicate.ts";
import { PREDICATES } from "./predicates/index.ts";

export interface Question {
  readonly base: Pick<Finding, "kind" | "parameter" | "wanted">;
  readonly predicate: Predicate<unknown>;
  readonly value: unknown;
}

/** A question with its answer: one for all, or one for each recipient. */
export interface Asked {
  readonly question: Question;
  readonly held: boolean | ReadonlySet<EnvelopeRecipient>;
  readonly seen: string | readonly string[];
}

export const holdsFor = ({ held }: Asked, recipient: EnvelopeRecipient): boolean =>
  typeof held === "boolean" ? held : held.has(recipient);

const prepared = {
  condition: new WeakMap<RuleConditions, readonly Question[]>(),
  exception: new WeakMap<RuleConditions, readonly Question[]>(),
};

/** A promise where the body must be read. @throws RuleError */
export function askAll(kind: Finding["kind"], among: RuleConditions, input: RuleInput): (Asked | Promise<Asked>)[] {
  const questions = questionsOf(kind, among);
  if (questions.length === 0) return [];
  const asking = { ...input, among };
  return questions.map((question) => ask(question, asking));
}

/** Rules are frozen: what they ask is worked out once. */
function questionsOf(kind: Finding["kind"], among: RuleConditions): readonly Question[] {
  const known = prepared[kind].get(among);
  if (known) return known;
  const questions = (Object.keys(PREDICATES) as (keyof typeof PREDICATES)[]).flatMap((name): Question[] => {
    const value = among[name];
    if (value === undefined) return [];
    // The table pairs each name with the predicate of its value's type; a union of all loses that.
    const predicate = PREDICATES[name] as Predicate<unknown>;
    const parameter = parameterName(name, kind === "exception" ? "ExceptIf" : "");
    return [{ base: { kind, parameter, wanted: predicate.wanted(value, among) }, predicate, value }];
  });
  prepared[kind].set(among, questions);
  return questions;
}

function ask(question: Question, input: PredicateInput): Asked | Promise<Asked> {
  const { predicate, value } = question;
  if (predicate.scope === "message") {
    const answered = ({ held, seen }: Answer): Asked => ({ question, held, seen });
    const answer = predicate.ask(value, input);
    return answer instanceof Promise ? answer.then(answered) : answered(answer);
  }
  const held = new Set<EnvelopeRecipient>();
  const seen: string[] = [];
  for (const recipient of input.item.recipients) {
    const answer = predicate.ask(value, recipient, input);
    if (answer.held) held.add(recipient);
    seen.push(answer.seen);
  }
  return { question, held, seen };
}
