// `check --matrix` and `--baseline` as text.
import { hasChanged, type Matrix, type MatrixRow } from "../../check/reports/matrix.ts";
import type { BaselineComparison, Changed } from "../../check/run.ts";
import { printable, type Style, styleFor } from "../style.ts";
import { formatTable, type Row } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { plural } from "./wording.ts";

export function formatMatrix({ columns, rows }: Matrix, terminal: Terminal): string {
  const style = styleFor(terminal);
  const header = ["case", ...columns.map(({ label }) => label), "title"];
  const verdicts: Row = ["verdict", ...columns.map(({ verdict }) => verdict), ""];
  const changed = rows.filter(hasChanged).length;
  return [
    formatTable([verdicts, ...rows.map((row) => rowOf(row, style))], { header }),
    "",
    `${plural(rows.length, "case")}, ${changed} changed (≠: unlike the build before).`,
  ].join("\n");
}

function rowOf({ id, cells, title }: MatrixRow, style: Style): Row {
  const shown = cells.map(({ outcome = "–", isChanged }) => {
    const paint = outcome === "FAILED" ? style.bad : isChanged ? style.bold : undefined;
    return { text: isChanged ? `${outcome} ≠` : outcome, ...(paint && { paint }) };
  });
  return [id, ...shown, title];
}

export function formatBaseline(compared: BaselineComparison, terminal: Terminal): string {
  const style = styleFor(terminal);
  const { name, newlyFailing, newlyPassing, noLongerJudged, verdict } = compared;
  const musts = newlyFailing.filter(({ level }) => level === "must");
  const list = (title: string, changes: readonly Changed[]) =>
    changes.length === 0
      ? []
      : [
          title,
          ...changes.map(
            ({ id, before = "not run", after, sentence }) => `  ${id}  ${before} → ${after}: ${printable(sentence)}`,
          ),
        ];
  const isSame = newlyFailing.length + newlyPassing.length + noLongerJudged.length === 0;
  return [
    "",
    style.bold(`Against the baseline ${name}:`),
    ...(verdict.before === verdict.after ? [] : [`Verdict: ${verdict.before} → ${verdict.after}`]),
    ...(musts.length > 0 ? [style.bad(`A must fails newly: ${musts.map(({ id }) => id).join(", ")}`)] : []),
    ...list("Newly failing:", newlyFailing),
    ...list("Newly passing:", newlyPassing),
    ...list("No longer judged:", noLongerJudged),
    ...(isSame ? ["No case ends otherwise."] : []),
  ].join("\n");
}
