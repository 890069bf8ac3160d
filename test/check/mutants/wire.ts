import type { Fault } from "../../../src/faults/fault.ts";
import type { Mutants } from "./mutant.ts";

/** The calibration message goes first. */
const SECOND = { nth: 2 };
/** Not the calibration message. */
const OURS = "only-for=^subject: how mail is spoken";
const refuses = (phase: "rcpt" | "endOfData", reply: string): readonly Omit<Fault, "id">[] => [
  { hop: "smartHost", phase, action: { kind: "reply", reply }, when: SECOND },
];
const loses: readonly Omit<Fault, "id">[] = [
  { hop: "smartHost", phase: "endOfData", action: { kind: "lose" }, when: SECOND },
];

/** By case id. */
export const WIRE_MUTANTS: Mutants = {
  "WIRE-01": { behaviours: ["lose-dots"] },
  "WIRE-02": { behaviours: ["lose-dots"] },
  "WIRE-03": { behaviours: ["edit-text=wrap"] },
  "WIRE-04": { behaviours: ["edit-text=wrap"] },
  "WIRE-05": { behaviours: ["edit-text=us-ascii"] },
  "WIRE-06": { behaviours: ["edit-fields=ascii"] },
  "WIRE-07": { faults: [{ hop: "smartHost", phase: "connect", action: { kind: "cut" }, when: { nth: 3 } }] },
  "WIRE-08": { faults: refuses("rcpt", "450 4.7.1 One by one, please") },
  "WIRE-09": { behaviours: ["edit-envelope=dsn"] },
  "WIRE-10": { behaviours: ["edit-envelope=sender"] },
  "WIRE-11": { behaviours: ["edit-envelope=sender"] },
  "WIRE-12": { behaviours: ["edit-envelope=first"] },
  "WIRE-13": { behaviours: ["show-recipients"] },
  "WIRE-14": { behaviours: ["edit-envelope=redirect"] },
  "WIRE-15": { faults: [{ hop: "smartHost", phase: "handOver", action: { kind: "certificate", use: "no-tls" } }] },
  "WIRE-16": { faults: [{ hop: "smartHost", phase: "handOver", action: { kind: "certificate", use: "none" } }] },
  "WIRE-17": {
    faults: [{ hop: "smartHost", phase: "handOver", action: { kind: "sourceAddress", address: "127.0.0.2" } }],
  },
  "WIRE-18": { behaviours: [`${OURS};delay=1h`] },
  "WIRE-19": { behaviours: [`${OURS};drop`] },
  "WIRE-20": { faults: loses },
  "WIRE-21": {
    faults: [
      { hop: "smartHost", phase: "mail", action: { kind: "reply", reply: "451 4.7.1 Not again" }, when: { nth: 4 } },
    ],
  },
  "WIRE-22": { behaviours: ["take-bare-lf"] },
  "WIRE-23": { behaviours: [`${OURS};reject=554 5.7.1 Commands in a text`] },
  "WIRE-24": { behaviours: ["strip-headers=^received$"] },
  "WIRE-25": { faults: refuses("endOfData", "552 5.3.4 Too large") },
  "WIRE-26": { faults: refuses("endOfData", "554 5.6.0 Nothing to read") },
  "WIRE-27": { behaviours: ["split-per-recipient"] },
};
