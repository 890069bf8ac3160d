// Transport Message Recall Routing Agent: registers recall requests, stamps them and has the report made.
// docs/recall.md R7 to R9.
import type { QueuedMessageEventSource, RoutingAgent } from "../../agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import { findTnefIn } from "../../content-conversion/find-tnef.ts";
import type { SubmittedMessage, SubmittedMessages } from "../../mailbox/submitted-messages.ts";
import { maySendFor } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { RecallDeadlines } from "./deadlines.ts";
import { recalledSearchKey } from "./recalled-key.ts";
import type { NewRecallRecipient, RecallRegister } from "./register.ts";
import { reportMail } from "./report-mail.ts";
import { languageFor } from "./report-strings.ts";
import { isOfService, nameOriginal, type StampedRequest, stampRequest } from "./stamp-request.ts";
import type { RecallStatus, TrueReason } from "./status.ts";

/** R17, R22: how long a request is worked on. */
export const RECALL_WINDOW_MS = 24 * 3_600_000;

export interface RoutingAgentOptions {
  readonly register: RecallRegister;
  readonly submitted: SubmittedMessages;
  readonly deadlines: RecallDeadlines;
  /** Page of one recall, for its report mail. */
  readonly reportUrl: (requestMessageId: string) => string;
}

export class TransportMessageRecallRoutingAgent implements RoutingAgent {
  readonly name = "Transport Message Recall Routing Agent";
  /** Before the Transport Rule Agent. */
  readonly priority = 10;
  readonly #options: RoutingAgentOptions;

  constructor(options: RoutingAgentOptions) {
    this.#options = options;
  }

  async onSubmitted(source: QueuedMessageEventSource, item: MailItem): Promise<void> {
    const request = await this.#requestIn(source, item);
    if (!request) return this.#nameOriginalAgain(source, item);
    const { original } = request;
    const age = item.receivedAt - original.submittedAt;
    const refused = whyRefused(original, age, source.organization);
    this.#register(source, item, original, refused ? "failed" : "pending");
    if (refused) this.#refuse(source, item, refused);
    else stampRequest(item, source, request);
  }

  /** A request that a smart host brought back lost at the firewall what names its original to other tenants. R2, R9 */
  async #nameOriginalAgain(source: QueuedMessageEventSource, item: MailItem): Promise<void> {
    if (item.attribution?.connectorType !== "OnPremises" || !this.#options.register.isRequest(messageIdOf(item)))
      return;
    const recall = await this.#options.register.find(undefined, messageIdOf(item));
    if (recall && isOfService(item)) nameOriginal(item, source.organization, recall.originalMessageId, recall.mailbox);
  }

  /** Groups are expanded now: one row per mailbox; who is outside is final at once, the text mail still goes there. */
  onResolved(source: QueuedMessageEventSource, item: MailItem): void {
    const requestMessageId = messageIdOf(item);
    const isNew = item.data.recallRegistered === requestMessageId;
    const isKnown = isNew || this.#options.register.isRequest(requestMessageId);
    // Where the service doesn't recall, it marks what it forwards all the same. R20
    if (!isKnown && !isRecallClass(item.data.messageClass)) return;
    if (isNew) this.#addRecipients(source, item, requestMessageId, item.recipients);
    this.#markForwarded(source, item);
  }

  /** What forwarding or a rule put in the place of a registered recipient is a recipient too. R18 */
  onCategorized(source: QueuedMessageEventSource, item: MailItem): void {
    const requestMessageId = messageIdOf(item);
    if (!this.#options.register.isRequest(requestMessageId) && item.data.recallRegistered !== requestMessageId) return;
    const successors = item.recipients.filter((recipient) => (recipient.history ?? []).length > 0);
    const originsOf = ({ history = [] }: EnvelopeRecipient) => history.map(({ address }) => address.toLowerCase());
    const origins = [...new Set(successors.flatMap(originsOf))];
    if (origins.length === 0) return;
    const { register } = this.#options;
    source.commit(async (tx) => {
      const known = await register.recipientsIn(tx, requestMessageId, origins);
      const added = successors.filter((recipient) => originsOf(recipient).some((origin) => known.has(origin)));
      await register.addRecipients(
        tx,
        added.map((recipient) => rowFor(requestMessageId, recipient, source.now)),
      );
    });
  }

  /** Only what enters by submission makes a request; of generation B what the HTTP submission recorded, of A its class. */
  async #requestIn(source: QueuedMessageEventSource, item: MailItem): Promise<StampedRequest | undefined> {
    const entered = item.entry === "http" || item.entry === "submission" || item.entry === "agent";
    if (!entered || source.organization.organizationConfig.messageRecallEnabled === false) return undefined;
    if (this.#options.register.isRequest(messageIdOf(item))) return undefined;
    const { recallOriginalMessageId, recallMailbox, messageClass } = item.data;
    if (recallOriginalMessageId !== undefined) {
      const found = await this.#options.submitted.find(recallOriginalMessageId);
      const original = found.find((message) => message.mailbox === recallMailbox);
      return original && { generation: "B", original };
    }
    if (!isRecallClass(messageClass)) return undefined;
    const original = await this.#originalByKey(source, item);
    return original && { generation: "A", original };
  }

  /** Whoever may send for the original's sender may recall it. */
  async #originalByKey(source: QueuedMessageEventSource, item: MailItem): Promise<SubmittedMessage | undefined> {
    const tnef = await findTnefIn(item.headers, item.body);
    const key = tnef.kind === "belongs" ? recalledSearchKey(tnef.message) : undefined;
    if (key === undefined || item.submitter === undefined) return undefined;
    const found = await this.#options.submitted.findByKey(key);
    return found.find(({ mailbox }) => maySendFor(source.organization, item.submitter ?? "", mailbox));
  }

  #register(source: QueuedMessageEventSource, item: MailItem, original: SubmittedMessage, status: RecallStatus): void {
    const requestMessageId = messageIdOf(item);
    const deadline = item.receivedAt + RECALL_WINDOW_MS;
    item.data.recallRegistered = requestMessageId;
    source.commit(async (tx) => {
      await this.#options.register.open(tx, {
        requestMessageId,
        originalMessageId: original.messageId,
        originalSearchKey: original.searchKey,
        mailbox: original.mailbox,
        subject: original.subject,
        requestedAt: item.receivedAt,
        level: source.organization.service.level,
        networkMessageId: item.networkMessageId,
        deadline,
      });
      // Refused since, or gone: no mailbox will say so. R22
      await this.#options.register.addRecipients(
        tx,
        failedRows(source, requestMessageId, source.failed, "undeliverable"),
      );
      tx.afterCommit(() => this.#options.deadlines.watch(deadline));
    });
    const url = this.#options.reportUrl(requestMessageId);
    const { mailbox: to, subject } = original;
    const recipients = item.recipients.map(({ address }) => address);
    const language = languageFor(to, source.organization);
    source.submit(reportMail({ to, subject, url, now: source.now, recipients, status, language }));
    source.track(item, {
      eventId: "AGENTINFO",
      source: "AGENT",
      recipients: item.recipients.map((recipient) => recipient.address),
      context: this.name,
      detail: `Recall of ${original.messageId} registered`,
      data: { originalMessageId: original.messageId, deadline },
    });
  }

  /** Too old, a meeting, or encrypted in 2023: registered and reported, but nobody is asked. */
  #refuse(source: QueuedMessageEventSource, item: MailItem, trueReason: TrueReason): void {
    const requestMessageId = messageIdOf(item);
    const rows = failedRows(source, requestMessageId, item.recipients, trueReason);
    source.commit((tx) => this.#options.register.addRecipients(tx, rows));
    const detail = `Reason: [Stage: OnSubmittedMessage][Agent: ${this.name}];Message recall refused (${trueReason}), dropping the recall email. Result:Failed`;
    source.drop(item, item.recipients, detail);
  }

  #addRecipients(
    source: QueuedMessageEventSource,
    item: MailItem,
    requestMessageId: string,
    recipients: readonly EnvelopeRecipient[],
  ): void {
    const rows = recipients.map((recipient) => rowFor(requestMessageId, recipient, source.now));
    source.commit((tx) => this.#options.register.addRecipients(tx, rows));
    item.data.recallRequest = "true";
  }

  /** R18: the forwarded request asks for no report of its own. */
  #markForwarded(source: QueuedMessageEventSource, item: MailItem): void {
    const forwarded = item.recipients.filter((recipient) =>
      recipient.history?.some((origin) => origin.by === "forwarding"),
    );
    if (forwarded.length === 0) return;
    const target = forwarded.length === item.recipients.length ? item : source.fork(item, forwarded);
    target.headers.set("X-MS-Exchange-Send-Outlook-Recall-Report", "False");
  }
}

function whyRefused(original: SubmittedMessage, age: number, organization: Organization): TrueReason | undefined {
  if (original.meeting) return "meetingRequest";
  if (original.rightsManaged && organization.service.level === "2023-04") return "encrypted";
  return age > organization.organizationConfig.messageRecallMaxRecallableAge ? "tooOld" : undefined;
}

function failedRows(
  { now }: QueuedMessageEventSource,
  requestMessageId: string,
  recipients: readonly EnvelopeRecipient[],
  trueReason: TrueReason,
): NewRecallRecipient[] {
  const outcome = { kind: "mailbox", status: "failed", trueReason } as const;
  return recipients.map((recipient) => ({ ...rowFor(requestMessageId, recipient, now), ...outcome }));
}

function rowFor(requestMessageId: string, recipient: EnvelopeRecipient, at: number): NewRecallRecipient {
  const outside = recipient.mailbox === undefined;
  return {
    requestMessageId,
    address: (recipient.mailbox ?? recipient.address).toLowerCase(),
    kind: outside ? "outside" : "mailbox",
    status: outside ? "outside" : "pending",
    trueReason: outside ? "outsideOrganization" : null,
    at,
  };
}
