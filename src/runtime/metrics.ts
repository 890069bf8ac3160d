// Measurements in Prometheus' text format, on package prom-client: one registry for each sandbox, never the global one.
// What is counted where mail passes is a number that grows; it becomes a sample when somebody asks.
import { Counter as PromCounter, Gauge as PromGauge, Histogram as PromHistogram, Registry } from "prom-client";

export interface Counter {
  inc(by?: number): void;
}

export interface Histogram {
  observe(value: number): void;
}

/** Names, and one value for each, in the same order. */
export interface Described {
  /** "recall_sandbox_…_total", "_seconds", "_bytes". prometheus.io/docs/practices/naming */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

export type SetGauge = (value: number, ...labels: string[]) => void;

class Cell implements Counter {
  value = 0;
  readonly labels: readonly string[];

  constructor(labels: readonly string[]) {
    this.labels = labels;
  }

  inc(by = 1): void {
    this.value += by;
  }
}

export class Metrics {
  readonly #registry = new Registry();
  #asked: Promise<string> | undefined;

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything measured, as Prometheus reads it. Who asks while it is gathered gets the same. */
  text(): Promise<string> {
    this.#asked ??= this.#registry.metrics().finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  /** @returns the counter of given label values: whoever counts often keeps it. */
  counter(described: Described): (...labels: string[]) => Counter {
    const cells = new Map<string, Cell>();
    new PromCounter({
      ...this.#names(described),
      collect() {
        this.reset();
        for (const cell of cells.values()) this.inc(namedLabels(described, cell.labels), cell.value);
      },
    });
    const counter = (...labels: string[]) => kept(cells, labels, () => new Cell(labels));
    if (!described.labels) counter();
    return counter;
  }

  /** @returns the histogram of given label values. `buckets`: upper bounds, ascending. */
  histogram(described: Described & { readonly buckets: readonly number[] }): (...labels: string[]) => Histogram {
    const histogram = new PromHistogram({ ...this.#names(described), buckets: [...described.buckets] });
    const children = new Map<string, Histogram>();
    if (!described.labels) return () => histogram;
    return (...labels) => kept(children, labels, () => histogram.labels(...labels));
  }

  /** `read` is called whenever somebody asks; what it can't read is left out. */
  gauge(described: Described, read: (set: SetGauge) => void | Promise<void>): void {
    new PromGauge({
      ...this.#names(described),
      async collect() {
        this.reset();
        // A sample of 0 would stand for what is not known.
        if (!described.labels) this.remove();
        try {
          await read((value, ...labels) => this.set(namedLabels(described, labels), value));
        } catch {}
      },
    });
  }

  /** As `gauge`, for what only grows and is counted elsewhere. */
  readCounter(described: Described, read: (set: SetGauge) => void): void {
    new PromCounter({
      ...this.#names(described),
      collect() {
        this.reset();
        read((value, ...labels) => this.inc(namedLabels(described, labels), value));
      },
    });
  }

  #names({ name, help, labels = [] }: Described) {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }
}

function kept<T>(all: Map<string, T>, labels: readonly string[], make: () => T): T {
  const key = labels.length === 1 ? (labels[0] as string) : labels.join("\0");
  let found = all.get(key);
  if (found === undefined) {
    found = make();
    all.set(key, found);
  }
  return found;
}

function namedLabels({ labels = [] }: Described, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(labels.map((label, at) => [label, values[at] ?? ""]));
}
