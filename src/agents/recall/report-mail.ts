// Mail around a recall that is no request: the report to the sender (R8, R21) and the alert to a recipient (R23).
// The transport adds what every agent's mail carries: Auto-Submitted, Generated-Message-Source, Parent-Message-Id.
import type { NewMessage } from "../../agent-api/agents.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { composeMessage } from "../../mime/message.ts";
import { base64Lines } from "../../mime/transfer-encoding.ts";
import type { ServiceLanguage } from "../../organization/organization.ts";
import { newGuid, newMessageId } from "../../runtime/ids.ts";
import { fill, formatTime, reportStrings } from "./report-strings.ts";
import type { RecallStatus } from "./status.ts";

/** P1 and P2 sender of recall reports. docs/fidelity.md */
export const REPORTS_ADDRESS = "Office365Reports@microsoft.com";

/** Recipients that the mail names; the page has them all. */
const NAMED = 20;

export interface Report {
  readonly to: string;
  readonly subject: string;
  readonly url: string;
  readonly now: number;
  /** As the request was addressed: groups are expanded later. */
  readonly recipients: readonly string[];
  /** Of each of them, when the mail is written. */
  readonly status: RecallStatus;
  readonly language: ServiceLanguage;
}

export function reportMail({ to, subject, url, now, recipients, status, language }: Report): NewMessage {
  const { mail: words, status: sentences } = reportStrings(language);
  const intro = fill(words.intro, { subject });
  const asOf = fill(words.asOf, { time: formatTime(now, language) });
  const named = recipients.slice(0, NAMED);
  const count = recipients.length - named.length;
  const more = count > 0 ? [fill(words.more, { count })] : [];
  const sentence = sentences[status];
  const text = [
    ...[intro, "", `${words.link}:`, url, words.follows, "", `${asOf}:`],
    ...named.map((address) => `  ${address}: ${sentence}`),
    ...more.map((line) => `  ${line}`),
  ];
  const rows = named.map((address) => `<tr>${cell(address)}${cell(sentence)}</tr>\r\n`);
  const html = [
    `<p>${escapeHtml(intro)}</p>`,
    `<p><a href="${escapeHtml(url)}" style="${BUTTON}">${escapeHtml(words.link)}</a></p>`,
    `<p>${escapeHtml(words.follows)}</p>`,
    `<p style="color:#5a6470;margin-bottom:6px">${escapeHtml(asOf)}</p>`,
    `<table style="border-collapse:collapse;font-size:15px">`,
    `${rows.join("")}${more.map((line) => `<tr>${cell(line)}${cell("")}</tr>\r\n`).join("")}</table>`,
  ];
  return mail({ to, subject: fill(words.subject, { subject }), text, html, now, language });
}

export interface Alert {
  readonly to: string;
  /** Display name. */
  readonly sender: string;
  readonly subject: string;
  readonly now: number;
  readonly language: ServiceLanguage;
}

export function alertMail({ to, sender, subject, now, language }: Alert): NewMessage {
  const { alert } = reportStrings(language);
  const sentence = fill(alert.sentence, { sender, subject });
  const html = [`<p>${escapeHtml(sentence)}</p>`];
  return mail({ to, subject: fill(alert.subject, { subject }), text: [sentence], html, now, language });
}

const BUTTON =
  "display:inline-block;padding:8px 16px;border-radius:4px;background:#0f6cbd;color:#ffffff;text-decoration:none";

const cell = (text: string) =>
  `<td style="padding:6px 24px 6px 0;border-bottom:1px solid #d0d4da;vertical-align:top">${escapeHtml(text)}</td>`;

interface Parts {
  readonly to: string;
  readonly subject: string;
  readonly text: readonly string[];
  readonly html: readonly string[];
  readonly now: number;
  readonly language: ServiceLanguage;
}

/** RFC 2046 §5.1.4: the plainest form comes first. */
function mail({ to, subject, text, html, now, language }: Parts): NewMessage {
  const boundary = `_000_${newGuid()}_`;
  const part = (type: string, lines: readonly string[]) =>
    `--${boundary}\r\nContent-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(`${lines.join("\r\n")}\r\n`)}\r\n`;
  const page = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head>`,
    `<body style="font-family:'Segoe UI',system-ui,sans-serif;font-size:15px;line-height:1.5">`,
    ...html,
    "</body></html>",
  ];
  const content = composeMessage(
    [
      ["From", `"Microsoft 365" <${REPORTS_ADDRESS}>`],
      ["To", `<${to}>`],
      ["Subject", subject],
      ["Date", formatRfc5322Date(now)],
      ["Message-ID", newMessageId("microsoft.com")],
      ["Content-Language", language],
      ["X-Auto-Response-Suppress", "All"],
      ["MIME-Version", "1.0"],
      ["Content-Type", `multipart/alternative; boundary="${boundary}"`],
    ],
    `${part("plain", text)}${part("html", page)}--${boundary}--\r\n`,
  );
  return { sender: REPORTS_ADDRESS, recipients: [to], content };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
