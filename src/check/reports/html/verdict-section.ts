// The verdict: its name, what the customer must do, and by level what happens under each setting.
import { type LevelVerdict, type Run, TENANT_SETTINGS, type TenantSetting, type Verdict } from "../../run.ts";
import { html, type Markup } from "./markup.ts";
import { toneOf } from "./outcome.ts";

const GENERATIONS = { A: "A (classic Outlook)", B: "B (new Outlook, web)" } as const;

export function verdictSection({ verdict }: Run): Markup {
  return html`<section class="verdict ${toneOf(verdict.name)}">
<span class="soft">Verdict</span><strong>${verdict.name ?? "None"}</strong>
<p>${verdict.sentence}</p>
${verdict.advice.map(({ sentence, cmdlets }) => html`<p>${sentence}</p><pre>${cmdlets.join("\n")}</pre>`)}
</section>
${verdict.name !== undefined && levelTable(verdict)}`;
}

function levelTable({ perLevel, sentence }: Verdict): Markup {
  return html`<section><h2>By service level and setting of the tenant</h2>
<div class="scroll"><table>
<thead><tr><th>Level</th><th>Generation</th><th>Verdict</th>${TENANT_SETTINGS.map((tenant) => html`<th>${tenant}</th>`)}</tr></thead>
<tbody>${perLevel.map((level) => levelRow(level, sentence))}</tbody></table></div></section>`;
}

function levelRow(level: LevelVerdict, said: string): Markup {
  return html`<tr><td class="nowrap">${level.serviceLevel}</td><td>${GENERATIONS[level.generation]}</td>
<td class="says"><b>${level.name ?? "No verdict"}</b>${!said.includes(level.why) && html`<br><span class="soft">${level.why}</span>`}</td>
${TENANT_SETTINGS.map((tenant) => html`<td>${outcome(level, tenant)}</td>`)}</tr>`;
}

function outcome({ outcomes }: LevelVerdict, tenant: TenantSetting): Markup {
  const found = outcomes.find((one) => one.tenant === tenant);
  if (!found) return html`<span class="mark none">–</span>`;
  if (found.recalled && found.reported) return html`<span class="mark ok">✓ right</span>`;
  if (found.recalled) return html`<span class="mark non-strict">! report wrong</span>`;
  return html`<span class="mark failed">✗ not recalled</span>`;
}
