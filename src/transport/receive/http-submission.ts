// Submission by HTTP, as Graph's sendMail makes it: the checks of the SMTP submission, the same commit, the same record.
import { isAscii } from "node:buffer";
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import { outlookMessage } from "../../content-conversion/outlook/outlook-message.ts";
import { canBecomeTnef } from "../../content-conversion/to-tnef/can-become-tnef.ts";
import type { BodyUpload, StorableBody } from "../../database/content-store.ts";
import { DatabaseFullError } from "../../database/database.ts";
import type { MailboxItem } from "../../mailbox/mailbox-store.ts";
import { isSameAddress, parseAddresses } from "../../mime/address.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { splitMessage } from "../../mime/message.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { newGuid, newNetworkMessageId, newSearchKey } from "../../runtime/ids.ts";
import { BEING_RESET } from "../../smtp/gate.ts";
import { HEADER_TOO_BIG, LINE_TOO_LONG, MESSAGE_TOO_BIG, TOO_MANY_RECIPIENTS } from "../../smtp/listener-replies.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { SmtpLimits, SmtpSession } from "../../smtp/session.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { TransportServices } from "../services.ts";
import type { OwnProperties } from "./accept.ts";
import type { DiskSpace } from "./disk-space.ts";
import { acceptSubmission } from "./hold.ts";
import { mapiReceived } from "./mapi-received.ts";
import { outlookFacts } from "./outlook-facts.ts";
import { DISK_FULL, HOP_COUNT_EXCEEDED, SEND_AS_DENIED, SENDER_FULL } from "./replies.ts";
import { rewriteAliases } from "./sender-alias.ts";
import { completeSubmission, isBeyondQuota, sendsAsItself, submissionRecord } from "./submission.ts";

export interface HttpSubmission {
  /** Mailbox that submits, primary address. */
  readonly user: string;
  /** Whole message, CRLF; its Bcc names recipients and does not travel. */
  readonly content: Buffer;
  /** P1; at least one. */
  readonly recipients: readonly string[];
  readonly saveToSentItems: boolean;
  /** Not before: PidTagDeferredSendTime, milliseconds UTC. */
  readonly deferUntil?: number;
  /** The draft that is sent: it becomes the copy in Sent Items. */
  readonly draft?: MailboxItem;
  /** What the client sets of the copy in Sent Items. */
  readonly own?: OwnProperties;
  /** Delivery is reported to the sender. RFC 3461 §4.1 */
  readonly notifiesOfDelivery?: boolean;
  /** Made by classic Outlook: the message gets its native form, TNEF. docs/recall.md R1 */
  readonly outlook?: OutlookChoice;
  /** What has to precede the message: runs once nothing refuses it any more. Where it throws, nothing is submitted. */
  readonly before?: () => Promise<void>;
}

export interface OutlookChoice {
  /** The sender's choice of rich text: recipients get TNEF where no remote domain or contact says otherwise. */
  readonly richText: boolean;
}

export type HttpSubmitted =
  | {
      readonly messageId: string;
      readonly networkMessageId: string;
      /** It waits in the Outbox until then, milliseconds UTC. */
      readonly sendAt?: number;
    }
  | { readonly refused: SmtpReply };

export interface HttpSubmissionsOptions {
  readonly services: TransportServices;
  readonly limits: Pick<SmtpLimits, "maxMessageBytes" | "maxRecipients" | "maxHeaderBytes" | "maxLineBytes">;
  readonly disk: DiskSpace;
}

/** A submission before it is an item. */
interface Prepared {
  readonly networkMessageId: string;
  readonly now: number;
  readonly headers: HeaderBlock;
  /** From the blank line on. */
  readonly body: Buffer;
  readonly data: Record<string, string>;
}

const LF = 0x0a;
/** As a network would bring it, bytes: the store takes it without holding others up. */
const PIECE = 65_536;

export class HttpSubmissions {
  readonly #options: HttpSubmissionsOptions;

  constructor(options: HttpSubmissionsOptions) {
    this.#options = options;
  }

  /** As on the SMTP listeners. */
  get limits(): HttpSubmissionsOptions["limits"] {
    return this.#options.limits;
  }

  async submit(submission: HttpSubmission): Promise<HttpSubmitted> {
    const { activity, contents } = this.#options.services;
    const end = activity.begin();
    const upload = contents.upload();
    try {
      const submitted = await this.#submit(submission, upload);
      if ("refused" in submitted) upload.abort();
      return submitted;
    } catch (error) {
      upload.abort();
      if (error instanceof DatabaseFullError) return { refused: DISK_FULL };
      throw error;
    } finally {
      end();
    }
  }

  async #submit(submission: HttpSubmission, upload: BodyUpload): Promise<HttpSubmitted> {
    const { services, disk } = this.#options;
    const { generation } = services.gate;
    const organization = services.organization();
    const tooMuch = disk.isShort() ? DISK_FULL : await this.#beyondLimits(organization, submission);
    if (tooMuch) return { refused: tooMuch };
    const made = await this.#prepare(organization, submission);
    for (let at = 0; at < made.body.length; at += PIECE) await upload.write(made.body.subarray(at, at + PIECE));
    const item = this.#createItem(organization, submission, made, await upload.finish());
    const bcc = item.headers.fields.filter((field) => field.name.toLowerCase() === "bcc");
    item.headers.remove("Bcc");
    const refused = await this.#refusal(organization, item);
    if (refused) return { refused };
    const copyHeaders = bcc.length > 0 ? new HeaderBlock([...item.headers.fields, ...bcc]).toBuffer() : undefined;
    const copyTo = submission.saveToSentItems
      ? {
          mailbox: submission.user,
          folder: "sentitems" as const,
          ...(copyHeaders && { headers: copyHeaders }),
          ...(submission.draft && { draft: submission.draft }),
          ...(submission.own && { own: submission.own }),
        }
      : undefined;
    const event = { source: "HTTP" as const, detail: `Submitted by ${submission.user}`, context: "HttpSubmission" };
    const record = await submissionRecord(services, organization, item, copyTo);
    // What is written from here on is written before a reset that begins later.
    if (!services.gate.admits(generation)) return { refused: BEING_RESET };
    await submission.before?.();
    const { undoSendMs: undoMs } = directoryOf(organization).findMailbox(submission.user) ?? {};
    const { deferUntil } = submission;
    const sendAt = await acceptSubmission({ item, event, record, copyHeaders, undoMs, deferUntil }, services);
    const { networkMessageId } = item;
    return { messageId: messageIdOf(item), networkMessageId, ...(sendAt !== undefined && { sendAt }) };
  }

  async #beyondLimits(
    organization: Organization,
    { content, recipients, user }: HttpSubmission,
  ): Promise<SmtpReply | undefined> {
    const { limits } = this.#options;
    const { headers } = splitMessage(content);
    if (content.length > limits.maxMessageBytes) return MESSAGE_TOO_BIG;
    if (headers.length > limits.maxHeaderBytes) return HEADER_TOO_BIG;
    const { recipientLimits = limits.maxRecipients } = directoryOf(organization).findMailbox(user) ?? {};
    if (recipients.length > Math.min(recipientLimits, limits.maxRecipients)) return TOO_MANY_RECIPIENTS;
    return (await runInTurns(lookingForLineOver(limits.maxLineBytes, content))) ? LINE_TOO_LONG : undefined;
  }

  /** What the client left out is added; classic Outlook's message gets its native form. */
  async #prepare(organization: Organization, { user, content, outlook }: HttpSubmission): Promise<Prepared> {
    const split = splitMessage(content);
    const headers = HeaderBlock.parse(split.headers);
    const now = this.#options.services.clock.now();
    const networkMessageId = newNetworkMessageId();
    const searchKey = newSearchKey();
    completeSubmission(headers, user, organization.hostname, now);
    rewriteAliases(headers, organization);
    const prepared = { networkMessageId, now, headers, body: split.body, data: { searchKey } };
    if (!outlook || !(await canBecomeTnef(headers, split.body)).can) return prepared;
    const facts = { ...outlookFacts(organization, { now, networkMessageId }), searchKey };
    const native = await outlookMessage(headers, split.body, facts);
    return { ...prepared, ...native, data: { searchKey, ...(outlook.richText && { richText: "true" }) } };
  }

  #createItem(
    organization: Organization,
    submission: HttpSubmission,
    { networkMessageId, now, headers, body: bytes, data }: Prepared,
    body: StorableBody,
  ): MailItem {
    const { user, notifiesOfDelivery } = submission;
    const isSevenBit = isAscii(headers.toBuffer());
    headers.prepend("Received", mapiReceived(organization.hostname, now));
    const recipients = submission.recipients.map(
      (address): EnvelopeRecipient => ({
        address,
        ...(notifiesOfDelivery && { notify: ["SUCCESS", "FAILURE", "DELAY"] }),
      }),
    );
    return {
      networkMessageId,
      journeyId: networkMessageId,
      entry: "http",
      receivedAt: now,
      submitter: user,
      authAs: "Internal",
      sender: envelopeSender(organization, user, headers),
      recipients,
      headers,
      body,
      smtpUtf8: !isSevenBit || recipients.some(({ address }) => !isAscii(Buffer.from(address))),
      eightBitMime: !isSevenBit || !isAscii(bytes),
      data,
    };
  }

  async #refusal(organization: Organization, item: MailItem): Promise<SmtpReply | undefined> {
    const { services } = this.#options;
    const ours = 1;
    const received = item.headers.all("Received").length - ours;
    if (received > organization.transportConfig.maxHopCount) return HOP_COUNT_EXCEEDED;
    if (!sendsAsItself(organization, item.submitter ?? "", item.headers)) return SEND_AS_DENIED;
    if (await isBeyondQuota(services, organization, item.submitter ?? "")) return SENDER_FULL;
    const session = sessionOf(item, organization);
    return services.agents.current.runSmtpReceive(item, { now: item.receivedAt, organization, session });
  }
}

/** Who sends as another one uses that address; who sends on behalf of one uses the own. */
function envelopeSender(organization: Organization, user: string, headers: HeaderBlock): string {
  const from = parseAddresses(headers.get("From") ?? "")[0]?.address;
  if (from === undefined || isSameAddress(from, user)) return user;
  return directoryOf(organization).maySendAs(user, from) ? from : user;
}

/** Inside, the mailbox server hands a submission over by SMTP: receive agents see that connection. */
function sessionOf(item: MailItem, { hostname }: Organization): SmtpSession {
  return {
    id: newGuid(),
    remoteAddress: "::1",
    remotePort: 0,
    localPort: 0,
    helo: hostname,
    protocol: "HTTP",
    tls: undefined,
    certificate: undefined,
    user: item.submitter,
    envelope: {
      from: item.sender,
      recipients: item.recipients,
      smtpUtf8: item.smtpUtf8,
      eightBitMime: item.eightBitMime,
    },
    transcript: () => [],
  };
}

function* lookingForLineOver(most: number, bytes: Buffer): Steps<boolean> {
  let lines = 0;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LF, start);
    const length = (end < 0 ? bytes.length : end - 1) - start;
    if (length > most) return true;
    if (end < 0) return false;
    start = end + 1;
    lines += 1;
    if (lines % 4096 === 0) yield;
  }
  return false;
}
