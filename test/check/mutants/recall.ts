import type { Mutants } from "./mutant.ts";

/** By case id. */
export const RECALL_MUTANTS: Mutants = {
  "RECALL-01": { behaviours: ["strip-headers=^x-ms-exchange-recallreportgenerated$"] },
  "RECALL-02": { behaviours: ["strip-headers=^x-ms-exchange-"] },
  "RECALL-03": { behaviours: ["rewrite-message-id"] },
  "RECALL-04": { behaviours: ["rewrite-message-id"] },
  "RECALL-05": { behaviours: ["strip-tnef", "rewrite-message-id"] },
  "RECALL-06": { behaviours: ["strip-headers=^x-ms-exchange-recallreportgenerated$"] },
  "RECALL-07": { behaviours: ["strip-tnef"] },
  "RECALL-08": { behaviours: ["unpack-tnef"] },
};
