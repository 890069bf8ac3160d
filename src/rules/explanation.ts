// Why a rule matched or not, in sentences for an administrator and as data for a page.
import type { TransportRule } from "../organization/organization.ts";

export interface Finding {
  readonly kind: "condition" | "exception";
  /** As in the cmdlet: "FromScope", "ExceptIfHeaderContains". */
  readonly parameter: string;
  /** The rule's values; any one of them suffices. */
  readonly wanted: readonly string[];
  readonly seen: string;
  /** With `recipients`: for at least one of them. */
  readonly held: boolean;
  /** Where each recipient is asked: how many, and the first of them. */
  readonly recipients?: { readonly held: ShortList; readonly notHeld: ShortList };
  readonly sentence: string;
}

export interface ShortList {
  readonly count: number;
  readonly first: readonly string[];
}

export type RuleResult = "matched" | "matchedSome" | "notMatched" | "notActive" | "notReached" | "failed";

export interface RuleExplanation {
  readonly rule: string;
  readonly priority: number;
  readonly mode: TransportRule["mode"];
  readonly result: RuleResult;
  readonly sentence: string;
  readonly findings: readonly Finding[];
}

const LISTED = 20;

export function shortened(texts: readonly string[]): ShortList {
  return { count: texts.length, first: texts.slice(0, LISTED) };
}

/** "Condition SentTo (bob@contoso.com) held: the recipient is bob@contoso.com." */
export function findingSentence(finding: Omit<Finding, "sentence">): string {
  const { kind, parameter, wanted, seen, held } = finding;
  const name = `${kind === "condition" ? "Condition" : "Exception"} ${parameter} (${wanted.join(" or ")})`;
  return `${name} ${held ? "held" : "did not hold"}: ${seen}.`;
}

export function describeList({ count, first }: ShortList): string {
  const rest = count - first.length;
  return rest > 0 ? `${first.join(", ")} and ${rest} more` : first.join(", ");
}

export function explain(
  rule: TransportRule,
  result: RuleResult,
  sentence: string,
  findings: readonly Finding[] = [],
): RuleExplanation {
  return { rule: rule.name, priority: rule.priority, mode: rule.mode, result, sentence, findings };
}

/** Where rules are very many: of those that did nothing only this is kept with each message. */
export type BriefExplanations = Partial<Record<RuleResult, readonly BriefRule[]>>;
type BriefRule = readonly [priority: number, name: string, mode?: TransportRule["mode"]];

const BRIEF: Readonly<Record<RuleResult, string>> = {
  matched: "The rule matched",
  matchedSome: "The rule matched for others",
  notMatched: "The rule did not match",
  notActive: "The rule is disabled, or it is not its time",
  notReached: "The rule was not reached",
  failed: "The rule could not be evaluated",
};

export function inBrief(
  verdicts: readonly { readonly rule: TransportRule; readonly result: RuleResult }[],
): BriefExplanations {
  const brief: { [R in RuleResult]?: BriefRule[] } = {};
  for (const { rule, result } of verdicts) {
    const { name, priority, mode } = rule;
    const list = brief[result] ?? [];
    brief[result] = list;
    list.push(mode === "Enforce" ? [priority, name] : [priority, name, mode]);
  }
  return brief;
}

/** The message can be explained anew: cli/explain.ts. */
export function fromBrief(brief: BriefExplanations): RuleExplanation[] {
  return (Object.entries(brief) as [RuleResult, readonly BriefRule[]][]).flatMap(([result, rules]) =>
    rules.map(([priority, rule, mode = "Enforce"]) => {
      const sentence = `${BRIEF[result]}; \`recall-sandbox explain\` tells why.`;
      return { rule, priority, mode, result, sentence, findings: [] };
    }),
  );
}
