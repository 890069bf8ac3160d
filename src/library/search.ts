// Journeys as a test asks for them: by a search line or an object; and waiting, with a sentence about what was nearest.
import type { Journey, JourneyQuery, JourneySummary } from "../journey/journey.ts";
import { parseSearchText } from "../journey/search-text.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { Sandbox, TimeoutOption } from "./api.ts";
import { WaitTimeoutError } from "./errors.ts";
import { DEFAULT_TIMEOUT_MS } from "./virtual-time.ts";
import { describeJourney, hintAtClock } from "./words.ts";

const LISTED = 100;

export const asQuery = (query: JourneyQuery | string): JourneyQuery =>
  typeof query === "string" ? parseSearchText(query) : query;

export class Search {
  readonly #on: Composed;
  readonly #sandbox: Sandbox;

  constructor(on: Composed, sandbox: Sandbox) {
    this.#on = on;
    this.#sandbox = sandbox;
  }

  async list(query: JourneyQuery | string = {}, { limit = LISTED } = {}): Promise<readonly JourneySummary[]> {
    return (await this.#on.journeys.list(asQuery(query), { limit })).journeys;
  }

  async find(id: string): Promise<Journey | undefined> {
    return this.#on.journeys.find(id);
  }

  async wait(
    given: JourneyQuery | string,
    { timeout = DEFAULT_TIMEOUT_MS }: TimeoutOption = {},
  ): Promise<readonly JourneySummary[]> {
    const query = asQuery(given);
    const found = await this.#on.journeys.wait(query, { timeoutMs: timeout });
    if (found.length > 0) return found;
    const asked = typeof given === "string" ? given : JSON.stringify(given);
    throw new WaitTimeoutError(`No message answered ${asked} within ${timeout} ms. ${await this.#nearest(query)}`);
  }

  /** What answers but for its state; else the newest there is. */
  async #nearest(query: JourneyQuery): Promise<string> {
    const { verdict: _, recall: __, hop: ___, rule: ____, ...about } = query;
    // Of a message, its recall request and the report, which have the same subject, the message is meant.
    const [message] = await this.list({ kind: "message", ...about }, { limit: 1 });
    const [near] = message ? [message] : await this.list(about, { limit: 1 });
    const [newest] = near ? [near] : await this.list({}, { limit: 1 });
    const journey = newest && (await this.find(newest.id));
    if (!journey) return "No message is known at all.";
    const words = `${describeJourney(journey)}.${near ? hintAtClock(this.#sandbox, journey) : ""}`;
    return near ? `Nearest: ${words}` : `Nothing like it is known; the newest message: ${words}`;
  }
}
