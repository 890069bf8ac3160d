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
  "RECALL-09": { behaviours: ["only-for=^x-ms-exchange-recallreportgenerated;reject"] },
  "RECALL-10": { behaviours: ["only-for=^x-ms-exchange-recallreportgenerated;reject"] },
  "RECALL-11": { behaviours: ["only-for=^x-ms-exchange-recallreportgenerated;rewrite-message-id"] },
  "RECALL-12": { behaviours: ["only-for=^subject: =\\?(gb2312|big5|ks_c);strip-headers=^x-ms-exchange-"] },
  "RECALL-13": { behaviours: ["only-for=^content-type: multipart/mixed;rewrite-message-id"] },
  "RECALL-14": { behaviours: ["rewrite-message-id"] },
  "RECALL-15": { behaviours: ["only-for=^content-type: text/plain;rewrite-message-id"] },
  "RECALL-16": { behaviours: ["only-for=^content-type: multipart/signed;rewrite-message-id"] },
  "RECALL-17": { behaviours: ["add-signature", "rewrite-message-id"] },
  "RECALL-18": { behaviours: ["only-for=^x-ms-exchange-recallreportgenerated;strip-headers=^x-ms-exchange-"] },
  "RECALL-19": { behaviours: ["only-for=^subject: minutes;rewrite-message-id"] },
};
