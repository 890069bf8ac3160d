// The part of a DSN that people read: what happened, to whom, what the server said, what to do. RFC 3464 §1 (a).
import { formatRfc5322Date } from "../mime/date.ts";
import { formatReply } from "../smtp/reply.ts";
import { type DeliveryStatusFacts, type DsnRecipient, statusOf } from "./delivery-status.ts";
import { explainStatus } from "./explain-status.ts";

const HEADLINES = {
  failed: "Your message couldn't be delivered.",
  delayed: "Your message hasn't been delivered yet. You don't need to send it again: delivery will be tried further.",
  delivered: "Your message was delivered.",
  relayed: "Your message was handed to a server that sends no delivery notifications. You won't hear of its delivery.",
  expanded: "Your message was delivered to the group and sent on to its members. You won't hear of each of them.",
} as const;

/** CRLF text; only names and quotations in it can be beyond ASCII. */
export function formatHumanText(facts: DeliveryStatusFacts, subject: string): string {
  const lines = [
    HEADLINES[facts.action],
    "",
    `Subject: ${subject || "(none)"}`,
    `Sent: ${formatRfc5322Date(facts.arrival)}`,
  ];
  for (const recipient of facts.recipients) lines.push("", ...recipientLines(recipient, facts));
  lines.push("", `This notification was made by ${facts.reportingMta}. Answers to it are not read.`, "");
  return lines.flatMap(wrap).join("\r\n");
}

function recipientLines(recipient: DsnRecipient, facts: DeliveryStatusFacts): string[] {
  const lines = [recipient.address];
  const status = statusOf(recipient, facts.action);
  if (facts.action === "failed" || facts.action === "delayed") {
    const { happened, advice } = explainStatus(status);
    lines.push(`  ${happened}`);
    if (facts.action === "failed") lines.push(`  What to do: ${advice}`);
  }
  if (facts.action === "delayed" && recipient.willRetryUntil !== undefined) {
    lines.push(`  Delivery will be tried until ${formatRfc5322Date(recipient.willRetryUntil)}.`);
  }
  if (recipient.reply) {
    const by = recipient.remoteMta ? `${recipient.remoteMta} said` : "Diagnostic";
    lines.push(`  ${by}: ${formatReply(recipient.reply)}`);
  }
  return lines;
}

/** At 78 columns, with the indent kept; controls become blanks. RFC 5322 §2.1.1 */
function wrap(line: string): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const wrapped: string[] = [];
  let current = "";
  for (const word of line.replace(/[\x00-\x1f\x7f]/g, " ").match(/\S{1,200}/gu) ?? []) {
    if (current !== "" && current.length + 1 + word.length > 78) {
      wrapped.push(current);
      current = "";
    }
    current = current === "" ? `${indent}${word}` : `${current} ${word}`;
  }
  return [...wrapped, current];
}
