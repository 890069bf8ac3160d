import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { BOTH_FORMS } from "../case.ts";
import { HELD_UP_MS, recallAtOnce } from "./delayed.ts";

export const outlookMayOvertake: Case = {
  id: "ORDER-02",
  title: "The recall of classic Outlook overtakes the original",
  requirement: {
    text: "A request that finds nothing yet waits for the original, up to 24 hours.",
    source: "docs/recall.md R17",
  },
  level: "should",
  sends: "A message of classic Outlook that is held up in rich text, and its recall at once.",
  judges: "The original is recalled in the end, and the report says so.",
  settings: BOTH_FORMS,
  async run(lab: Lab) {
    const held = { kind: "pause", ms: HELD_UP_MS } as const;
    lab.fault({ hop: "outbound", phase: "mail", action: held, when: { nth: 1 } });
    await recallAtOnce(lab, "A");
  },
};
