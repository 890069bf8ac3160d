// One message on its way: each leg with its dialogue and bytes, the comparison, the end of its recall.
import type { Comparison, Difference } from "../../../journey/compare/comparison.ts";
import type { Evidence, EvidenceLeg, RunRecord } from "../../run.ts";
import { html, type Markup } from "./markup.ts";

/** Of a message; the file has all of it. */
const SHOWN_BYTES = 6_000;
const SHOWN_LINES = 60;
const CLASS_MARKS = { expected: "none", harmless: "ok", risky: "non-strict", fatal: "failed" } as const;

export function evidenceSection(evidence: Evidence, contents: RunRecord["contents"]): Markup {
  const { what, messageId, legs, comparison, recall } = evidence;
  return html`<h4>${what} <span class="soft">${messageId}</span></h4>
${legs.length === 0 && html`<p class="soft">It crossed no connector.</p>`}
<div class="pair">${legs.map((leg) => legSection(leg, contents.get(leg.sha256)))}</div>
${comparison && comparisonSection(comparison)}
${recall && recallTable(recall)}`;
}

function legSection(leg: EvidenceLeg, bytes: Buffer | undefined): Markup {
  const isOut = leg.direction === "out";
  const tls = leg.tls ?? "no TLS";
  const certificate = leg.certificate === null ? "" : `, certificate ${leg.certificate}`;
  return html`<div><p><b>${isOut ? "→ Sent" : "← Came back"}</b> <span class="soft">${leg.at}</span></p>
<p class="soft">${isOut ? "to" : "from"} ${leg.peer} by connector ${leg.connector || "(none)"}; ${tls}${certificate}${leg.linkedBy && `; known by its ${leg.linkedBy}`}</p>
<p>&lt;${leg.sender}&gt; to ${leg.recipients.map((address) => `<${address}>`).join(", ")}: ${leg.reply}</p>
<details><summary>Dialogue, ${leg.transcript.length} lines</summary><pre>${leg.transcript.slice(0, SHOWN_LINES).join("\n")}${leg.transcript.length > SHOWN_LINES && "\n…"}</pre></details>
<details><summary>Message, ${leg.size} bytes</summary>${bytes && html`<pre>${shown(bytes)}</pre>`}
<p><a href="evidence/${leg.sha256}.eml">evidence/${leg.sha256.slice(0, 12)}….eml</a></p></details></div>`;
}

/** As bytes: what is not UTF-8 is shown letter by letter. */
function shown(bytes: Buffer): string {
  const start = bytes.subarray(0, SHOWN_BYTES);
  const text = start.toString("utf8");
  const readable = text.slice(0, -4).includes("\ufffd") ? start.toString("latin1") : text.replace(/\ufffd+$/, "");
  return bytes.length > SHOWN_BYTES ? `${readable}\n… ${bytes.length - SHOWN_BYTES} bytes more` : readable;
}

function comparisonSection({ differences, sentence, inserted, unchanged }: Comparison): Markup {
  return html`<p><b>Compared:</b> ${sentence} <span class="soft">${unchanged.percent}% of ${unchanged.of} bytes outside declared edits are unchanged.</span></p>
${differences.length > 0 && differenceTable(differences)}
${inserted.map(({ path, type, text }) => html`<p>Inserted in part ${path || "1"} (${type}):</p><pre class="inserted">${text}</pre>`)}`;
}

function differenceTable(differences: readonly Difference[]): Markup {
  return html`<div class="scroll"><table><thead><tr><th>Class</th><th>What</th><th>Before</th><th>After</th><th>What it means</th></tr></thead>
<tbody>${differences.map(
    (
      one,
    ) => html`<tr><td><span class="mark ${CLASS_MARKS[one.class]}">${one.class}</span></td><td>${one.where}<br><span class="soft">${one.area} ${one.kind}</span></td>
<td>${one.before ?? "–"}</td><td>${one.after ?? "–"}</td><td>${one.consequence}</td></tr>`,
  )}</tbody></table></div>`;
}

function recallTable(rows: NonNullable<Evidence["recall"]>): Markup {
  return html`<table><thead><tr><th>Recall of</th><th>Report page</th><th>True reason</th></tr></thead>
<tbody>${rows.map(({ address, status, trueReason }) => html`<tr><td>${address}</td><td>${status}</td><td>${trueReason ?? "–"}</td></tr>`)}</tbody></table>`;
}
