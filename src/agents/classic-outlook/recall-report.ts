// What the recipient's Outlook answers to who recalled: IPM.Recall.Report.Success or .Failure. docs/recall.md R20
import type { NewMessage } from "../../agent-api/agents.ts";
import { formatAddress, parseAddresses } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { encodeText } from "../../mime/encoded-word.ts";
import { composeMessage } from "../../mime/message.ts";
import { base64Lines } from "../../mime/transfer-encoding.ts";
import type { Mailbox } from "../../organization/organization.ts";
import { newMessageId } from "../../runtime/ids.ts";

export interface RecallReport {
  readonly outcome: "Success" | "Failure";
  /** Whose Outlook it is. */
  readonly by: Mailbox;
  /** P2 sender of the request. */
  readonly to: string;
  /** To field of the original. */
  readonly originalTo: string;
  readonly subject: string;
  /** When the original was sent, milliseconds UTC. */
  readonly sentAt: number;
  readonly now: number;
}

/** Layout and the words of a failure are those of Microsoft's article on Outlook 97 (Q185038); of a success: ours. */
export function recallReport(report: RecallReport): NewMessage {
  const { outcome, by, to, now } = report;
  const did = outcome === "Success" ? "was recalled successfully on" : "could not be recalled on";
  const names = parseAddresses(report.originalTo).map(({ name, address }) => name || address);
  const text = [
    "Your message",
    "",
    `   To: ${names.join("; ")}`,
    `   Subject:   ${report.subject}`,
    `   Sent:   ${formatLocal(report.sentAt)}`,
    "",
    `${did} ${formatLocal(now)}.`,
    "",
  ].join("\r\n");
  const subject = `Message Recall ${outcome}: ${report.subject}`;
  const content = composeMessage(
    [
      ["From", formatAddress({ name: by.displayName, address: by.address })],
      ["To", `<${to}>`],
      ["Subject", encodeText(subject)],
      ["Date", formatRfc5322Date(now)],
      ["Message-ID", newMessageId(by.address.slice(by.address.lastIndexOf("@") + 1))],
      ["MIME-Version", "1.0"],
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Content-Transfer-Encoding", "base64"],
    ],
    `${base64Lines(text)}\r\n`,
  );
  return {
    sender: by.address,
    recipients: [to],
    content,
    messageClass: `IPM.Recall.Report.${outcome}`,
  };
}

/** "11/20/2026 12:00 PM": of a machine in the United States; the time zone is UTC. */
function formatLocal(at: number): string {
  const time = new Date(at);
  const hour = time.getUTCHours();
  const minute = String(time.getUTCMinutes()).padStart(2, "0");
  const date = `${time.getUTCMonth() + 1}/${time.getUTCDate()}/${time.getUTCFullYear()}`;
  return `${date} ${hour % 12 || 12}:${minute} ${hour < 12 ? "AM" : "PM"}`;
}
