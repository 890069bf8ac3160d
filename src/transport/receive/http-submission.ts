// Submission by HTTP, as Graph's sendMail makes it: the checks of the SMTP submission, the same commit, the same record.
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { BodyUpload, StorableBody } from "../../database/content-store.ts";
import { DatabaseFullError } from "../../database/database.ts";
import { isSameAddress, parseAddresses } from "../../mime/address.ts";
import { isAscii } from "../../mime/charset.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { splitMessage } from "../../mime/message.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { newGuid, newNetworkMessageId, newSearchKey } from "../../runtime/ids.ts";
import { HEADER_TOO_BIG, LINE_TOO_LONG, MESSAGE_TOO_BIG, TOO_MANY_RECIPIENTS } from "../../smtp/listener-replies.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { SmtpLimits, SmtpSession } from "../../smtp/session.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { TransportServices } from "../services.ts";
import { accept } from "./accept.ts";
import type { DiskSpace } from "./disk-space.ts";
import { DISK_FULL, HOP_COUNT_EXCEEDED, SEND_AS_DENIED } from "./replies.ts";
import { completeSubmission, sendsAsItself, submissionRecord } from "./submission.ts";

export interface HttpSubmission {
  /** Mailbox that submits, primary address. */
  readonly user: string;
  /** Whole message, CRLF; its Bcc names recipients and does not travel. */
  readonly content: Buffer;
  /** P1; at least one. */
  readonly recipients: readonly string[];
  readonly saveToSentItems: boolean;
  /** Delivery is reported to the sender. RFC 3461 §4.1 */
  readonly notifiesOfDelivery?: boolean;
}

export type HttpSubmitted = { readonly messageId: string } | { readonly refused: SmtpReply };

export interface HttpSubmissionsOptions {
  readonly services: TransportServices;
  readonly limits: Pick<SmtpLimits, "maxMessageBytes" | "maxRecipients" | "maxHeaderBytes" | "maxLineBytes">;
  readonly disk: DiskSpace;
}

const LF = 0x0a;

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
    const organization = services.organization();
    const split = splitMessage(submission.content);
    const tooMuch = disk.isShort() ? DISK_FULL : await this.#beyondLimits(submission, split.headers);
    if (tooMuch) return { refused: tooMuch };
    await upload.write(split.body);
    const item = this.#createItem(organization, submission, split.headers, await upload.finish());
    const bcc = item.headers.fields.filter((field) => field.name.toLowerCase() === "bcc");
    item.headers.remove("Bcc");
    const refused = await this.#refusal(organization, item);
    if (refused) return { refused };
    const copyTo = submission.saveToSentItems
      ? {
          mailbox: submission.user,
          folder: "sentitems" as const,
          ...(bcc.length > 0 && { headers: new HeaderBlock([...item.headers.fields, ...bcc]).toBuffer() }),
        }
      : undefined;
    const event = { source: "HTTP" as const, detail: `Submitted by ${submission.user}`, context: "HttpSubmission" };
    await accept(item, { event, submission: await submissionRecord(organization, item, copyTo) }, services);
    return { messageId: messageIdOf(item) };
  }

  async #beyondLimits({ content, recipients }: HttpSubmission, headers: Buffer): Promise<SmtpReply | undefined> {
    const { limits } = this.#options;
    if (content.length > limits.maxMessageBytes) return MESSAGE_TOO_BIG;
    if (headers.length > limits.maxHeaderBytes) return HEADER_TOO_BIG;
    if (recipients.length > limits.maxRecipients) return TOO_MANY_RECIPIENTS;
    return (await runInTurns(lookingForLineOver(limits.maxLineBytes, content))) ? LINE_TOO_LONG : undefined;
  }

  #createItem(
    organization: Organization,
    submission: HttpSubmission,
    rawHeaders: Buffer,
    body: StorableBody,
  ): MailItem {
    const { user, content, notifiesOfDelivery } = submission;
    const now = this.#options.services.clock.now();
    const { hostname } = organization;
    const networkMessageId = newNetworkMessageId();
    const headers = HeaderBlock.parse(rawHeaders);
    completeSubmission(headers, user, hostname, now);
    const received = `from ${hostname} ([::1]) by ${hostname}\r\n with mapi id ${networkMessageId}; ${formatRfc5322Date(now)}`;
    headers.prepend("Received", received);
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
      smtpUtf8: !isAscii(rawHeaders) || recipients.some(({ address }) => !isAscii(Buffer.from(address))),
      eightBitMime: !isAscii(content),
      data: { searchKey: newSearchKey() },
    };
  }

  async #refusal(organization: Organization, item: MailItem): Promise<SmtpReply | undefined> {
    const { services } = this.#options;
    const ours = 1;
    const received = item.headers.all("Received").length - ours;
    if (received > organization.transportConfig.maxHopCount) return HOP_COUNT_EXCEEDED;
    if (!sendsAsItself(organization, item.submitter ?? "", item.headers)) return SEND_AS_DENIED;
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
