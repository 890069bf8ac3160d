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
    if (this.#inside < this.#most) {
      this.#inside += 1;
      return this.#run(work);
    }
    if (this.#line.length >= this.#most * LINE_FACTOR) return undefined;
    return new Promise<void>((resolve) => this.#line.push(resolve)).then(() => this.#run(work));
  }

  /** Its place goes to the next in line, so that nobody slips in between. */
  async #run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
