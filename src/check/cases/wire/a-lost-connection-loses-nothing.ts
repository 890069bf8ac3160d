import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { comesThrough } from "./comes-through.ts";

export const aLostConnectionLosesNothing: Case = {
  id: "WIRE-20",
  title: "A connection that ends amid a message",
  requirement: {
    text: "A message whose connection was lost is sent again, or deferred towards the sender.",
    source: "RFC 5321 §4.5.4.1",
  },
  level: "should",
  sends: "A message; the tenant ends the connection on which it comes back, in the middle, the first time.",
  judges: "It is deferred towards the tenant, or handed over again.",
  async run(lab: Lab) {
    lab.fault({ hop: "return", phase: "body", action: { kind: "cut", afterBytes: 100 }, when: { nth: 1 } });
    await comesThrough(lab, ["Where were we?"], "The tenant ended the connection once");
  },
};
