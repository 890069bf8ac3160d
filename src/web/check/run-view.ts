// A run as the page looks at it, and what is made of it: dots, who failed, what an event adds.
import type { Check } from "../api/answers.ts";

export type Outcome = Check["trials"][number]["outcome"];
type PlannedCase = Check["planned"][number];

/** The part of `check --json` that is shown. */
export interface Run {
  readonly cases: readonly CaseResult[];
  readonly notices: readonly string[];
  readonly baseline?: Baseline;
  readonly verdict: {
    readonly name?: string;
    readonly sentence: string;
    readonly perLevel: readonly {
      readonly serviceLevel: string;
      readonly generation: string;
      readonly name?: string;
      readonly why: string;
    }[];
    readonly advice: readonly { readonly sentence: string; readonly cmdlets: readonly string[] }[];
  };
}

/** What changed since an earlier run. */
export interface Baseline {
  readonly id: string;
  readonly name: string;
  readonly newlyFailing: readonly Changed[];
  readonly newlyPassing: readonly Changed[];
  readonly noLongerJudged: readonly Changed[];
  readonly verdict: { readonly before: string; readonly after: string };
}

export interface Changed {
  readonly id: string;
  readonly level: string;
  /** Undefined: the earlier run did not have it. */
  readonly before?: Outcome;
  readonly after: Outcome;
  readonly sentence: string;
}

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly outcome: Outcome;
  readonly sentence: string;
  readonly requirement: { readonly text: string; readonly source: string };
  readonly sends: string;
  readonly judges: string;
  readonly trials: readonly {
    readonly form: string;
    readonly tenant: string;
    readonly serviceLevel: string;
    readonly outcome: Outcome;
    readonly sentence: string;
  }[];
}

export const runOf = (check: Check): Run | undefined => (check.run ?? undefined) as unknown as Run | undefined;

/** What the event stream tells of a run. */
export interface CheckEvent {
  readonly checkId: string;
  readonly state: Check["state"];
  /** How many have ended. */
  readonly trials: number;
  readonly trial?: Check["trials"][number];
}

/** The run after an event; undefined where it must be asked for: it has ended, or something was missed. */
export function withEvent(check: Check | undefined, { state, trials, trial }: CheckEvent): Check | undefined {
  if (!check || state !== "running") return undefined;
  if (trials <= check.trials.length) return check;
  return trial && trials === check.trials.length + 1 ? { ...check, trials: [...check.trials, trial] } : undefined;
}

/** An answer may be older than what was told meanwhile. */
export const laterOf = (known: Check | undefined, answer: Check): Check =>
  known?.id === answer.id && answer.state === "running" && known.trials.length > answer.trials.length ? known : answer;

export interface Dot {
  readonly id: string;
  readonly title: string;
  /** Undefined: none of its trials has ended. */
  readonly outcome: Outcome | undefined;
  readonly sentence: string;
  readonly isComplete: boolean;
}

/** The worst counts, as for the case as a whole. */
const WORST_FIRST: readonly Outcome[] = ["FAILED", "NON-STRICT", "INFORMATIONAL", "SKIPPED", "OK"];

/** One for each case, by group, in the order of the plan. */
export function dotsOf({ planned, trials }: Pick<Check, "planned" | "trials">): Map<string, Dot[]> {
  const groups = new Map<string, Dot[]>();
  for (const one of planned) {
    const group = one.id.split("-")[0] ?? "";
    groups.set(group, [...(groups.get(group) ?? []), dotOf(one, trials)]);
  }
  return groups;
}

function dotOf({ id, title, trials: count }: PlannedCase, trials: Check["trials"]): Dot {
  const mine = trials.filter(({ caseId }) => caseId === id);
  const outcome = WORST_FIRST.find((worst) => mine.some((trial) => trial.outcome === worst));
  const sentence = mine.find((trial) => trial.outcome === outcome)?.sentence ?? "";
  return { id, title, outcome, sentence, isComplete: mine.length >= count };
}

/** What is told one by one: the worst first. */
export function toldCases({ cases }: Run): CaseResult[] {
  const order = (one: CaseResult) => WORST_FIRST.indexOf(one.outcome);
  return cases.filter(({ outcome }) => outcome !== "OK").sort((a, b) => order(a) - order(b));
}

/** Trials that ended alike are told once, with where they ran. */
export function bySentence({ trials, outcome }: CaseResult): (readonly [sentence: string, places: string])[] {
  const places = new Map<string, string[]>();
  for (const trial of trials.filter((one) => one.outcome === outcome)) {
    const place = `${trial.form.toUpperCase()}, ${trial.tenant}, ${trial.serviceLevel}`;
    places.set(trial.sentence, [...(places.get(trial.sentence) ?? []), place]);
  }
  return [...places].map(([sentence, where]) => [sentence, where.join("; ")]);
}
