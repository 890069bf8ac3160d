// /recall/{id}: the page that the report mail links to. Plain HTML, no scripts. docs/recall.md R21
import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { html, raw } from "hono/html";
import { type RecallView, type RecipientView, viewRecall } from "../../../agents/recall/recall-view.ts";
import type { HttpServices } from "../../services.ts";
import { REPORT_STYLE } from "./recall-report-style.ts";
import { asMessageId } from "./shared.ts";

/** Rows of a page that a browser still shows at once. */
const SHOWN = 2000;

type Page = ReturnType<typeof html>;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(REPORT_STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function recallReportRoutes({ recalls }: Pick<HttpServices, "recalls">): Hono {
  const routes = new Hono();
  routes.get("/:id", async (c) => {
    const view = await viewRecall(recalls, asMessageId(c.req.param("id")));
    return view ? show(c, 200, "Message Recall Report", report(view)) : show(c, 404, "No such recall", notFound());
  });
  return routes;
}

/** A page without scripts; nothing else may come in from anywhere. */
export function show(c: Context, status: 200 | 404, title: string, content: Page): Response | Promise<Response> {
  c.header("Content-Security-Policy", POLICY);
  c.status(status);
  return c.html(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(REPORT_STYLE)}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`);
}

function report(view: RecallView): Page {
  return html`<h1>Message Recall Report</h1>
<dl>
<dt>Message</dt><dd>${view.subject || "(no subject)"}</dd>
<dt>Sender</dt><dd>${view.mailbox}</dd>
<dt>Recall requested</dt><dd>${time(view.requestedAt)}</dd>
</dl>
<p>${progress(view)}</p>
<table>
<caption>Recipients</caption>
<thead>
<tr><th scope="col">Recipient</th><th scope="col">Status</th><th scope="col" class="own">Sandbox's own: true reason</th></tr>
</thead>
<tbody>
${view.recipients.slice(0, SHOWN).map(row)}
</tbody>
</table>
${view.recipients.length > SHOWN ? html`<p>${view.recipients.length - SHOWN} more recipients are in /api/recalls.</p>` : ""}
<p class="note">The real report shows the first two columns. The third is the sandbox's own: it says what the real service keeps to itself.</p>
<details>
<summary>Identifiers</summary>
<dl>
<dt>Recall request</dt><dd><code>${view.requestMessageId}</code></dd>
<dt>Original message</dt><dd><code>${view.originalMessageId}</code></dd>
</dl>
</details>`;
}

function row({ address, status, text, trueReasonText, at }: RecipientView): Page {
  return html`<tr><th scope="row">${address}</th><td><span class="status ${status}">${text}</span><br><small>${time(at)}</small></td><td class="own">${trueReasonText ?? "–"}</td></tr>
`;
}

function progress({ recipients, final, deadline }: RecallView): Page {
  const recalled = recipients.filter(({ status }) => status === "recalled" || status === "recalledRead").length;
  const pending = recipients.filter(({ status }) => status === "pending").length;
  const sum = `${recalled} of ${recipients.length} ${recipients.length === 1 ? "copy" : "copies"} recalled`;
  if (final) return html`${sum}. This is final.`;
  return html`${sum}, ${pending} pending. Pending recipients become final at ${time(deadline)} at the latest; load the page again to follow.`;
}

/** "20 November 2026, 12:00:00 UTC" */
function time(iso: string): Page {
  const text = new Date(iso).toLocaleString("en-GB", {
    timeZone: "UTC",
    dateStyle: "long",
    timeStyle: "medium",
  });
  return html`<time datetime="${iso}">${text.replace(" at ", ", ")} UTC</time>`;
}

function notFound(): Page {
  return html`<h1>No such recall</h1>
<p>This sandbox knows no recall request of that name. It may have been started with another data folder, or its link was cut short.</p>`;
}
