import type { Mutants } from "./mutant.ts";

/** By case id. */
export const PACK_MUTANTS: Mutants = {
  "PACK-01": { behaviours: ["footer-everywhere"] },
  "PACK-02": { behaviours: ["remove-parts=^text/calendar$"] },
  "PACK-03": { behaviours: ["remove-parts=^text/calendar$"] },
  "PACK-04": { behaviours: ["remove-parts=^message/disposition-"] },
  "PACK-05": { behaviours: ["strip-headers=^auto-submitted$"] },
  "PACK-06": { behaviours: ["remove-parts=^message/delivery-status$"] },
  "PACK-07": { behaviours: ["remove-parts=\\.p7m$"] },
  "PACK-08": { behaviours: ["remove-parts=\\.p7m$"] },
  "PACK-09": { behaviours: ["remove-parts=\\.asc$"] },
  "PACK-10": { behaviours: ["remove-parts=\\.rpmsg$"] },
  "PACK-11": { behaviours: ["strip-headers=^msip_"] },
  "PACK-12": { behaviours: ["remove-parts=^audio/"] },
  "PACK-13": { behaviours: ["remove-parts=^text/rtf$"] },
  "PACK-14": { behaviours: ["edit-files=line-ends"] },
  "PACK-15": { behaviours: ["strip-headers=^list-"] },
  "PACK-16": { behaviours: ["footer-everywhere"] },
  "PACK-17": { behaviours: ["edit-text=us-ascii"] },
  "PACK-18": { behaviours: ["edit-files=line-ends"] },
  "PACK-19": { behaviours: ["remove-parts=^deep\\.bin$"] },
};
