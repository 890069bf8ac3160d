// Groups of cases: how many ended how, and a way to each.
import { GROUPS, type Group, OUTCOMES, type Run } from "../../run.ts";
import { html, type Markup } from "./markup.ts";

const NAMES: Readonly<Record<Group, string>> = {
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

const SIGNS = { OK: "✓", "NON-STRICT": "!", INFORMATIONAL: "i", FAILED: "✗", SKIPPED: "–" } as const;

export function groupsSection({ cases }: Run): Markup {
  const groups = GROUPS.filter((group) => cases.some((one) => one.group === group));
  return html`<section><h2>Groups</h2><div class="scroll"><table>
<thead><tr><th>Group</th>${OUTCOMES.map((outcome) => html`<th class="num narrow">${outcome}</th>`)}<th>Cases</th></tr></thead>
<tbody>${groups.map((group) => row(group, cases))}</tbody></table></div></section>`;
}

function row(group: Group, all: Run["cases"]): Markup {
  const cases = all.filter((one) => one.group === group);
  const count = (outcome: string) => cases.filter((one) => one.outcome === outcome).length;
  return html`<tr><td><b>${group}</b><br><span class="soft">${NAMES[group]}</span></td>
${OUTCOMES.map((outcome) => html`<td class="num narrow">${count(outcome) || ""}</td>`)}
<td><nav>${cases.map(
    ({ id, outcome, title }) =>
      html`<a class="mark ${outcome.toLowerCase()}" href="#${id}" title="${title}: ${outcome}">${SIGNS[outcome]} ${id.slice(group.length + 1)}</a>`,
  )}</nav></td></tr>`;
}
