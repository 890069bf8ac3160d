import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { comesThrough } from "./comes-through.ts";

export const deferralsLoseNothing: Case = {
  id: "WIRE-18",
  title: "4xx of the tenant",
  requirement: {
    text: "A message that the next hop defers is tried again, or deferred towards the sender: it is not lost.",
    source: "RFC 5321 §4.5.4.1",
  },
  level: "should",
  sends: "A message whose return the tenant answers with 451 the first time.",
  judges: "It is deferred towards the tenant, or handed over again.",
  async run(lab: Lab) {
    const trouble = { kind: "reply", reply: "451 4.3.2 Come back later" } as const;
    lab.fault({ hop: "return", phase: "endOfData", action: trouble, when: { nth: 1 } });
    await comesThrough(lab, ["Try again."], "The tenant answered 451 once");
  },
};
