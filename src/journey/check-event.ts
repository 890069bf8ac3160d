// What a run of the check beside the sandbox tells on the event stream as it goes on.

/** It has begun, one of its trials has ended, or all is over. */
export interface CheckEvent {
  /** Real time, as runs go by it. */
  readonly at: string;
  readonly checkId: string;
  readonly state: "running" | "done" | "cancelled" | "failed";
  /** How many trials have ended; who knows fewer has missed some. */
  readonly trials: number;
  /** The one that has just ended. */
  readonly trial?: {
    readonly caseId: string;
    readonly outcome: string;
    readonly sentence: string;
    readonly tenant: string;
    readonly serviceLevel: string;
  };
}
