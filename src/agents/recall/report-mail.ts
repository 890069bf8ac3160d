// Mail around a recall that is no request: the report to the sender (R8, R21) and the alert to a recipient (R23).
import type { NewMessage } from "../../agent-api/agents.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { composeMessage } from "../../mime/message.ts";
import { newGuid, newMessageId } from "../../runtime/ids.ts";

/** P1 and P2 sender of recall reports. docs/fidelity.md */
export const REPORTS_ADDRESS = "Office365Reports@microsoft.com";

export function reportMail(report: { to: string; subject: string; url: string; now: number }): NewMessage {
  const text = [
    `You asked to recall the message "${report.subject}".`,
    "",
    "View the Message Recall Report, which follows the recall as it goes on:",
    report.url,
    "",
  ].join("\r\n");
  const html = `<html><body><p>You asked to recall the message "${escapeHtml(report.subject)}".</p>\r\n<p><a href="${escapeHtml(report.url)}">View Message Recall Report</a></p></body></html>\r\n`;
  return mail({ to: report.to, subject: `Message Recall Report: ${report.subject}`, text, html, now: report.now });
}

export function alertMail(alert: { to: string; sender: string; subject: string; now: number }): NewMessage {
  const sentence = `${alert.sender} has recalled the message, "${alert.subject}".`;
  return mail({
    to: alert.to,
    subject: `Message recalled: ${alert.subject}`,
    text: `${sentence}\r\n`,
    html: `<html><body><p>${escapeHtml(sentence)}</p></body></html>\r\n`,
    now: alert.now,
  });
}

function mail(parts: { to: string; subject: string; text: string; html: string; now: number }): NewMessage {
  const boundary = `_000_${newGuid()}_`;
  const part = (type: string, body: string) =>
    `--${boundary}\r\nContent-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(body)}\r\n`;
  const content = composeMessage(
    [
      ["From", `"Microsoft 365" <${REPORTS_ADDRESS}>`],
      ["To", `<${parts.to}>`],
      ["Subject", parts.subject],
      ["Date", formatRfc5322Date(parts.now)],
      ["Message-ID", newMessageId("microsoft.com")],
      ["MIME-Version", "1.0"],
      ["Content-Type", `multipart/alternative; boundary="${boundary}"`],
    ],
    `${part("plain", parts.text)}${part("html", parts.html)}--${boundary}--\r\n`,
  );
  return { sender: REPORTS_ADDRESS, recipients: [parts.to], content };
}

function base64(text: string): string {
  return (
    Buffer.from(text, "utf8")
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join("\r\n");
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
