// What is wrong with a specification: all of it at once, each with its place.
import type { Located, Path, Place } from "../../../organization/located.ts";
import { type ConfigurationProblem, formatProblem } from "../../../organization/problems.ts";
import { CommandError } from "../../terminal.ts";

/** A place in a specification, and how to complain about it. */
export class SpecNode {
  readonly located: Located;
  readonly path: Path;
  readonly #problems: ConfigurationProblem[];
  readonly #keyAt: Place | undefined;

  constructor(located: Located, path: Path, problems: ConfigurationProblem[], keyAt?: Place) {
    this.located = located;
    this.path = path;
    this.#problems = problems;
    this.#keyAt = keyAt;
  }

  get file(): string {
    return this.located.at.file;
  }

  say(message: string): void {
    this.#problems.push({ ...this.located.at, path: this.path.join("."), message });
  }

  /** At the key that it stands behind. */
  sayOnKey(message: string): void {
    this.#problems.push({ ...(this.#keyAt ?? this.located.at), path: this.path.join("."), message });
  }

  /** Entries of a map in their order, or none, with a complaint. */
  entries(): [key: string, value: SpecNode][] {
    if (this.located.kind !== "map") {
      this.say("must be a map");
      return [];
    }
    return [...this.located.entries].map(([key, { keyAt, value }]) => [
      key,
      new SpecNode(value, [...this.path, key], this.#problems, keyAt),
    ]);
  }

  items(): SpecNode[] {
    if (this.located.kind !== "list") {
      this.say("must be a list");
      return [];
    }
    return this.located.items.map((item, index) => new SpecNode(item, [...this.path, index], this.#problems));
  }

  /** Of a map; undefined where it isn't there. */
  child(key: string): SpecNode | undefined {
    const entry = this.located.kind === "map" ? this.located.entries.get(key) : undefined;
    return entry && new SpecNode(entry.value, [...this.path, key], this.#problems);
  }

  /** A bare value; undefined for a list or a map. */
  get scalar(): unknown {
    return this.located.kind === "scalar" ? this.located.value : undefined;
  }

  /** Complains about keys that nobody knows. */
  knows(...known: readonly string[]): void {
    for (const [key, node] of this.entries()) {
      if (!known.includes(key)) node.sayOnKey(`is no key here; known are ${known.join(", ")}`);
    }
  }
}

/** Throws CommandError where there are any. */
export function refuse(problems: readonly ConfigurationProblem[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const ordered = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  throw new CommandError(
    `${ordered.map(formatProblem).join("\n")}\n${count} in the specification; nothing was written.`,
  );
}
