// What changed since an earlier run: as `check --baseline` prints it.
import type { Changed, Run } from "../../run.ts";
import { html, type Markup } from "./markup.ts";
import { mark } from "./outcome.ts";

export function baselineSection({ baseline }: Run): Markup | undefined {
  if (!baseline) return undefined;
  const { name, newlyFailing, newlyPassing, noLongerJudged, verdict } = baseline;
  const lists = [
    list("Newly failing", newlyFailing),
    list("Newly passing", newlyPassing),
    list("No longer judged", noLongerJudged),
  ].filter((one) => one !== undefined);
  return html`<section><h2>Against the baseline ${name}</h2>
${verdict.before !== verdict.after && html`<p>Verdict: ${verdict.before} → <b>${verdict.after}</b></p>`}
${lists.length > 0 ? lists : html`<p>No case ends otherwise.</p>`}
</section>`;
}

function list(title: string, changes: readonly Changed[]): Markup | undefined {
  if (changes.length === 0) return undefined;
  return html`<h3>${title}</h3>
<ul>${changes.map(
    ({ id, level, before, after, sentence }) =>
      html`<li><a href="#${id}">${id}</a> ${before ? mark(before) : "not run"} → ${mark(after)} ${sentence} <span class="soft">${level}</span></li>`,
  )}</ul>`;
}
