// The page of a matrix: builds as columns.
import { hasChanged, type Matrix, type MatrixRow } from "../matrix.ts";
import { html, type Markup } from "./markup.ts";
import { mark } from "./outcome.ts";
import { formatPage } from "./page.ts";

export function formatMatrixPage({ columns, rows }: Matrix): string {
  const changed = rows.filter(hasChanged);
  const head = html`<thead><tr><th>Case</th>${columns.map(({ label, runId }) => html`<th>${label}<br><span class="soft">${runId}</span></th>`)}</tr></thead>`;
  const verdicts = html`<tr><td><b>Verdict</b></td>${columns.map(
    ({ verdict }, index) =>
      html`<td class="${index > 0 && verdict !== columns[index - 1]?.verdict ? "changed" : ""}"><b>${verdict}</b></td>`,
  )}</tr>`;
  const body = html`<header><h1>Recall check: ${columns.length} builds</h1>
<p class="soft">${rows.length} cases, ${changed.length} of them changed; a cell that differs from the one before it has a frame and a ≠.</p></header>
<main><div class="scroll"><table>${head}<tbody>${verdicts}${rows.map(rowOf)}</tbody></table></div></main>`;
  return formatPage(`Recall check: ${columns.map(({ label }) => label).join(", ")}`, body);
}

function rowOf({ id, title, level, cells }: MatrixRow): Markup {
  return html`<tr><td><b>${id}</b> ${title} <span class="soft">${level}</span></td>${cells.map(
    ({ outcome, sentence, isChanged }) =>
      html`<td class="${isChanged ? "changed" : ""}" title="${sentence}">${outcome ? mark(outcome) : "–"}${isChanged && " ≠"}</td>`,
  )}</tr>
`;
}
