// A saved run: run.json, or the folder of a report. What was written by another hand is not believed unread.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { CheckError } from "../options.ts";
import { GROUPS, OUTCOMES, type Run, SERVICE_LEVELS, TENANT_SETTINGS, VERDICTS } from "../run.ts";

const outcome = z.enum(OUTCOMES);
const trial = z.looseObject({
  ...{ form: z.enum(["mime", "tnef"]), tenant: z.enum(TENANT_SETTINGS), serviceLevel: z.enum(SERVICE_LEVELS) },
  ...{ outcome, sentence: z.string() },
});
const level = z.enum(["must", "should", "info"]);
const caseResult = z.looseObject({
  ...{ id: z.string().regex(/^[A-Z]+-\d+$/), group: z.enum(GROUPS), title: z.string(), outcome, sentence: z.string() },
  level,
  trials: z.array(trial),
});
const changed = z.array(
  z.looseObject({
    ...{ id: z.string(), title: z.string(), level, sentence: z.string() },
    ...{ before: outcome.optional(), after: outcome },
  }),
);
const verdictName = z.enum([...VERDICTS, "none"]);
const baseline = z.looseObject({
  ...{ id: z.string(), name: z.string(), newlyFailing: changed, newlyPassing: changed, noLongerJudged: changed },
  verdict: z.looseObject({ before: verdictName, after: verdictName }),
});
const run = z.looseObject({
  ...{ format: z.literal("recall-sandbox check 1"), id: z.string(), startedAt: z.string(), seed: z.number() },
  smartHost: z.looseObject({ address: z.string(), build: z.string().optional() }),
  settings: z.looseObject({
    ...{ profile: z.string(), domain: z.string(), from: z.string(), return: z.string(), loopHeader: z.string() },
    ...{ edits: z.array(z.string()), only: z.array(z.string()), strict: z.boolean(), timeoutMs: z.number() },
  }),
  cases: z.array(caseResult),
  verdict: z.looseObject({ name: z.enum(VERDICTS).optional(), sentence: z.string() }),
  baseline: baseline.optional(),
});

/** @throws CheckError */
export function loadRun(path: string): Run {
  const file = isFolder(path) ? join(path, "run.json") : path;
  const text = read(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CheckError(`${file} is no saved run: ${(error as Error).message}`);
  }
  const { success, error } = run.safeParse(json);
  if (success) return json as Run;
  const [issue] = error.issues;
  throw new CheckError(
    `${file} is no saved run of this version: ${issue?.path.join(".") || "the whole"}: ${issue?.message}. Make it with --report or --json.`,
  );
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CheckError(`No saved run can be read there: ${(error as Error).message}`);
  }
}
