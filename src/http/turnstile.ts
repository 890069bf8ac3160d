// So many requests at work at a time; the others wait in line, and beyond a long line they are refused.

/** In line, for each one at work. */
const LINE_FACTOR = 20;

export class Turnstile {
  readonly #line: (() => void)[] = [];
  readonly #most: number;
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs `work` when it is its turn; undefined, at once, when too many wait already. */
  pass<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#inside < this.#most) return this.#run(work);
    if (this.#line.length >= this.#most * LINE_FACTOR) return undefined;
    return new Promise<void>((resolve) => this.#line.push(resolve)).then(() => this.#run(work));
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      this.#line.shift()?.();
    }
  }
}
