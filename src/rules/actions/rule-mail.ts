// Mail that a rule sends about a message: reports and notifications. It is marked, so that no rule reports it again.
import type { NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import { MICROSOFT_EXCHANGE } from "../../dsn/build-dsn.ts";
import { formatAddress } from "../../mime/address.ts";
import { isAscii } from "../../mime/charset.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { composeMessage } from "../../mime/message.ts";
import { base64Lines } from "../../mime/transfer-encoding.ts";
import { newGuid, newMessageId } from "../../runtime/ids.ts";
import type { RuleContext } from "../rule-context.ts";

const LOOP = "X-MS-Exchange-Transport-Rules-Loop";
const NOTIFICATION = "X-MS-Exchange-Transport-Rules-Notification";

/** Such mail itself, also when a smart host brought it back: the header alone proves nothing. */
export function isRuleMail({ headers, generatedBy, attribution }: MailItem): boolean {
  return headers.has(NOTIFICATION) && (generatedBy !== undefined || attribution !== undefined);
}

export const subjectOf = (item: MailItem): string => decodeEncodedWords(item.headers.get("Subject") ?? "");

export interface RuleMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly subtype: "plain" | "html";
  /** The message that it is about, attached. */
  readonly attached?: MailItem;
}

export async function ruleMail(
  { to, subject, text, subtype, attached }: RuleMail,
  { organization, now }: RuleContext,
): Promise<NewMessage> {
  const part = `Content-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(text)}\r\n`;
  const boundary = `_rule_${newGuid()}_`;
  const original = attached && (await bytesOf(attached));
  const isEightBit = original !== undefined && !isAscii(original);
  const fields: [string, string][] = [
    ["From", formatAddress({ name: "Microsoft Outlook", address: `${MICROSOFT_EXCHANGE}@${organization.name}` })],
    ["To", `<${to}>`],
    ["Subject", subject],
    ["Date", formatRfc5322Date(now)],
    ["Message-ID", newMessageId(organization.hostname)],
    [LOOP, "1"],
    [NOTIFICATION, "1"],
    ["Auto-Submitted", "auto-generated"],
    ["MIME-Version", "1.0"],
  ];
  if (original === undefined) {
    fields.push(["Content-Type", `text/${subtype}; charset=utf-8`], ["Content-Transfer-Encoding", "base64"]);
  } else {
    const type = attached?.smtpUtf8 ? "message/global" : "message/rfc822"; // RFC 6532 §3.7
    const encoding = isEightBit ? "8bit" : "7bit";
    fields.push(["Content-Type", `multipart/mixed; boundary="${boundary}"`], ["Content-Transfer-Encoding", encoding]);
    const head = `--${boundary}\r\n${part}--${boundary}\r\nContent-Type: ${type}\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), original, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return { ...envelope(to), content: composeMessage(fields, body), eightBitMime: isEightBit };
  }
  return { ...envelope(to), content: composeMessage(fields, part.slice(part.indexOf("\r\n\r\n") + 4)) };
}

const envelope = (to: string) => ({ sender: "", recipients: [to], smtpUtf8: !/^[\x00-\x7f]*$/.test(to) });

/** Without what it is known by inside the tenant. */
async function bytesOf({ headers, body }: MailItem): Promise<Buffer> {
  const kept = headers.fields.filter(({ name }) => !/^x-ms-exchange-(?:organization|forest)-/i.test(name));
  return Buffer.concat([
    new HeaderBlock([...kept]).toBuffer(),
    body.size === 0 ? Buffer.from("\r\n") : await body.read(),
  ]);
}
