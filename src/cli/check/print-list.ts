// `check --list`: the cases, as a table or as JSON.

import { type ListedCase, listCases } from "../../check/reports/list.ts";
import { chooseCases } from "../../check/trials.ts";
import { printJson } from "../options.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { CheckCommandOptions } from "./command-options.ts";
import { inWords } from "./in-words.ts";
import { onlyOf, profileOf } from "./parse-options.ts";

export function printList(terminal: Terminal, { only, profile, json }: CheckCommandOptions): void {
  const options = { profile: profileOf(profile), ...(only !== undefined && { only: onlyOf(only) }) };
  const cases = listCases(inWords(() => chooseCases(options)));
  if (json) {
    printJson(terminal, { cases });
    return;
  }
  const rows = cases.map((one) => [one.id, one.level, formsOf(one), one.title, one.requirement.source]);
  terminal.out(formatTable(rows, { header: ["id", "level", "forms", "title", "source"] }));
  terminal.out(`\n${cases.length} cases. --list --json has what each sends and how it judges.`);
}

const formsOf = ({ settings }: ListedCase): string => [...new Set(settings.map(({ form }) => form))].join(", ");
