import type { Case } from "../case.ts";
import { plainRecall } from "./plain-recall.ts";

export const recallOf2024: Case = plainRecall({
  id: "RECALL-06",
  title: "Recall as the service was in 2024",
  requirement: {
    text: "At 2024-08 a request is known by its mark, the original by its Message-ID, and a round trip counts as internal.",
    source: "docs/recall.md R11, R12, R22",
  },
  level: "should",
  sends: "A message and its recall by each generation.",
  generations: ["A", "B"],
  setting: { serviceLevel: "2024-08" },
});
