// The catalogue as --list has it.
import { formOf } from "../cases/case.ts";
import { CASES, groupOf } from "../cases/catalogue.ts";
import type { Form, Group, Level, Requirement, ServiceLevel, TenantSetting } from "../run.ts";

export interface ListedCase {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly level: Level;
  readonly requirement: Requirement;
  readonly sends: string;
  readonly judges: string;
  readonly settings: readonly {
    readonly form: Form;
    readonly tenant: TenantSetting;
    readonly serviceLevel: ServiceLevel;
  }[];
}

export function listCases(cases = CASES): ListedCase[] {
  return cases.map((one) => {
    const { id, title, level, requirement, sends, judges, settings = [{}] } = one;
    const full = settings.map((setting) => {
      const { tenant = "default", serviceLevel = "2026-09" } = setting;
      return { form: formOf(setting), tenant, serviceLevel };
    });
    return { id, group: groupOf(one), title, level, requirement, sends, judges, settings: full };
  });
}
