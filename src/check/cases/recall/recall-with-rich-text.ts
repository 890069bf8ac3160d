import type { Case } from "../case.ts";
import { plainRecall } from "./plain-recall.ts";

export const recallWithRichText: Case = plainRecall({
  id: "RECALL-03",
  title: "Recall where rich text is always sent",
  requirement: {
    text: "A request is known by its class in TNEF, the original found by its search key.",
    source: "docs/recall.md R11, R12",
  },
  level: "info",
  sends: "A message and its recall by each generation, as TNEF.",
  generations: ["A", "B"],
  setting: { tenant: "rich text" },
});
