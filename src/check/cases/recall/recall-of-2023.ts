import type { Case } from "../case.ts";
import { plainRecall } from "./plain-recall.ts";

export const recallOf2023: Case = plainRecall({
  id: "RECALL-07",
  title: "Recall as the service was in 2023, with rich text and exemption",
  requirement: {
    text: "At 2023-04 the original is found by its search key alone, and only a request that never leaves is reported right.",
    source: "docs/recall.md R12, R22",
  },
  level: "should",
  sends: "A message of classic Outlook as TNEF; its request stays in the tenant.",
  generations: ["A"],
  setting: { tenant: "rich text and exemption", serviceLevel: "2023-04" },
});
