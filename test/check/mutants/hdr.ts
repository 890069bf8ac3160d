import type { Mutants } from "./mutant.ts";

/** By case id. */
export const HDR_MUTANTS: Mutants = {
  "HDR-01": { behaviours: ["strip-headers=^x-ms-exchange-recallreportgenerated$"] },
  "HDR-02": { behaviours: ["strip-headers=^x-ms-exchange-recallreportgenerated$"] },
  "HDR-03": { behaviours: ["strip-headers=^x-ms-exchange-recallreportcfmgenerated$"] },
  "HDR-04": { behaviours: ["strip-headers=-transportrecall-"] },
  "HDR-05": { behaviours: ["strip-headers=^x-ms-exchange-crosstenant-"] },
  "HDR-06": { behaviours: ["strip-headers=^x-ms-exchange-generated-"] },
  "HDR-07": { behaviours: ["strip-headers=^x-ms-exchange-crosspremises-"] },
  "HDR-08": { behaviours: ["strip-headers=^x-sandbox-signature$"], stampsMarker: false },
  "HDR-09": { behaviours: ["strip-headers=^x-ms-traffictypediagnostic$"] },
  "HDR-10": { behaviours: ["strip-headers=^(importance|sensitivity)$"] },
  "HDR-11": { behaviours: ["repeat-headers=^x-ms-exchange-"] },
  "HDR-12": { behaviours: ["lower-case-headers"] },
};
