// Takes one message from a client: header block in memory, body to the store as it arrives, 250 after COMMIT.
import { isIP } from "node:net";
import type { Attribution, AuthAs, Entry, MailItem } from "../../agent-api/mail-item.ts";
import type { BodyUpload, StorableBody } from "../../database/content-store.ts";
import { DatabaseFullError } from "../../database/database.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { findBlankLine } from "../../mime/message.ts";
import { directoryOf } from "../../organization/directory.ts";
import { isOn } from "../../organization/organization-flags.ts";
import { newMessageId, newNetworkMessageId, newSearchKey } from "../../runtime/ids.ts";
import { BEING_RESET } from "../../smtp/gate.ts";
import { formatReply, reply, type SmtpReply } from "../../smtp/reply.ts";
import type { MessageSink, SmtpSession } from "../../smtp/session.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { TransportServices } from "../services.ts";
import { type Acceptance, accept, type SubmissionRecord } from "./accept.ts";
import { promotedAuthAs } from "./attribution.ts";
import { acceptSubmission } from "./hold.ts";
import { DISK_FULL, HOP_COUNT_EXCEEDED, SEND_AS_DENIED, SENDER_FULL } from "./replies.ts";
import { rewriteSenderAlias } from "./sender-alias.ts";
import { completeSubmission, isBeyondQuota, sendsAsItself, submissionRecord } from "./submission.ts";

/** What the listener knows of a message before its first byte. */
export interface Incoming {
  readonly entry: Extract<Entry, "submission" | "inbound" | "return">;
  readonly authAs: AuthAs;
  readonly submitter?: string;
  readonly attribution?: Attribution;
}

export class ReceiveSink implements MessageSink {
  readonly #services: TransportServices;
  readonly #session: SmtpSession;
  readonly #incoming: Incoming;
  readonly #end: () => void;
  readonly #generation: number;
  #head: Buffer[] = [];
  #headLength = 0;
  #headers: Buffer | undefined;
  #upload: BodyUpload | undefined;
  #diskIsFull = false;

  constructor(services: TransportServices, session: SmtpSession, incoming: Incoming) {
    this.#services = services;
    this.#session = session;
    this.#incoming = incoming;
    this.#end = services.activity.begin();
    this.#generation = services.gate.generation;
  }

  write(chunk: Buffer): void | Promise<void> {
    if (this.#upload) return this.#store(this.#upload, chunk);
    const searched = Math.max(0, this.#headLength - 2);
    this.#head.push(chunk);
    this.#headLength += chunk.length;
    const bytes = this.#head.length === 1 ? chunk : Buffer.concat(this.#head, this.#headLength);
    const at = findBlankLine(bytes, searched);
    if (at < 0) {
      this.#head = [bytes];
      return undefined;
    }
    this.#headers = bytes.subarray(0, at);
    this.#head = [];
    this.#upload = this.#services.contents.upload();
    return this.#store(this.#upload, bytes.subarray(at));
  }

  /** A full disk is told after the final dot, as a client expects it; what still comes is thrown away. */
  #store(upload: BodyUpload, chunk: Buffer): void | Promise<void> {
    if (this.#diskIsFull) return undefined;
    return upload.write(chunk)?.catch((error: unknown) => {
      if (!(error instanceof DatabaseFullError)) throw error;
      this.#diskIsFull = true;
      upload.abort();
    });
  }

  async end(): Promise<SmtpReply> {
    try {
      return this.#diskIsFull ? DISK_FULL : await this.#accept();
    } catch (error) {
      this.#upload?.abort();
      if (error instanceof DatabaseFullError) return DISK_FULL;
      throw error;
    } finally {
      this.#end();
    }
  }

  abort(): void {
    this.#upload?.abort();
    this.#end();
  }

  async #accept(): Promise<SmtpReply> {
    const services = this.#services;
    const headers = this.#headers ?? Buffer.concat(this.#head);
    const body = (await this.#upload?.finish()) ?? services.contents.whole(Buffer.alloc(0));
    const item = await this.#createItem(headers, body);
    const refusal = await this.#refusal(item);
    if (refusal) {
      this.#upload?.abort();
      return refusal;
    }
    const answer = reply(
      250,
      "2.6.0",
      `${quotable(messageIdOf(item))}[InternalId=${item.networkMessageId}] Queued mail for delivery`,
    );
    const acceptance = await this.#acceptance(item, headers, answer);
    // What is written from here on is written before a reset that begins later.
    if (!services.gate.admits(this.#generation)) {
      this.#upload?.abort();
      return BEING_RESET;
    }
    const { event, submission: record } = acceptance;
    if (record) await acceptSubmission({ item, event, record }, services);
    else await accept(item, acceptance, services);
    return answer;
  }

  async #refusal(item: MailItem): Promise<SmtpReply | undefined> {
    const organization = this.#services.organization();
    const ours = 1;
    const received = item.headers.all("Received").length - ours;
    if (received > organization.transportConfig.maxHopCount) return HOP_COUNT_EXCEEDED;
    if (item.entry === "submission" && !sendsAsItself(organization, item.submitter ?? "", item.headers))
      return SEND_AS_DENIED;
    if (item.entry === "submission" && (await isBeyondQuota(this.#services, organization, item.submitter ?? "")))
      return SENDER_FULL;
    return this.#services.agents.current.runSmtpReceive(item, {
      now: item.receivedAt,
      organization,
      session: this.#session,
    });
  }

  async #createItem(rawHeaders: Buffer, body: StorableBody): Promise<MailItem> {
    const session = this.#session;
    const { envelope } = session;
    const organization = this.#services.organization();
    const networkMessageId = newNetworkMessageId();
    const headers = HeaderBlock.parse(rawHeaders);
    const now = this.#services.clock.now();
    const authAs = promotedAuthAs(organization, { ...this.#incoming, headers });
    const isSubmission = this.#incoming.entry === "submission";
    const known = isSubmission ? undefined : await this.#services.legs.journeyOf(messageIdOf({ headers }));
    if (isSubmission) completeSubmission(headers, this.#incoming.submitter ?? "", organization.hostname, now);
    else if (!headers.has("Message-ID")) headers.append("Message-ID", newMessageId(organization.hostname));
    const masks = isSubmission && isOn("MaskClientIpInReceivedHeadersEnabled", organization);
    const client = masks ? maskedClient(session) : `${session.helo} (${session.remoteAddress})`;
    headers.prepend("Received", receivedValue(client, session, organization.hostname, networkMessageId, now));
    const item: MailItem = {
      ...this.#incoming,
      networkMessageId,
      journeyId: known ?? networkMessageId,
      receivedAt: now,
      authAs,
      sender: envelope.from,
      recipients: envelope.recipients.map((recipient) => ({ ...recipient })),
      headers,
      body,
      ...(envelope.ret && { ret: envelope.ret }),
      ...(envelope.envelopeId !== undefined && { envelopeId: envelope.envelopeId }),
      smtpUtf8: envelope.smtpUtf8,
      eightBitMime: envelope.eightBitMime,
      data: {
        ...(isSubmission && { searchKey: newSearchKey() }),
        ...(masks && { clientIp: session.remoteAddress }),
      },
    };
    if (isSubmission) rewriteSenderAlias(item, organization);
    return item;
  }

  async #acceptance(item: MailItem, headers: Buffer, answer: SmtpReply): Promise<Acceptance> {
    const session = this.#session;
    const event = {
      source: "SMTP" as const,
      detail: `Message received by ${item.entry} from ${session.remoteAddress} (${session.helo})`,
      clientIp: session.remoteAddress,
    };
    if (item.entry === "submission") return { event, submission: await this.#submission(item) };
    if (!isLeg(item)) return { event };
    return {
      event,
      leg: {
        direction: "in",
        connector: item.attribution?.connector ?? "",
        at: item.receivedAt,
        peer: `${session.remoteAddress}:${session.remotePort}`,
        ...(session.tls && { tls: `${session.tls.version} ${session.tls.cipher}` }),
        ...(session.certificate && { certificate: session.certificate.names.join(", ") }),
        recipients: item.recipients.map((recipient) => recipient.address),
        reply: formatReply(answer),
        transcript: [...session.transcript(), `S: ${formatReply(answer)}`],
        ...(session.transcriptTimes && { transcriptTimes: session.transcriptTimes() }),
        headers,
      },
    };
  }

  #submission(item: MailItem): Promise<SubmissionRecord> {
    const organization = this.#services.organization();
    const submitter = directoryOf(organization).findMailbox(item.submitter ?? "");
    const copyTo = submitter?.messageCopyForSmtpClientSubmissionEnabled
      ? { mailbox: submitter.address, folder: "sentitems" as const }
      : undefined;
    return submissionRecord(this.#services, organization, item, copyTo);
  }
}

/** Mail that a connector brought, that came back, or that tried to; a stranger's mail to the MX is none. */
function isLeg(item: MailItem): boolean {
  return item.entry === "return" || item.attribution !== undefined || item.journeyId !== item.networkMessageId;
}

/** A reply is a line of 512 bytes in ASCII (RFC 5321 §4.5.3.1.5); not every Message-ID fits into one. */
function quotable(messageId: string): string {
  return /^[\x21-\x7e]{1,300}$/.test(messageId) ? `${messageId} ` : "";
}

/** A client may greet with its address as well. Set-OrganizationConfig -MaskClientIpInReceivedHeadersEnabled */
function maskedClient({ helo }: SmtpSession): string {
  const isAddress = helo.startsWith("[") || isIP(helo) !== 0;
  return isAddress ? "unknown" : helo;
}

/** RFC 5321 §4.4. */
function receivedValue(client: string, session: SmtpSession, hostname: string, id: string, now: number): string {
  const tls = session.tls ? `\r\n (version=${session.tls.version}, cipher=${session.tls.cipher})` : "";
  return `from ${client} by ${hostname}${tls}\r\n with ${session.protocol} id ${id}; ${formatRfc5322Date(now)}`;
}
