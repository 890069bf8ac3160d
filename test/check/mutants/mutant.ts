// A smart host that is wrong in one way: the case named beside it must fail because of it.
import type { Fault } from "../../../src/faults/fault.ts";

export interface Mutant {
  /** As `smart-host --behaviour` takes them; the loop marker is stamped unless `stampsMarker` is false. */
  readonly behaviours?: readonly string[];
  readonly faults?: readonly Omit<Fault, "id">[];
  readonly stampsMarker?: false;
}

export type Mutants = Readonly<Record<string, Mutant>>;
