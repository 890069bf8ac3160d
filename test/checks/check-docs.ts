// Puts the cases of the check into docs/check.md (--write), and with --measure what runs against all presets say. Fails when
// a case is described twice, or the document lists others.

import { formOf } from "../../src/check/cases/case.ts";
import { CASES, groupOf } from "../../src/check/cases/catalogue.ts";
import { GROUPS, type Group } from "../../src/check/run.ts";
import { mutantsTable, PRESET_NAMES, presetsTable, runPreset } from "../check/measured.ts";
import { conclude, generatedSection } from "./sources.ts";

const TITLES: Readonly<Record<Group, string>> = {
  WIRE: "SMTP as it is spoken",
  MIME: "Do no harm",
  TNEF: "Rich text",
  ID: "What a message is known by",
  HDR: "Exchange's header fields",
  RECALL: "Recall from end to end",
  REPORT: "Reports",
  ORDER: "Order and outages",
  LOOP: "Loops",
  PACK: "Mail that products do not support",
};

export function casesSection(): string {
  return GROUPS.map((group) => {
    const rows = CASES.filter((one) => groupOf(one) === group).map(
      ({ id, level, requirement, settings, sends, judges }) => {
        const forms = [...new Set((settings ?? [{}]).map(formOf))].join(", ");
        return `| ${id} | ${level} | ${cell(requirement.text)} | ${cell(requirement.source)} | ${forms} | ${cell(sends)} | ${cell(judges)} |`;
      },
    );
    const head = "| id | level | requirement | source | forms | sends | judges |\n|---|---|---|---|---|---|---|";
    return `### ${group}: ${TITLES[group]}\n\n${[head, ...rows].join("\n")}\n`;
  }).join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

const isWriting = process.argv.includes("--write") || process.argv.includes("--measure");
const problems = CASES.map(({ id }) => id)
  .filter((id, index, all) => all.indexOf(id) !== index)
  .map((id) => `${id} is the id of two cases`);
for (const [name, content] of [
  ["cases", casesSection()],
  ["mutants", mutantsTable()],
] as const)
  if (!generatedSection("docs/check.md", name, content, isWriting))
    problems.push(`docs/check.md is out of date (${name}): run \`npm run fix\``);
if (process.argv.includes("--measure")) {
  const rows = [];
  for (const preset of PRESET_NAMES) rows.push((await runPreset(preset)).row);
  generatedSection("docs/check.md", "presets", presetsTable(rows), true);
}
conclude("check-docs", problems);
