// Lists the recall scenarios in docs/recall.md (--write), from what their tests declare. Fails when the list is out of
// date, a number is missing or there twice, a rule has no scenario, or a mutant of test/mutate/ has lost its place.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MUTANTS } from "../mutate/mutants.ts";
import { mutated } from "../mutate/mutated.ts";
import { EVERYWHERE, type Outcome, type Place } from "../pipeline/recall/scenarios/scenario-data.ts";
import { type DeclaredScenario, readScenarios } from "./read-scenarios.ts";
import { conclude, generatedSection, ROOT } from "./sources.ts";

const LONGEST_REPORT = 5;
const HOW_MANY = 50;

export function scenariosTable(scenarios: readonly DeclaredScenario[]): string {
  const rows = scenarios.flatMap((scenario) =>
    together(scenario.outcomes).map((outcome, index) => {
      const isFirst = index === 0;
      const cells = [
        isFirst ? `[${scenario.number}](../${scenario.file})` : "",
        isFirst ? sentence(scenario) : "",
        [outcome.case, places(outcome.at)].filter((part) => part !== undefined).join(": "),
        inWords(outcome),
        isFirst ? scenario.rules.join(", ") : "",
        isFirst ? scenario.source : "",
      ];
      return `| ${cells.map(cell).join(" | ")} |`;
    }),
  );
  return ["| nr | scenario | level | outcome | rules | source |", "|---|---|---|---|---|---|", ...rows].join("\n");
}

const sentence = ({ given, when, then }: DeclaredScenario) =>
  `**Given** ${given};<br>**when** ${when};<br>**then** ${then}.`;

/** Ways that end alike at the same places are one row. */
function together(outcomes: readonly Outcome[]): Outcome[] {
  const rows = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const key = `${places(outcome.at)} ${inWords(outcome)}`;
    const other = rows.get(key);
    const both = other?.case !== undefined && outcome.case !== undefined ? `${other.case}; ${outcome.case}` : undefined;
    rows.set(key, { ...outcome, ...(both !== undefined && { case: both }) });
  }
  return [...rows.values()];
}

/** "2023-04 A, 2024-08 A B". */
function places(at: readonly Place[]): string {
  if (EVERYWHERE.every((place) => at.includes(place))) return "all";
  const levels = [...new Set(at.map((place) => place.slice(0, 7)))];
  return levels
    .map((level) => [level, ...at.filter((place) => place.startsWith(level)).map((place) => place.slice(8))].join(" "))
    .join(", ");
}

function inWords({ report, refused }: Outcome): string {
  if (refused !== undefined) return `refused: “${refused}”`;
  if (report.length === 0) return "no recall: ordinary mail";
  const shown = report.length > LONGEST_REPORT ? report.slice(0, LONGEST_REPORT - 2) : report;
  const more = report.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join("<br>");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const scenarios = await readScenarios();
const problems: string[] = [];
const isWriting = process.argv.includes("--write");
if (!generatedSection("docs/recall.md", "scenarios", scenariosTable(scenarios), isWriting))
  problems.push("docs/recall.md is out of date: run `npm run fix`");
const rules = [...readFileSync(join(ROOT, "docs/recall.md"), "utf8").matchAll(/^- \*\*(R\d+)\*\*/gm)].map(
  ([, id]) => id,
);
const cited = new Set<string | undefined>(scenarios.flatMap((scenario) => scenario.rules));
for (let number = 1; number <= HOW_MANY; number += 1) {
  const count = scenarios.filter((scenario) => scenario.number === number).length;
  if (count !== 1) problems.push(`scenario ${number} has ${count} files`);
}
for (const rule of rules) if (!cited.has(rule)) problems.push(`no scenario cites ${rule}`);
for (const mutant of MUTANTS) {
  try {
    mutated(mutant);
  } catch (error) {
    problems.push((error as Error).message);
  }
}
for (const rule of cited)
  if (!rules.includes(rule)) problems.push(`a scenario cites ${rule}, which isn't in docs/recall.md`);
process.stdout.write(`recall-scenarios: ${scenarios.length} scenarios\n`);
conclude("recall-scenarios", problems);
