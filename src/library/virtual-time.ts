// A test's hold on time: waiting until nothing happens, moving on.
import { parseDuration } from "../organization/units.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { TimeoutOption } from "./api.ts";
import { WaitTimeoutError } from "./errors.ts";
import { describeRecipients } from "./words.ts";

/** Real milliseconds. */
export const DEFAULT_TIMEOUT_MS = 5000;

export class VirtualTime {
  readonly #on: Composed;

  constructor(on: Composed) {
    this.#on = on;
  }

  advance(by: string | number): Promise<void> {
    const ms = typeof by === "number" ? by : parseDuration(by);
    if (ms === undefined || !Number.isSafeInteger(ms) || ms < 0)
      return Promise.reject(new TypeError(`advance() takes milliseconds or a duration such as "24h", not "${by}"`));
    return this.#on.advance(ms);
  }

  /** Advancing by nothing also waits until a smart host elsewhere has been quiet for a while. */
  async idle({ timeout = DEFAULT_TIMEOUT_MS }: TimeoutOption = {}): Promise<void> {
    const late = Symbol();
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<typeof late>((resolve) => {
      timer = setTimeout(resolve, timeout, late);
    });
    try {
      if ((await Promise.race([this.advance(0), timedOut])) === late)
        throw new WaitTimeoutError(`Mail is still in flight after ${timeout} ms${await this.#inFlight()}.`);
    } finally {
      clearTimeout(timer);
    }
  }

  async #inFlight(): Promise<string> {
    const { journeys } = await this.#on.journeys.list({ verdict: "pending" }, { limit: 1 });
    const newest = journeys[0] && (await this.#on.journeys.find(journeys[0].id));
    return newest ? `: "${newest.subject}", ${describeRecipients(newest.recipients)}` : "";
  }
}
