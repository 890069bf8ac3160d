import type { Mutants } from "./mutant.ts";

const HOPS = Array.from(
  { length: 11 },
  (_, index) =>
    `loop-marker=Received: from hop${index}.example by hop${index + 1}.example; Thu, 26 Nov 2026 10:00:00 +0000`,
);

/** By case id. */
export const LOOP_MUTANTS: Mutants = {
  "LOOP-01": { stampsMarker: false },
  "LOOP-02": {
    behaviours: ["loop-marker", "only-for=^x-ms-exchange-recallreportgenerated;strip-headers=^x-sandbox-signature$"],
    stampsMarker: false,
  },
  "LOOP-03": { stampsMarker: false },
  "LOOP-04": { behaviours: ["duplicate"] },
  "LOOP-05": {
    faults: [{ hop: "smartHost", phase: "handOver", action: { kind: "sourceAddress", address: "127.0.0.9" } }],
  },
  "LOOP-06": { behaviours: ["strip-headers=^received$"] },
  "LOOP-07": { behaviours: HOPS },
};
