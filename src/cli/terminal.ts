// What a verb sees of its process. Tests give their own.

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A person reads standard output. */
  readonly isInteractive: boolean;
  /** A person reads standard error. */
  readonly isLogInteractive: boolean;
  /** Width of standard output; infinite where it is no terminal. */
  readonly columns: number;
  /** What the process ends with unless the verb throws. */
  exitCode: number;
  /** One or more lines; the last line end is added. */
  out(text: string): void;
  err(text: string): void;
  /** A person at the terminal answers with a line; absent where nobody can. */
  ask?(question: string): Promise<string>;
  /** SIGINT, SIGTERM and SIGHUP; returns how to stop listening. */
  onSignal(listener: (signal: string) => void): () => void;
  /** The terminal it was started at is gone: SIGHUP then means the end. */
  isHungUp?(): boolean;
  /** At once, whatever is under way. */
  exit(code: number): void;
}

/** docs: 0 pass · 1 what was asked for failed · 2 could not run. */
export const EXIT = { pass: 0, failed: 1, couldNotRun: 2 } as const;

/** Ends the verb with a sentence for its user, without a stack. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.couldNotRun) {
    super(message);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}
