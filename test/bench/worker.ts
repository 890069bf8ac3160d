// A measured program in a process of its own, asked over Node's IPC. It ends when the bench does.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

type Answers = Readonly<Record<string, (argument: never) => unknown>>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** What `npm start` and bin/recall-sandbox.js give Node. */
const AS_STARTED = ["--max-semi-space-size=8"];

/** The bench's side. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #questions = 0;

  /** `file` stands beside this one. */
  constructor(file: string, execArgv: readonly string[] = []) {
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), [], { execArgv: [...AS_STARTED, ...execArgv] });
    this.#child.on("message", (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error === undefined) waiting?.resolve(answer.value);
      else waiting?.reject(new Error(answer.error));
    });
    this.#child.on("exit", (code, signal) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} ended: ${code ?? signal}`));
    });
  }

  ask<T>(name: string, argument?: unknown): Promise<T> {
    this.#questions += 1;
    const question: Question = { id: this.#questions, name, argument };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve: resolve as (value: unknown) => void, reject });
      this.#child.send(question);
    });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.disconnect();
    await gone;
  }
}

/** The worker's side: answers by name, each with one argument. */
export function serve(answers: Answers, onEnd: () => Promise<void> | void = () => {}): void {
  process.on("message", async ({ id, name, argument }: Question) => {
    try {
      const value = await answers[name]?.(argument as never);
      process.send?.({ id, value } satisfies Answer);
    } catch (error) {
      process.send?.({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Answer);
    }
  });
  process.on("disconnect", async () => {
    await onEnd();
    process.exit(0);
  });
}

/** Of this process since it began, milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
