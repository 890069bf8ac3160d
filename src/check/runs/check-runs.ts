// Runs of the check beside a running sandbox: one at a time, each with a tenant of its own; what it has found so far, and
// what earlier ones found.
import type { CheckEvent } from "../../journey/check-event.ts";
import type { Log } from "../../runtime/log.ts";
import type { CheckOptions, CheckProgress } from "../options.ts";
import type { FinishOptions } from "../reports/finish-record.ts";
import type { Outcome } from "../run.ts";
import type { StartTenant } from "../tenant/tenant.ts";
import { SavedRuns } from "./saved-runs.ts";

export interface RunningTrial {
  readonly caseId: string;
  readonly outcome: Outcome;
  readonly sentence: string;
  /** Under which it ran. */
  readonly tenant: string;
  readonly serviceLevel: string;
}

export interface PlannedCase {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly trials: number;
}

/** A run that was begun here, until another one is. */
export interface LiveRun {
  readonly id: string;
  readonly startedAt: number;
  readonly state: "running" | "done" | "cancelled" | "failed";
  readonly target: string;
  readonly profile: string;
  readonly build?: string;
  readonly cases: readonly PlannedCase[];
  readonly trials: readonly RunningTrial[];
  /** Why it could not run. */
  readonly problem?: string;
}

type Mutable = { -readonly [K in keyof LiveRun]: LiveRun[K] } & { trials: RunningTrial[] };

export class CheckBusyError extends Error {
  override readonly name = "CheckBusyError";
}

export interface CheckRunsOptions {
  readonly start: StartTenant;
  readonly folder: string;
  readonly log: Log;
  /** Told as a run goes on. */
  readonly tell: (event: CheckEvent) => void;
}

export class CheckRuns {
  readonly saved: SavedRuns;
  readonly #options: CheckRunsOptions;
  #live: Mutable | undefined;
  #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: CheckRunsOptions) {
    this.#options = options;
    this.saved = new SavedRuns(options.folder);
  }

  get live(): LiveRun | undefined {
    return this.#live;
  }

  /**
   * @param finish what is done with what it found before that is kept.
   * @returns once it has begun.
   * @throws CheckBusyError while another one runs; CheckError where nothing fits what is asked.
   */
  async start(options: CheckOptions, finish: FinishOptions = {}): Promise<LiveRun> {
    // By then: the whole catalogue comes with it.
    const { chooseCases, planTrials } = await import("../trials.ts");
    const { runId } = await import("../check.ts");
    const planned = chooseCases(options).map((one) => {
      const { id, title, level } = one;
      return { id, title, level, trials: planTrials([one], options, "contoso.com").length };
    });
    if (this.#running)
      throw new CheckBusyError(`The run ${this.#live?.id} is under way: wait for its end or cancel it.`);
    const startedAt = Date.now();
    const live: Mutable = {
      ...{ id: runId(startedAt), startedAt, state: "running", cases: planned, trials: [] },
      target: options.builtIn
        ? `built-in: ${options.builtIn.preset}`
        : `${options.smartHost?.host}:${options.smartHost?.port}`,
      profile: options.only?.length ? "only" : (options.profile ?? "full"),
      ...(options.build !== undefined && { build: options.build }),
    };
    this.#live = live;
    this.#options.tell(eventOf(live));
    this.#stop = new AbortController();
    this.#running = this.#run(live, options, finish, this.#stop.signal).finally(() => {
      this.#running = undefined;
    });
    return live;
  }

  /** Of those that were kept. False where there is none. */
  remove(id: string): boolean {
    if (!this.saved.remove(id)) return false;
    if (this.#live?.id === id) this.#live = undefined;
    return true;
  }

  /** Ends the run under way; what it has found is not judged. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  stop(): Promise<void> {
    return this.cancel();
  }

  async #run(live: Mutable, options: CheckOptions, finish: FinishOptions, signal: AbortSignal): Promise<void> {
    const { log, start, tell } = this.#options;
    let stage = { tenant: "default", serviceLevel: "" };
    const onProgress = (progress: CheckProgress) => {
      if (progress.kind === "stage") stage = { tenant: progress.tenant, serviceLevel: progress.serviceLevel };
      if (progress.kind !== "trial") return;
      const { id, outcome, sentence } = progress;
      const trial = { caseId: id, outcome: outcome as Outcome, sentence, ...stage };
      live.trials = [...live.trials, trial];
      tell({ ...eventOf(live), trial });
    };
    try {
      const { runCheck } = await import("../check.ts");
      const { finishRecord } = await import("../reports/finish-record.ts");
      const record = await runCheck(start, { ...options, id: live.id, onProgress, signal });
      if (signal.aborted) live.state = "cancelled";
      else {
        this.saved.save(finishRecord(record, finish));
        live.state = "done";
      }
    } catch (error) {
      live.state = signal.aborted ? "cancelled" : "failed";
      if (signal.aborted) return;
      live.problem = error instanceof Error ? error.message : String(error);
      if ((error as Error).name !== "CheckError") log.error({ err: error, check: live.id }, "a check broke off");
    } finally {
      tell(eventOf(live));
    }
  }
}

const eventOf = ({ id, state, trials }: LiveRun): CheckEvent => ({
  ...{ at: new Date().toISOString(), checkId: id, state, trials: trials.length },
});
