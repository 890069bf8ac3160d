// The page of a run: the verdict on top, groups, then each case with what was sent and what came back.
import type { Run, RunRecord } from "../../run.ts";
import { baselineSection } from "./baseline-section.ts";
import { caseSection } from "./case-section.ts";
import { groupsSection } from "./groups-section.ts";
import { html, type Markup } from "./markup.ts";
import { formatPage } from "./page.ts";
import { verdictSection } from "./verdict-section.ts";

export function formatRunPage(record: RunRecord): string {
  const { run } = record;
  const { address, build } = run.smartHost;
  const product = build === undefined ? address : `build ${build} (${address})`;
  const body = html`<header><h1>Does message recall survive ${product}?</h1>
<p class="soft">recall-sandbox ${run.version}, run ${run.id}</p></header>
<main>
${verdictSection(run)}
${baselineSection(run)}
${run.notices.map((notice) => html`<p><b>Note:</b> ${notice}</p>`)}
${facts(run)}
${groupsSection(run)}
<section><h2>Cases</h2>
${run.cases.map((one) => caseSection(one, record))}
</section>
</main>`;
  return formatPage(`Recall check: ${product}`, body);
}

function facts({ smartHost, settings, startedAt, endedAt, seed, exitCode }: Run): Markup {
  const rows: [string, string][] = [
    ["Smart host", smartHost.address],
    ["Greeting", smartHost.greeting],
    ["Extensions", smartHost.extensions.join(", ")],
    ["Build", smartHost.build ?? "not named"],
    ["Started", startedAt],
    ["Took", `${((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`],
    ["Cases", settings.only.length > 0 ? settings.only.join(", ") : `profile ${settings.profile}`],
    ["Declared edits", settings.edits.join(", ") || "none"],
    ["Tenant", `${settings.domain}, sender ${settings.from}, returning mail at ${settings.return}`],
    ["Loop header", settings.loopHeader],
    ["Seed, exit code", `${seed}, ${exitCode}`],
  ];
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
