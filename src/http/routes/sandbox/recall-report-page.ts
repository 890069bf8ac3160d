// What the report page says: totals, recipients page by page, the sandbox's own reasons beside what the service shows.
import { html } from "hono/html";
import type { RecallView, RecipientView } from "../../../agents/recall/recall-view.ts";
import type { RecallTotals } from "../../../agents/recall/register-pages.ts";
import { fill, formatTime, type PageWord, reportStrings } from "../../../agents/recall/report-strings.ts";
import type { RecallStatus } from "../../../agents/recall/status.ts";
import type { ServiceLanguage } from "../../../organization/organization.ts";
import type { Content } from "./page.ts";

export interface Asked {
  /** "/recall/…" */
  readonly path: string;
  /** Only recipients of which the report says this. */
  readonly status: RecallStatus | undefined;
  readonly language: ServiceLanguage;
  /** Mailbox that opens it. */
  readonly owner: string;
  /** Parameters that every link of the page keeps. */
  readonly kept: Parameters;
}

/** What is settled first, what is open last. */
const ORDER: readonly RecallStatus[] = ["recalled", "recalledRead", "outside", "failed", "pending"];

type Parameters = Readonly<Record<string, string | undefined>>;
type Words = Readonly<Record<PageWord, string>>;

export function reportPage(view: RecallView, asked: Asked): Content {
  const { language, owner } = asked;
  const { page: words } = reportStrings(language);
  const progress = view.final ? words.final : fill(words.pendingUntil, { time: formatTime(view.deadline, language) });
  return html`<p class="kind">${words.title}</p>
<h1>${view.subject || words.noSubject}</h1>
<dl>
<dt>${words.sender}</dt><dd>${view.mailbox}</dd>
<dt>${words.requested}</dt><dd>${time(view.requestedAt, language)}</dd>
</dl>
${totals(view.totals, asked)}
<p class="note">${progress}</p>
${recipients(view, asked)}
<p class="note">${words.ownColumn}</p>
<details>
<summary>${words.identifiers}</summary>
<dl>
<dt>${words.request}</dt><dd><code>${view.requestMessageId}</code></dd>
<dt>${words.original}</dt><dd><code>${view.originalMessageId}</code></dd>
</dl>
<p class="note">${fill(words.openedAs, { mailbox: owner })}</p>
</details>`;
}

/** A bar and, per status, how many: each a link to its recipients. */
function totals(counts: RecallTotals, asked: Asked): Content {
  const { page: words, short } = reportStrings(asked.language);
  const shown = ORDER.filter((status) => counts[status] > 0 || status === asked.status);
  const card = (status: RecallStatus | undefined, count: number, text: string) => {
    const current = status === asked.status ? html` aria-current="page"` : "";
    const number = count.toLocaleString(asked.language);
    return html`<li class="${status ?? "all"}"><a href="${link(asked, { status })}"${current}><b>${number}</b> ${text}</a></li>`;
  };
  return html`${bar(counts, shown, short)}
<ul class="totals">
${card(undefined, counts.recipients, words.all)}
${shown.map((status) => card(status, counts[status], short[status]))}
</ul>`;
}

function bar(counts: RecallTotals, shown: readonly RecallStatus[], short: Readonly<Record<RecallStatus, string>>) {
  const percent = (count: number) => `${((100 * count) / Math.max(1, counts.recipients)).toFixed(3)}%`;
  let before = 0;
  const parts = shown.map((status) => {
    const x = percent(before);
    before += counts[status];
    return html`<rect class="${status}" x="${x}" width="${percent(counts[status])}" height="100%"/>`;
  });
  const said = shown.map((status) => `${counts[status]} ${short[status]}`).join(", ");
  return html`<svg class="bar" role="img" aria-label="${said}">${parts}</svg>`;
}

function recipients({ recipients, totals, previous, next }: RecallView, asked: Asked): Content {
  const { page: words } = reportStrings(asked.language);
  const count = totals[asked.status ?? "recipients"];
  if (recipients.length === 0) return html`<p>${words.nobody}</p>`;
  const part = fill(words.shown, {
    shown: recipients.length.toLocaleString(asked.language),
    count: count.toLocaleString(asked.language),
  });
  return html`<table>
<caption>${words.recipients}${recipients.length < count ? html` <small>${part}</small>` : ""}</caption>
<thead>
<tr><th scope="col">${words.recipient}</th><th scope="col">${words.status}</th><th scope="col" class="own">${words.trueReason} ${tag(words)}</th></tr>
</thead>
<tbody>
${recipients.map((recipient) => row(recipient, asked.language))}
</tbody>
</table>
${previous || next ? pages({ previous, next }, asked, words) : ""}`;
}

function row({ address, status, trueReasonText, at }: RecipientView, language: ServiceLanguage): Content {
  const { page: words, status: sentences } = reportStrings(language);
  const own =
    trueReasonText === null
      ? html`<td class="own nothing">–</td>`
      : html`<td class="own">${tag(words)}${trueReasonText}</td>`;
  return html`<tr><th scope="row">${address}</th><td><span class="status ${status}">${sentences[status]}</span><br><small>${time(at, language)}</small></td>${own}</tr>
`;
}

const tag = (words: Words) => html`<span class="tag">${words.own}</span>`;

function pages(
  { previous, next }: { previous?: string | undefined; next?: string | undefined },
  asked: Asked,
  words: Words,
): Content {
  const { status } = asked;
  const to = (parameters: Parameters, word: string, rel: string) =>
    html`<a href="${link(asked, { status, ...parameters })}" rel="${rel}">${word}</a>`;
  return html`<nav class="pages" aria-label="${words.recipients}">
${previous === undefined ? "" : [to({}, words.first, "first"), to({ before: previous }, words.previous, "prev")]}
${next === undefined ? "" : to({ after: next }, words.next, "next")}
</nav>`;
}

function link({ path, kept }: Asked, parameters: Parameters): string {
  const given = Object.entries({ ...kept, ...parameters }).filter(([, value]) => value !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given as [string, string][])}`;
}

function time(iso: string, language: ServiceLanguage): Content {
  return html`<time datetime="${iso}">${formatTime(iso, language)}</time>`;
}

/** @param who undefined: the report is a group's, or of a mailbox that is gone; nobody can open it. */
export function refusal(who: string | undefined, language: ServiceLanguage): Content {
  const { page: words } = reportStrings(language);
  return html`<p class="kind">${words.title}</p>
<h1>${words.refusedTitle}</h1>
<p>${words.refused}</p>
${who === undefined ? "" : html`<p>${fill(words.refusedWho, { who })}</p>`}
<p class="note">${tag(words)} ${words.refusedOwn}</p>`;
}

export function noSuchRecall(language: ServiceLanguage): Content {
  const { page: words } = reportStrings(language);
  return html`<p class="kind">${words.title}</p>
<h1>${words.unknownTitle}</h1>
<p>${words.unknown}</p>`;
}
