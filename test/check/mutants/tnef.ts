import type { Mutants } from "./mutant.ts";

/** By case id. */
export const TNEF_MUTANTS: Mutants = {
  "TNEF-01": { behaviours: ["strip-tnef"] },
  "TNEF-02": { behaviours: ["touch-tnef=-PidTagRtfCompressed"] },
  "TNEF-03": { behaviours: ["rename-winmail=mail.bin;application/octet-stream"] },
  "TNEF-04": { behaviours: ["re-encode-winmail"] },
  "TNEF-05": { behaviours: ["rewrite-correlator"] },
  "TNEF-06": { behaviours: ["touch-tnef=PidTagMessageClass"] },
  "TNEF-07": { behaviours: ["touch-tnef=PidTagMessageClass"] },
  "TNEF-08": { behaviours: ["touch-tnef=PidTagMessageClass"] },
  "TNEF-09": { behaviours: ["touch-tnef=PidTagSearchKey"] },
  "TNEF-10": { behaviours: ["touch-tnef=-messages"] },
  "TNEF-11": { behaviours: ["touch-tnef=-attachments"] },
  "TNEF-12": { behaviours: ["touch-tnef=-named"] },
  "TNEF-13": { behaviours: ["touch-tnef=-recipients"] },
  "TNEF-14": { behaviours: ["touch-tnef=-PidTagRtfCompressed"] },
  "TNEF-15": { behaviours: ["stamp-text-part-only"] },
  "TNEF-16": { behaviours: ["strip-headers=^x-ms-has-attach$"] },
};
