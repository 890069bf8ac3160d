// The plan of a run: which cases, each in which stages, with which mailboxes.

import { type Case, formOf } from "./cases/case.ts";
import { CASES, groupOf } from "./cases/catalogue.ts";
import { CheckError, type CheckOptions, PROFILES } from "./options.ts";
import { type Form, GROUPS, type Group, SERVICE_LEVELS, TENANT_SETTINGS } from "./run.ts";
import type { Stage } from "./tenant/configuration.ts";

export interface PlannedTrial {
  readonly of: Case;
  readonly stage: Stage;
  readonly form: Form;
  readonly recipients: readonly string[];
  readonly hasOwnRecipients: boolean;
}

/** Throws CheckError where nothing fits. */
export function chooseCases({ only = [], profile = "full" }: Pick<CheckOptions, "only" | "profile">): Case[] {
  if (only.length === 0) {
    const groups: readonly Group[] = PROFILES[profile];
    return CASES.filter((one) => groups.includes(groupOf(one)));
  }
  const names = only.map((name) => name.trim().toUpperCase());
  const unknown = names.find(
    (name) => !(GROUPS as readonly string[]).includes(name) && !CASES.some(({ id }) => id === name),
  );
  if (unknown !== undefined)
    throw new CheckError(`No case or group is called "${unknown}": see recall-sandbox check --list`);
  return CASES.filter((one) => names.includes(one.id) || names.includes(groupOf(one)));
}

/** In the order in which they are run: stage by stage. */
export function planTrials(
  cases: readonly Case[],
  options: Pick<CheckOptions, "recipients">,
  domain: string,
): PlannedTrial[] {
  const given = options.recipients ?? [];
  let next = 0;
  const trials = cases.flatMap((of) =>
    (of.settings ?? [{}]).map((setting, index): PlannedTrial => {
      const { tenant = "default", serviceLevel = "2026-09" } = setting;
      const count = of.recipients ?? 1;
      const own = Array.from({ length: count }, (_, at) => {
        const local = `${of.id.toLowerCase()}-${index + 1}${count > 1 ? `.${at + 1}` : ""}`;
        if (given.length === 0) return `${local}@${domain}`;
        next += 1;
        return given[(next - 1) % given.length] as string;
      });
      const hasOwnRecipients = given.length === 0;
      return {
        of,
        stage: { tenant, serviceLevel },
        form: formOf(setting),
        recipients: [...new Set(own)],
        hasOwnRecipients,
      };
    }),
  );
  return trials.sort((a, b) => stageOrder(a.stage) - stageOrder(b.stage));
}

export function stagesOf(
  trials: readonly PlannedTrial[],
): { readonly stage: Stage; readonly trials: PlannedTrial[] }[] {
  const stages: { stage: Stage; trials: PlannedTrial[] }[] = [];
  for (const trial of trials) {
    const last = stages.at(-1);
    if (last && stageOrder(last.stage) === stageOrder(trial.stage)) last.trials.push(trial);
    else stages.push({ stage: trial.stage, trials: [trial] });
  }
  return stages;
}

const stageOrder = ({ serviceLevel, tenant }: Stage): number =>
  SERVICE_LEVELS.indexOf(serviceLevel) * TENANT_SETTINGS.length + TENANT_SETTINGS.indexOf(tenant);
