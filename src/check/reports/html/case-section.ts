// One case: what it requires, how each trial ended, the mail of each.
import type { CaseResult, RunRecord, Trial } from "../../run.ts";
import { evidenceSection } from "./evidence-section.ts";
import { html, type Markup, Markup as RawMarkup } from "./markup.ts";
import { mark } from "./outcome.ts";

const OPEN = new RawMarkup(" open");

export function caseSection(one: CaseResult, record: RunRecord): Markup {
  const isTold = one.outcome === "FAILED" || one.outcome === "NON-STRICT";
  return html`<details id="${one.id}"${isTold && OPEN}><summary>${mark(one.outcome)} <h3>${one.id} ${one.title}</h3> <span class="soft">${one.level}</span></summary>
<p>${one.sentence}</p>
<dl><dt>Required</dt><dd>${one.requirement.text} <span class="soft">${one.requirement.source}</span></dd>
<dt>Sends</dt><dd>${one.sends}</dd><dt>Judges</dt><dd>${one.judges}</dd></dl>
${one.trials.map((trial) => trialSection(trial, record))}
</details>
`;
}

function trialSection(trial: Trial, record: RunRecord): Markup {
  const where = `${trial.form.toUpperCase()}, tenant: ${trial.tenant}, level ${trial.serviceLevel}`;
  const isTold = trial.outcome === "FAILED" || trial.outcome === "NON-STRICT";
  return html`<details${isTold && OPEN}><summary>${mark(trial.outcome)} ${where} <span class="soft">${trial.ms} ms</span></summary>
<p>${trial.sentence}</p>
${trial.findings.length > 1 && html`<ul>${trial.findings.map(({ kind, sentence }) => html`<li>${kind}: ${sentence}</li>`)}</ul>`}
${trial.evidence.map((evidence) => evidenceSection(evidence, record.contents))}
</details>
`;
}
