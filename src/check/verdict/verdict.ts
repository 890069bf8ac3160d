// What a run says of the product, per service level and generation, with what its customers must do.
import {
  type LevelVerdict,
  SERVICE_LEVELS,
  type ServiceLevel,
  TENANT_SETTINGS,
  type TenantSetting,
  type Verdict,
} from "../run.ts";
import { adviceFor } from "./advice.ts";
import { type Foreseen, foresee, formUnder, type SeenRecall } from "./model.ts";
import { nameOf } from "./name.ts";

export type Generation = "A" | "B";

/** A recall from end to end, as a trial saw it. */
export interface FullRun {
  readonly generation: Generation;
  readonly serviceLevel: ServiceLevel;
  readonly tenant: TenantSetting;
  /** Absent where the request stayed in the tenant, or too little came of it. */
  readonly seen?: SeenRecall;
  readonly outcome?: { readonly recalled: boolean; readonly right: boolean; readonly why: string };
}

export interface Customer {
  readonly domain: string;
  readonly loopHeader: { readonly name: string; readonly value: string };
}

const DEFAULT_LEVEL = SERVICE_LEVELS[0];

export function verdictOf(runs: readonly FullRun[], customer: Customer): Verdict {
  const perLevel = SERVICE_LEVELS.flatMap((serviceLevel) =>
    (["A", "B"] as const).map((generation) => levelVerdict(serviceLevel, generation, runs)),
  ).filter((verdict) => verdict !== undefined);
  const atDefault = perLevel.filter(
    ({ serviceLevel, outcomes }) => serviceLevel === DEFAULT_LEVEL && outcomes.length > 0,
  );
  if (atDefault.length < 2)
    return { sentence: "No verdict: the recall cases of both generations were not run.", perLevel, advice: [] };
  const name = nameOf((tenant) => atDefault.every((verdict) => isRight(verdict, tenant)));
  const why = atDefault.map(({ why: sentence }) => sentence);
  const sentence =
    name === "Transparent"
      ? "A message that passed through this smart host can be recalled, and the report says so, with default settings of the tenant."
      : [...new Set(why)].join(" ");
  return { name, sentence, perLevel, advice: adviceFor(name, customer) };
}

function levelVerdict(
  serviceLevel: ServiceLevel,
  generation: Generation,
  runs: readonly FullRun[],
): LevelVerdict | undefined {
  if (serviceLevel === "2023-04" && generation === "B")
    return { serviceLevel, generation, why: "Recall of this generation does not exist at this level.", outcomes: [] };
  const outcomes = TENANT_SETTINGS.map((tenant) => outcomeOf(serviceLevel, generation, tenant, runs)).filter(
    (outcome) => outcome !== undefined,
  );
  if (outcomes.length < TENANT_SETTINGS.length) return undefined;
  const name = nameOf((tenant) => outcomes.some((one) => one.tenant === tenant && one.recalled && one.reported));
  const telling = outcomes.find((one) => !(one.recalled && one.reported)) ?? outcomes[0];
  return { serviceLevel, generation, name, why: `${telling?.why ?? ""}.`, outcomes };
}

/** Seen from end to end where it was; else foreseen of the legs of the same form. */
function outcomeOf(
  serviceLevel: ServiceLevel,
  generation: Generation,
  tenant: TenantSetting,
  runs: readonly FullRun[],
) {
  const own = runs.filter((run) => run.generation === generation);
  const full = own.find((run) => run.serviceLevel === serviceLevel && run.tenant === tenant && run.outcome);
  const foreseen = foreseenOf(serviceLevel, tenant, own);
  if (full?.outcome) {
    const { recalled, right, why } = full.outcome;
    return { tenant, recalled, reported: right, why: foreseen && !right ? foreseen.why : why };
  }
  return foreseen && { tenant, ...foreseen };
}

export function foreseenOf(
  serviceLevel: ServiceLevel,
  tenant: TenantSetting,
  runs: readonly FullRun[],
): Foreseen | undefined {
  const form = formUnder(tenant);
  const seen = runs.find((run) => run.seen && formUnder(run.tenant) === form)?.seen;
  return seen && foresee(serviceLevel, tenant, seen);
}

const isRight = ({ outcomes }: LevelVerdict, tenant: TenantSetting): boolean =>
  outcomes.some((one) => one.tenant === tenant && one.recalled && one.reported);
