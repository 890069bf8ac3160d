// The automatic reply itself: null sender, no answer wanted, in the thread of what it answers. RFC 3834 §3; the header as
// Exchange Online writes it.
import type { NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import { LOOP_HEADER } from "../../mailbox/inbox-rules/loop.ts";
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { headerText } from "../../mime/header-text.ts";
import { composeMessage } from "../../mime/message.ts";
import { isMessageId } from "../../mime/message-id.ts";
import { base64Lines } from "../../mime/transfer-encoding.ts";
import type { Mailbox } from "../../organization/organization.ts";
import { newMessageId } from "../../runtime/ids.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { WantedReply } from "./who-gets-a-reply.ts";

export function replyMail(
  { text, isInternal }: WantedReply,
  item: MailItem,
  owner: Mailbox,
  { hostname, now }: { hostname: string; now: number },
): NewMessage {
  const subject = headerText(item.headers, "Subject");
  const answered = messageIdOf(item);
  const isHtml = /<(?:html|body|p|div|br|span)\b/i.test(text);
  const content = composeMessage(
    [
      ["From", formatAddress({ name: owner.displayName, address: owner.address })],
      ["To", `<${item.sender}>`],
      ["Subject", `Automatic reply: ${subject}`],
      ["Thread-Topic", subject],
      ["Date", formatRfc5322Date(now)],
      ["Message-ID", newMessageId(hostname)],
      ...(isMessageId(answered) ? ["References", "In-Reply-To"] : []).map((name) => [name, answered] as const),
      ["X-MS-Has-Attach", ""],
      ["X-Auto-Response-Suppress", "All"],
      [LOOP_HEADER, owner.address],
      ["X-MS-TNEF-Correlator", ""],
      ["Content-Type", `text/${isHtml ? "html" : "plain"}; charset="utf-8"`],
      ["Content-Transfer-Encoding", "base64"],
      ["MIME-Version", "1.0"],
    ],
    `${base64Lines(text)}\r\n`,
  );
  const kind = isInternal ? "OofTemplate" : "ExternalOofTemplate";
  return { sender: "", recipients: [item.sender], content, messageClass: `IPM.Note.Rules.${kind}.Microsoft` };
}
