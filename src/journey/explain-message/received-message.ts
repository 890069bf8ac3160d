// A message as the tenant would receive it: the mail item that its bytes and an envelope become, stored nowhere.
import type { AuthAs, Entry, MailItem } from "../../agent-api/mail-item.ts";
import { HeaderFirewallAgent } from "../../agents/header-firewall.ts";
import { parseAddresses } from "../../mime/address.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage, toCrlf } from "../../mime/message.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { newMessageId, newNetworkMessageId } from "../../runtime/ids.ts";
import { rewriteSenderAlias } from "../../transport/receive/sender-alias.ts";
import { completeSubmission } from "../../transport/receive/submission.ts";

export interface MessageToExplain {
  /** Whole message. */
  readonly bytes: Buffer;
  /** P1; of the From field unless given. "" is the null sender. */
  readonly sender?: string;
  /** P1; of To, Cc and Bcc unless given. */
  readonly recipients?: readonly string[];
  /** Unless given: a mailbox submits, anybody else sends from outside. */
  readonly authAs?: AuthAs;
  readonly entry?: Entry;
  /** The client that submitted it, where its Received field doesn't say. */
  readonly clientIp?: string;
  /** Inbound connector that takes it. */
  readonly connector?: string;
}

export class ExplainError extends Error {
  override readonly name = "ExplainError";
  /** What is named is not there, or what is given is not enough. */
  readonly kind: "notFound" | "insufficient";

  constructor(message: string, kind: ExplainError["kind"] = "insufficient") {
    super(message);
    this.kind = kind;
  }
}

/** @throws ExplainError where envelope and message don't say who sends or gets it. */
export function receivedMessage(message: MessageToExplain, organization: Organization, now: number): MailItem {
  const { headers, body } = splitMessage(withLineEnds(message.bytes));
  const block = HeaderBlock.parse(headers);
  const networkMessageId = newNetworkMessageId();
  const sender = message.sender ?? firstAddress(block, "From");
  if (sender === undefined)
    throw new ExplainError("Nobody sends this message: it has no From, and no sender is given.");
  const recipients = message.recipients ?? namedRecipients(block);
  if (recipients.length === 0)
    throw new ExplainError("Nobody gets this message: it has no To, Cc or Bcc, and no recipients are given.");
  const mailbox = directoryOf(organization).findMailbox(sender);
  const entry = message.entry ?? (mailbox && message.authAs !== "Anonymous" ? "submission" : "inbound");
  const isSubmission = entry === "submission" || entry === "http";
  const item: MailItem = {
    networkMessageId,
    journeyId: networkMessageId,
    entry,
    receivedAt: now,
    authAs: message.authAs ?? (isSubmission ? "Internal" : "Anonymous"),
    ...(isSubmission && mailbox && { submitter: mailbox.address }),
    ...attributionBy(message.connector, organization),
    sender,
    recipients: recipients.map((address) => ({ address })),
    headers: block,
    body: {
      size: body.length,
      read: async () => body,
      chunks: async function* () {
        yield body;
      },
    },
    smtpUtf8: false,
    eightBitMime: false,
    data: message.clientIp === undefined ? {} : { clientIp: message.clientIp },
  };
  complete(item, organization, now);
  return item;
}

/** What was pasted or kept in a file often has bare LF; no client sends that. RFC 5321 §2.3.8 */
function withLineEnds(bytes: Buffer): Buffer {
  return bytes.includes("\r\n") ? bytes : Buffer.from(toCrlf(bytes.toString("latin1")), "latin1");
}

function complete(item: MailItem, organization: Organization, now: number): void {
  const { headers, submitter } = item;
  if (submitter !== undefined) {
    completeSubmission(headers, submitter, organization.hostname, now);
    rewriteSenderAlias(item, organization);
    headers.remove("Bcc");
  } else if (!headers.has("Message-ID")) headers.append("Message-ID", newMessageId(organization.hostname));
  new HeaderFirewallAgent("inbound").onEndOfData(item, { organization });
}

function attributionBy(name: string | undefined, { inboundConnectors }: Organization): Pick<MailItem, "attribution"> {
  const connector = inboundConnectors.find((known) => known.name === name);
  if (!connector) return {};
  return { attribution: { connector: connector.name, connectorType: connector.connectorType, by: "certificate" } };
}

const addressesIn = (block: HeaderBlock, name: string): string[] =>
  block.all(name).flatMap((value) => parseAddresses(value).map(({ address }) => address));

const firstAddress = (block: HeaderBlock, name: string): string | undefined => addressesIn(block, name)[0];

/** Each once. */
function namedRecipients(block: HeaderBlock): string[] {
  const named = ["To", "Cc", "Bcc"].flatMap((name) => addressesIn(block, name));
  return [...new Map(named.map((address) => [address.toLowerCase(), address])).values()];
}
