import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { HELD_UP_MS, recallAtOnce } from "./delayed.ts";

export const recallsMayOvertake: Case = {
  id: "ORDER-01",
  title: "The recall overtakes the original",
  requirement: {
    text: "A request that finds nothing yet waits for the original, up to 24 hours.",
    source: "docs/recall.md R17",
  },
  level: "should",
  sends: "A message that the tenant is slow to hand over, and its recall at once.",
  judges: "The original is recalled in the end, and the report says so.",
  async run(lab: Lab) {
    const held = { kind: "pause", ms: HELD_UP_MS } as const;
    lab.fault({ hop: "outbound", phase: "mail", action: held, when: { nth: 1 } });
    await recallAtOnce(lab, "B");
  },
};
