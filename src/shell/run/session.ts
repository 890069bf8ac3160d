// A script while it runs: its variables, what went wrong, the world around it.
import type { ShellHost } from "../host.ts";
import type { Position, ShellError } from "../shell-error.ts";
import type { Value } from "../values.ts";

export class Session {
  readonly host: ShellHost;
  readonly #variables = new Map<string, Value>();
  /** What was printed, in order. */
  readonly errors: ShellError[] = [];

  constructor(host: ShellHost) {
    this.host = host;
  }

  get(name: string): Value {
    return this.#variables.get(key(name)) ?? null;
  }

  set(name: string, value: Value): void {
    if (key(name) !== "null") this.#variables.set(key(name), value);
  }

  /** `$_` within `work`. */
  async withItem<T>(item: Value, work: () => Promise<T>): Promise<T> {
    const before = this.get("_");
    this.set("_", item);
    try {
      return await work();
    } finally {
      this.set("_", before);
    }
  }

  report(error: ShellError): void {
    this.errors.push(error);
    this.host.fail(error);
  }

  /** "stop", "silentlycontinue", …: of the command, else `$ErrorActionPreference`. about_Preference_Variables */
  preference(variable: string, own?: Value): string {
    return String(own ?? this.get(variable) ?? "").toLowerCase();
  }
}

const key = (name: string): string => (name.toLowerCase() === "psitem" ? "_" : name.toLowerCase());

/** A command with what it was given. */
export interface Call {
  readonly at: Position;
  /** By the names of its declaration. */
  readonly given: Readonly<Record<string, Value>>;
  /** What came through the pipeline; undefined where it is first. */
  readonly input: readonly Value[] | undefined;
}
