// A message that a rule forwards: from the mailbox's owner, "FW: …", the original's parts byte for byte behind a part that
// says whose they were, or the original as it is for an attachment.
import type { NewMessage } from "../../agent-api/agents.ts";
import { LOOP_HEADER } from "../../mailbox/inbox-rules/loop.ts";
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { headerText } from "../../mime/header-text.ts";
import { composeMessage, splitMessage } from "../../mime/message.ts";
import { isMessageId } from "../../mime/message-id.ts";
import { newGuid, newMessageId } from "../../runtime/ids.ts";
import { attachedHead, entityOf, storeWrapped, wrapperFields } from "../wrap-message.ts";
import type { Sending } from "./send-on.ts";

export async function forwardedMail(
  targets: readonly string[],
  { item, owner, organization, contents, now }: Sending,
  asAttachment: boolean,
): Promise<NewMessage> {
  const boundary = `_000_${newGuid()}_`;
  const { headers, eightBitMime, smtpUtf8 } = item;
  const subject = headerText(headers, "Subject");
  const originalId = headers.get("Message-ID") ?? "";
  const answered = isMessageId(originalId) ? ["References", "In-Reply-To"] : [];
  const fields: (readonly [string, string])[] = [
    ["From", formatAddress({ name: owner.displayName, address: owner.address })],
    ["To", targets.map((address) => `<${address}>`).join(",\r\n\t")],
    ["Subject", `FW: ${subject}`],
    ["Thread-Topic", subject],
    ["Date", formatRfc5322Date(now)],
    ["Message-ID", newMessageId(organization.hostname)],
    ...answered.map((name) => [name, originalId] as const),
    ["X-MS-Has-Attach", asAttachment ? "yes" : ""],
    [LOOP_HEADER, owner.address],
    ...wrapperFields(boundary, item),
  ];
  return {
    sender: owner.address,
    recipients: targets,
    content: splitMessage(composeMessage(fields, "")).headers,
    body: await storeWrapped(contents, {
      boundary,
      text: asAttachment ? "" : introduction(headers),
      head: asAttachment ? attachedHead(item) : entityOf(item),
      original: item.body,
    }),
    smtpUtf8,
    eightBitMime,
  };
}

function introduction(headers: HeaderBlock): string {
  const lines = ["From", "Date", "To", "Cc", "Subject"].flatMap((name) => {
    const text = headerText(headers, name);
    return text === "" ? [] : [`${name === "Date" ? "Sent" : name}: ${text}`];
  });
  return `________________________________\r\n${lines.join("\r\n")}\r\n`;
}
