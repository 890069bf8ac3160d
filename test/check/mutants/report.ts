import type { Mutants } from "./mutant.ts";

const REPORT = "only-for=^x-ms-exchange-generated-message-source: transport message recall";

/** By case id. */
export const REPORT_MUTANTS: Mutants = {
  "REPORT-01": { behaviours: ["strip-headers=^x-ms-exchange-"] },
  "REPORT-02": { behaviours: [`${REPORT};reject`] },
  "REPORT-03": { behaviours: [`${REPORT};duplicate`] },
  "REPORT-04": { behaviours: ["footer-everywhere"] },
  "REPORT-05": { behaviours: [`${REPORT};remove-parts=^text/html$`] },
  "REPORT-06": { behaviours: ["only-for=^x-ms-exchange-recallreportgenerated;rewrite-message-id"] },
  "REPORT-07": { behaviours: [`${REPORT};reject`] },
  "REPORT-08": { behaviours: [`${REPORT};strip-headers=^from$`] },
};
