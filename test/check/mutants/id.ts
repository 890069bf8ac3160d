import type { Mutants } from "./mutant.ts";

/** By case id. */
export const ID_MUTANTS: Mutants = {
  "ID-01": { behaviours: ["rewrite-message-id"] },
  "ID-02": { behaviours: ["rewrite-message-id"] },
  "ID-03": { behaviours: ["rewrite-message-id"] },
  "ID-04": { behaviours: ["strip-headers=^thread-topic$"] },
  "ID-05": { behaviours: ["strip-headers=^thread-index$"] },
  "ID-06": { behaviours: ["set-header=Date: Thu, 26 Nov 2026 00:00:00 +0000"] },
  "ID-07": { behaviours: ["strip-headers=^references$"] },
  "ID-08": { behaviours: ["rewrite-message-id"] },
  "ID-09": { behaviours: ["rewrite-message-id"] },
};
