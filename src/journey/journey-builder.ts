// From events to rows: each journey that a slice of events concerns is told anew from all of its events.
import type { ChangedRecall, RecallRegister } from "../agents/recall/register.ts";
import type { ContentStore } from "../database/content-store.ts";
import type { SubmittedMessages } from "../mailbox/submitted-messages.ts";
import { runInTurns, type Steps } from "../mime/in-turns.ts";
import type { Organization } from "../organization/organization.ts";
import { type Resolve, readingStatuses } from "../trace/message-trace.ts";
import { resolveIn } from "../trace/resolve-in.ts";
import type { TrackingLog, TrackingRow } from "../trace/tracking-log.ts";
import { type Addresses, addressesOf, type Folded, type FoldedPass, foldingEvents, kindOf } from "./fold.ts";
import type { JourneyRepository, PassRow } from "./journey-repository.ts";
import type { JourneyRow } from "./journey-row.ts";
import { type MessageFacts, readFacts } from "./message-facts.ts";
import { recallStateOf } from "./recall-state.ts";
import { stripOf } from "./strip.ts";

export interface BuilderOptions {
  readonly repository: JourneyRepository;
  readonly tracking: TrackingLog;
  readonly recalls: RecallRegister;
  readonly submitted: Pick<SubmittedMessages, "find">;
  readonly contents: Pick<ContentStore, "load">;
  readonly organization: () => Organization;
}

export interface BuiltJourney {
  readonly row: Omit<JourneyRow, "version">;
  readonly passes: readonly PassRow[];
}

export class JourneyBuilder {
  readonly #options: BuilderOptions;

  constructor(options: BuilderOptions) {
    this.#options = options;
  }

  /** @param upTo id of the last event that was told of before these. */
  async build(
    events: readonly TrackingRow[],
    changes: readonly ChangedRecall[],
    upTo: number,
  ): Promise<BuiltJourney[]> {
    const fresh = new Map<string, TrackingRow[]>();
    for (const event of events) {
      const known = fresh.get(event.journeyId);
      if (known) known.push(event);
      else fresh.set(event.journeyId, [event]);
    }
    const recalledAt = await this.#recalled(changes);
    for (const id of recalledAt.keys()) if (!fresh.has(id)) fresh.set(id, []);
    const built: BuiltJourney[] = [];
    for (const [id, own] of fresh) {
      const one = await this.#buildOne(id, await this.#allEvents(id, own, upTo), recalledAt.get(id) ?? 0);
      if (one) built.push(one);
    }
    return built;
  }

  /** Journeys whose recalls changed, and when. */
  async #recalled(changes: readonly ChangedRecall[]): Promise<Map<string, number>> {
    const { recalls, submitted } = this.#options;
    const journeys = new Map<string, number>();
    for (const { requestMessageId, at } of changes) {
      const recall = await recalls.find(undefined, requestMessageId);
      const sent = recall && (await submitted.find(recall.originalMessageId));
      const original = sent?.find((message) => message.mailbox === recall?.mailbox);
      if (original) journeys.set(original.networkMessageId, at);
    }
    return journeys;
  }

  /** A journey that began within the slice is all there. */
  async #allEvents(id: string, own: readonly TrackingRow[], upTo: number): Promise<readonly TrackingRow[]> {
    const first = own[0];
    if (first && first.eventId === "RECEIVE" && first.networkMessageId === id) return own;
    const known = await this.#options.repository.passesOf(id);
    const passes = new Set([...known, ...own.map((event) => event.networkMessageId)]);
    const before = await this.#options.tracking.ofMessages([...passes]);
    return before.filter((event) => event.id <= (own.at(-1)?.id ?? upTo));
  }

  async #buildOne(id: string, events: readonly TrackingRow[], recalledAt: number) {
    const [first] = events;
    if (!first) return undefined;
    const { repository, recalls } = this.#options;
    const addresses = addressesOf(this.#options.organization());
    const folded = await runInTurns(foldingEvents(events, addresses));
    const isChanged = folded.verdict === "intact" && folded.passes.length > 1 && (await repository.bodyChanged(id));
    const verdict = isChanged ? "changed" : folded.verdict;
    const recall = await this.#recallState(id, first);
    const row: BuiltJourney["row"] = {
      id,
      kind: kindOf(folded.passes[0]?.receipt, (messageId) => recalls.isRequest(messageId)),
      startedAt: first.at,
      changedAt: Math.max(recalledAt, events.at(-1)?.at ?? first.at),
      messageId: first.messageId,
      subject: first.subject,
      sender: first.sender,
      recipients: folded.recipients.map(({ address }) => address),
      recipientCount: folded.recipients.length,
      ...(await this.#factsOf(id, first, addresses)),
      hops: folded.hops,
      rules: folded.rules,
      strip: stripOf({ folded, startedAt: first.at, verdict, recall, recalledAt }),
      verdict,
      recall,
      lostAt: folded.lostAt,
      causedBy: typeof first.data.causedBy === "string" ? first.data.causedBy : null,
    };
    return { row, passes: await runInTurns(passRows(id, folded, resolveIn(this.#options.organization()))) };
  }

  /** A message comes in once: what its bytes said then stays. */
  async #factsOf(id: string, receipt: TrackingRow, addresses: Addresses): Promise<MessageFacts> {
    const known = await this.#options.repository.get(id);
    if (!known) return readFacts(receipt, this.#options.contents, addresses);
    const { size, cc, bcc, replyTo, has } = known;
    return { size, cc, bcc, replyTo, has };
  }

  /** Another message that bears the same Message-ID was not recalled. */
  async #recallState(id: string, { messageId }: TrackingRow) {
    const sent = messageId === "" ? [] : await this.#options.submitted.find(messageId);
    const original = sent.find((message) => message.networkMessageId === id);
    return original ? recallStateOf(this.#options.recalls, original) : "none";
  }
}

function* passRows(journeyId: string, folded: Folded, resolve: Resolve): Steps<PassRow[]> {
  const rows: PassRow[] = [];
  for (const pass of folded.passes) if (pass.receipt) rows.push(yield* passRow(journeyId, pass, pass.receipt, resolve));
  return rows;
}

function* passRow(journeyId: string, pass: FoldedPass, receipt: TrackingRow, resolve: Resolve): Steps<PassRow> {
  const recipients = yield* readingStatuses(pass.events, resolve);
  return {
    networkMessageId: pass.networkMessageId,
    journeyId,
    receivedAt: receipt.at,
    messageId: receipt.messageId,
    sender: receipt.sender,
    subject: receipt.subject,
    recipients: recipients.map(({ address }) => address),
    statuses: [...new Set(recipients.map(({ status }) => status))],
  };
}
