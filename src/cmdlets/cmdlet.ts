// What a cmdlet is: its parameters as declared data, and what it does with them once they are bound.
import type { ConfigurationStore } from "../organization/configuration-store.ts";
import type { Clock } from "../runtime/clock.ts";
import type { PassIndex } from "../trace/search-trace.ts";
import type { TrackingLog } from "../trace/tracking-log.ts";

export interface CmdletServices {
  readonly configurations: Pick<ConfigurationStore, "current" | "latest" | "change">;
  readonly journeys: PassIndex;
  readonly tracking: Pick<TrackingLog, "ofMessages">;
  readonly clock: Pick<Clock, "now">;
}

/** The types that parameters are converted to, under .NET's names where they differ. */
export interface ParameterTypes {
  string: string;
  /** MultiValuedProperty: one value or a list. */
  strings: readonly string[];
  /** Milliseconds UTC. */
  dateTime: number;
  /** Dashed, lower case. */
  guid: string;
  int: number;
  boolean: boolean;
  nullableBoolean: boolean | null;
  /** Milliseconds. */
  timeSpan: number;
  switch: boolean;
}

export interface ParameterDeclaration {
  readonly type: keyof ParameterTypes;
  readonly mandatory?: true;
  /** Of a number or a time span. */
  readonly min?: number;
  readonly max?: number;
  /** Values taken, in any case; bound as they are spelled here. */
  readonly values?: readonly string[];
}

export type Parameters = Readonly<Record<string, ParameterDeclaration>>;

/** Absent is not null: only what the caller named is there. */
export type Arguments<P extends Parameters> = {
  readonly [N in keyof P as P[N] extends { mandatory: true } ? N : never]: ParameterTypes[P[N]["type"]];
} & {
  readonly [N in keyof P as P[N] extends { mandatory: true } ? never : N]?: ParameterTypes[P[N]["type"]];
};

/** A property's value; the wire says its type beside it. */
export type CmdletValue = string | number | boolean | null | Date | Guid | readonly string[];
export type CmdletObject = Readonly<Record<string, CmdletValue>>;

export class Guid {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export interface CmdletResult {
  readonly objects: readonly CmdletObject[];
  readonly warnings?: readonly string[];
  /** "What if: …" */
  readonly confirmation?: string;
}

export interface Cmdlet {
  readonly name: string;
  readonly parameters: Parameters;
  /** `given` as bound to `parameters`. */
  run(given: Readonly<Record<string, unknown>>, services: CmdletServices): Promise<CmdletResult>;
}

export function defineCmdlet<const P extends Parameters>(cmdlet: {
  readonly name: string;
  readonly parameters: P;
  run(given: Arguments<P>, services: CmdletServices): Promise<CmdletResult>;
}): Cmdlet {
  return cmdlet as unknown as Cmdlet;
}
