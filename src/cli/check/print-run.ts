// A run as a terminal shows it: what failed and why, the verdict with the customer's advice, the counts.
import type { CaseResult, Outcome, Run, Trial, Verdict } from "../../check/run.ts";
import { printable, type Style, styleFor } from "../style.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { plural, spent } from "./wording.ts";
import { wrap } from "./wrap.ts";

/** Told one by one, in this order. */
const TOLD: readonly Outcome[] = ["FAILED", "NON-STRICT", "INFORMATIONAL", "SKIPPED"];

export interface PrintOptions {
  /** Folder of the report that was written. */
  readonly report?: string;
}

export function formatRun(run: Run, terminal: Terminal, options: PrintOptions = {}): string {
  const style = styleFor(terminal);
  const layout = { style, columns: readable(terminal.columns), ...options };
  const told = TOLD.flatMap((outcome) => run.cases.filter((one) => one.outcome === outcome));
  return [
    "",
    ...told.flatMap((one) => [...formatCase(one, layout), ""]),
    ...run.notices.map((notice) => `Note: ${printable(notice)}`),
    ...formatVerdict(run.verdict, layout),
    "",
    lastLine(run, style),
    ...(options.report === undefined ? [] : [`Report: ${options.report}/index.html, junit.xml, run.json`]),
  ].join("\n");
}

const readable = (columns: number): number => (Number.isFinite(columns) ? Math.min(columns, 120) : columns);

interface Layout extends PrintOptions {
  readonly style: Style;
  readonly columns: number;
}

function formatCase(one: CaseResult, layout: Layout): string[] {
  const { style } = layout;
  const paint = one.outcome === "FAILED" ? style.bad : one.outcome === "NON-STRICT" ? style.bold : style.dim;
  const head = `${style.bold(one.id)}  ${printable(one.title)}`;
  if (one.outcome === "SKIPPED" || one.outcome === "INFORMATIONAL")
    return [`${paint(one.outcome)}  ${head}`, ...paragraph(one.sentence, layout)];
  const failed = one.trials.filter((trial) => trial.outcome === one.outcome);
  return [
    `${paint(one.outcome)}  ${head}  (${one.level})`,
    ...(failed.length > 0 ? bySentence(failed) : [one.sentence]).flatMap((text) => paragraph(text, layout)),
    ...paragraph(`Required: ${one.requirement.text} (${one.requirement.source})`, layout),
    ...evidenceOf(one, layout),
  ];
}

/** Trials that ended alike are told once, with where they ran. */
function bySentence(trials: readonly Trial[]): string[] {
  const where = new Map<string, string[]>();
  for (const { sentence, form, tenant, serviceLevel } of trials) {
    const place = `${form.toUpperCase()}, ${tenant}, ${serviceLevel}`;
    where.set(sentence, [...(where.get(sentence) ?? []), place]);
  }
  return [...where].map(([sentence, places]) => `${sentence} [${places.join("; ")}]`);
}

function evidenceOf(one: CaseResult, { report, style, columns }: Layout): string[] {
  const legs = one.trials.flatMap(({ evidence }) => evidence.flatMap((each) => each.legs));
  if (report === undefined)
    return legs.length === 0 ? [] : [style.dim(`    ${plural(legs.length, "leg")} captured: --report DIR keeps them`)];
  const files = [...new Set(legs.map(({ sha256 }) => `${report}/evidence/${sha256}.eml`))];
  const more = files.length > 4 ? [`    and ${files.length - 4} more`] : [];
  return [
    ...wrap(`Evidence: ${report}/index.html#${one.id}`, columns, "    "),
    ...files.slice(0, 4).map((file) => `    ${file}`),
    ...more,
  ].map(style.dim);
}

const paragraph = (text: string, { columns }: Layout): string[] => wrap(printable(text), columns, "    ");

function formatVerdict(verdict: Verdict, layout: Layout): string[] {
  const { style } = layout;
  const paint = verdict.name === "Transparent" ? style.good : verdict.name === undefined ? style.bold : style.bad;
  const rows = verdict.perLevel.map(({ serviceLevel, generation, name, why }) => [
    serviceLevel,
    generation,
    name ?? "no verdict",
    // The sentence above says it.
    verdict.sentence.includes(why) ? "" : why,
  ]);
  const isAllSaid = rows.every(([, , , why]) => why === "");
  return [
    `Verdict: ${paint(verdict.name ?? "none")}`,
    ...paragraph(verdict.sentence, layout),
    ...(verdict.name === undefined
      ? []
      : [
          "",
          formatTable(rows, {
            header: ["level", "generation", "verdict", ...(isAllSaid ? [] : ["why"])],
            indent: "    ",
          }),
        ]),
    ...verdict.advice.flatMap(({ sentence, cmdlets }) => [
      "",
      ...paragraph(sentence, layout),
      // Unbroken, whatever the width: to be copied.
      ...cmdlets.map((cmdlet) => `      ${printable(cmdlet)}`),
    ]),
  ];
}

function lastLine(run: Run, style: Style): string {
  const { counts } = run;
  const ms = Date.parse(run.endedAt) - Date.parse(run.startedAt);
  const parts = [
    `${counts.OK} OK`,
    counts["NON-STRICT"] > 0 ? `${counts["NON-STRICT"]} NON-STRICT` : "",
    counts.INFORMATIONAL > 0 ? `${counts.INFORMATIONAL} INFORMATIONAL` : "",
    counts.FAILED > 0 ? style.bad(`${counts.FAILED} FAILED`) : "0 FAILED",
    counts.SKIPPED > 0 ? `${counts.SKIPPED} SKIPPED` : "",
  ].filter((part) => part !== "");
  return `${plural(run.cases.length, "case")} in ${spent(ms)}: ${parts.join(", ")} · seed ${run.seed} · exit ${run.exitCode}`;
}
