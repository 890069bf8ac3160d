// A run as the page looks at it, and what is made of it: dots, the command that runs the same, who failed.
import type { Check, NewCheck } from "../api/answers.ts";

export type Outcome = Check["trials"][number]["outcome"];
type PlannedCase = Check["planned"][number];

/** The part of `check --json` that is shown. */
export interface Run {
  readonly cases: readonly CaseResult[];
  readonly notices: readonly string[];
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

/** Quoted for a shell where it has to be. */
const word = (text: string): string => (/^[\w.:@/[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The same run on the command line. */
export function commandOf({ builtIn, smartHost, returnPort, profile, tls, build }: NewCheck): string {
  const words = ["npx recall-sandbox check"];
  if (builtIn !== undefined) words.push(`--builtin ${builtIn}`);
  if (smartHost !== undefined) words.push(`--smart-host ${word(smartHost)}`);
  if (smartHost !== undefined && returnPort !== undefined) words.push(`--return 127.0.0.1:${returnPort}`);
  words.push(`--profile ${profile ?? "recall"}`);
  if (tls !== undefined && tls !== "opportunistic") words.push(`--tls ${tls}`);
  if (build !== undefined && build !== "") words.push(`--build ${word(build)}`);
  return words.join(" ");
}
