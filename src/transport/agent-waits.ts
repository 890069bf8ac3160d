// Waiting for agents, never for ever: one that takes longer than it may is given up, and what it does later is forgotten.
import { formatDuration } from "../organization/units.ts";

/** An agent was given up; its message is not lost by it. */
export class AgentGivenUp extends Error {
  override readonly name = "AgentGivenUp";
  /** The sandbox stops: the message may be tried again as soon as it runs. */
  readonly atStop: boolean;

  constructor(text: string, atStop: boolean) {
    super(text);
    this.atStop = atStop;
  }
}

export class AgentWaits {
  readonly #underWay = new Set<(error: AgentGivenUp) => void>();
  readonly #timeoutMs: number;
  #graceMs: number | undefined;
  #grace: NodeJS.Timeout | undefined;

  /** @param timeoutMs what one call may take, real milliseconds. */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** What the call gives, at once where it is no promise. @throws AgentGivenUp */
  settled<T>(call: T | PromiseLike<T>): T | Promise<T> {
    return isPromise(call) ? this.#inTime(call) : call;
  }

  /** The sandbox stops: what is under way, and what begins from now on, has this long. */
  stopWithin(graceMs: number): void {
    this.#graceMs = graceMs;
    this.#grace = setTimeout(() => {
      for (const giveUp of this.#underWay) giveUp(stopped());
    }, graceMs).unref();
  }

  close(): void {
    clearTimeout(this.#grace);
  }

  #inTime<T>(call: PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#underWay.delete(giveUp);
      };
      const giveUp = (error: AgentGivenUp) => {
        done();
        reject(error);
      };
      const [ms, atStop] = [Math.min(this.#timeoutMs, this.#graceMs ?? Number.POSITIVE_INFINITY), !!this.#graceMs];
      const timer = setTimeout(() => giveUp(atStop ? stopped() : late(ms)), ms).unref();
      this.#underWay.add(giveUp);
      call.then(
        (value) => {
          done();
          resolve(value);
        },
        (error: unknown) => {
          done();
          reject(error);
        },
      );
    });
  }
}

const late = (ms: number) => new AgentGivenUp(`did not return within ${formatDuration(ms)}`, false);
const stopped = () => new AgentGivenUp("had not returned when the sandbox stopped", true);

function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
