// A journal report: who sent what to whom as a text for programs, and the original as it is. Learn: Journal report format
import type { NewMessage } from "../../agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { ContentStore } from "../../database/content-store.ts";
import { MICROSOFT_EXCHANGE } from "../../dsn/build-dsn.ts";
import { formatAddress, parseAddresses } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { headerText } from "../../mime/header-text.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { composeMessage, splitMessage } from "../../mime/message.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { newGuid, newMessageId } from "../../runtime/ids.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import { attachedHead, storeWrapped, wrapperFields } from "../wrap-message.ts";

export const JOURNAL_REPORT = "X-MS-Journal-Report";

export interface JournalContext {
  readonly contents: ContentStore;
  readonly organization: Organization;
  readonly now: number;
}

export async function journalReport(item: MailItem, journal: string, context: JournalContext): Promise<NewMessage> {
  const { contents, organization, now } = context;
  const boundary = `_${newGuid()}_`;
  const fields: (readonly [string, string])[] = [
    ["From", formatAddress({ name: "Microsoft Outlook", address: `${MICROSOFT_EXCHANGE}@${organization.name}` })],
    ["To", `<${journal}>`],
    ["Date", formatRfc5322Date(now)],
    ["Subject", headerText(item.headers, "Subject")],
    ["Message-ID", newMessageId(organization.hostname)],
    [JOURNAL_REPORT, ""],
    ["Content-Identifier", "ExJournalReport"],
    ...wrapperFields(boundary, item),
  ];
  return {
    sender: organization.transportConfig.journalingReportNdrTo ?? "",
    recipients: [journal],
    content: splitMessage(composeMessage(fields, "")).headers,
    body: await storeWrapped(contents, {
      boundary,
      text: await runInTurns(writingEnvelope(item, organization)),
      head: attachedHead(item),
      original: item.body,
    }),
    smtpUtf8: item.smtpUtf8,
    eightBitMime: item.eightBitMime,
  };
}

/** Recipients between two turns of the event loop. */
const TURN = 1000;

/** One line for each field and recipient. */
function* writingEnvelope(item: MailItem, organization: Organization): Steps<string> {
  const from = parseAddresses(item.headers.get("From") ?? "")[0]?.address ?? item.sender;
  const by = parseAddresses(item.headers.get("Sender") ?? "")[0]?.address;
  const lines = [
    `Sender: ${by ?? from}`,
    ...(by !== undefined && by.toLowerCase() !== from.toLowerCase() ? [`On-Behalf-Of: ${from}`] : []),
    `Subject: ${headerText(item.headers, "Subject")}`,
    `Message-Id: ${messageIdOf(item)}`,
  ];
  const kindOf = kindsOf(item, organization);
  for (const [index, recipient] of item.recipients.entries()) {
    if (index % TURN === 0) yield;
    lines.push(`${kindOf(recipient)}: ${recipient.address}${wayOf(recipient)}`);
  }
  return lines.map((line) => `${line.replace(/[\x00-\x1f\x7f]/g, " ")}\r\n`).join("");
}

/** How a recipient was addressed is known of what a mailbox submitted; of other mail nobody vouches for it. */
function kindsOf({ entry, headers }: MailItem, organization: Organization): (recipient: EnvelopeRecipient) => string {
  if (entry === "inbound" || entry === "return") return () => "Recipient";
  const { primaryAddress } = directoryOf(organization);
  const named = (name: string) =>
    new Set(parseAddresses(headers.all(name).join(", ")).map(({ address }) => primaryAddress(address)));
  const [to, cc] = [named("To"), named("Cc")];
  return ({ address, history }) => {
    const asked = primaryAddress(history?.[0]?.address ?? address);
    return to.has(asked) ? "To" : cc.has(asked) ? "Cc" : "Bcc";
  };
}

function wayOf({ history }: EnvelopeRecipient): string {
  const origin = history?.findLast(({ by }) => by === "group" || by === "forwarding");
  if (!origin) return "";
  return `, ${origin.by === "group" ? "Expanded" : "Forwarded"}: ${origin.address}`;
}
