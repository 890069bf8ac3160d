// Journeys as everybody asks for them: list, find, wait. HTTP, library, command line and pages stand on this.
import type { RecallRegister } from "../agents/recall/register.ts";
import type { SubmittedMessages } from "../mailbox/submitted-messages.ts";
import { runInTurns } from "../mime/in-turns.ts";
import type { Organization } from "../organization/organization.ts";
import type { Legs } from "../trace/legs.ts";
import type { FoundPass, PassFilter, PassIndex } from "../trace/search-trace.ts";
import type { TrackingLog } from "../trace/tracking-log.ts";
import { describeJourney } from "./detail.ts";
import { addressesOf, foldingEvents } from "./fold.ts";
import type { Journey, JourneyQuery, JourneySummary } from "./journey.ts";
import type { JourneyRepository, Position } from "./journey-repository.ts";
import { type JourneyRow, summaryOf } from "./journey-row.ts";
import type { Projector } from "./projector.ts";
import { relatedTo } from "./related.ts";
import { Waiters } from "./waiters.ts";

export interface JourneysOptions {
  readonly repository: JourneyRepository;
  readonly projector: Projector;
  readonly tracking: TrackingLog;
  readonly legs: Legs;
  readonly recalls: RecallRegister;
  readonly submitted: SubmittedMessages;
  readonly organization: () => Organization;
}

export interface JourneyPage {
  /** Newest first. */
  readonly journeys: readonly JourneySummary[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: Position;
}

export interface RuleHits {
  readonly rule: string;
  readonly messages: number;
  /** When the newest of them began, milliseconds UTC. */
  readonly lastAt: number;
}

export interface WaitOptions {
  /** Real milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** As many as an answer to `wait` names. */
const NAMED = 100;

export class Journeys implements PassIndex {
  readonly #options: JourneysOptions;
  readonly #waiters: Waiters;

  constructor(options: JourneysOptions) {
    this.#options = options;
    this.#waiters = new Waiters(options.projector);
  }

  async list(query: JourneyQuery, page: { readonly limit: number; readonly after?: Position }): Promise<JourneyPage> {
    const rows = await this.#rows(query, page.limit + 1, page.after);
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      journeys: shown.map(summaryOf),
      ...(rows.length > shown.length && last && { next: { startedAt: last.startedAt, id: last.id } }),
    };
  }

  /** By the network message id of any pass, else by Message-ID: then the newest. */
  async find(id: string): Promise<Journey | undefined> {
    await this.#options.projector.catchUp();
    const { repository, legs, recalls, tracking, organization } = this.#options;
    const journeyId = await repository.journeyIdOf(id.toLowerCase());
    const row = journeyId ? await repository.get(journeyId) : (await repository.list({ messageId: id }, 1)).at(0);
    if (!row) return undefined;
    const events = await tracking.ofMessages(await repository.passesOf(row.id));
    const folded = await runInTurns(foldingEvents(events, addressesOf(organization())));
    const related = await relatedTo(row, this.#options);
    return describeJourney({ row, folded, legs, recalls, related });
  }

  /** Resolves once a journey answers the query, with all that do; with none when time is up. */
  async wait(query: JourneyQuery, options: WaitOptions): Promise<readonly JourneySummary[]> {
    const rows = await this.#waiters.wait(query, () => this.#rows(query, NAMED), options);
    return rows.map(summaryOf);
  }

  async passes(filter: PassFilter, limit: number, after?: FoundPass): Promise<readonly FoundPass[]> {
    await this.#options.projector.catchUp();
    return this.#options.repository.passes(filter, limit, after);
  }

  /** Rules that matched anything that is remembered, those in the modes that only test too. */
  async ruleHits(): Promise<readonly RuleHits[]> {
    await this.#options.projector.catchUp();
    const hits = new Map<string, RuleHits>();
    for (const { rules, journeys, lastAt } of await this.#options.repository.ruleSets()) {
      for (const rule of rules) {
        const before = hits.get(rule) ?? { rule, messages: 0, lastAt: 0 };
        hits.set(rule, { rule, messages: before.messages + journeys, lastAt: Math.max(before.lastAt, lastAt) });
      }
    }
    return [...hits.values()].sort((one, other) => other.messages - one.messages);
  }

  get waiting(): number {
    return this.#waiters.count;
  }

  /** Lets go of everybody who waits. */
  close(): void {
    this.#waiters.close();
  }

  async #rows(query: JourneyQuery, limit: number, after?: Position): Promise<JourneyRow[]> {
    const { projector, repository } = this.#options;
    await projector.catchUp();
    const id = query.id === undefined ? undefined : await repository.journeyIdOf(query.id.toLowerCase());
    if (query.id !== undefined && id === undefined) return [];
    return repository.list(id === undefined ? query : { ...query, id }, limit, after);
  }
}
