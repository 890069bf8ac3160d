import type { Mutants } from "./mutant.ts";

const UNMARKED = { behaviours: ["strip-headers=^x-ms-exchange-recallreportgenerated$"] };

/** By case id. */
export const ORDER_MUTANTS: Mutants = {
  "ORDER-01": UNMARKED,
  "ORDER-02": { behaviours: ["rewrite-message-id"] },
  "ORDER-03": UNMARKED,
  "ORDER-04": UNMARKED,
  "ORDER-05": UNMARKED,
  "ORDER-06": { behaviours: ["rewrite-message-id"] },
  "ORDER-07": UNMARKED,
};
