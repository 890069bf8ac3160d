import type { Case } from "../case.ts";
import { plainRecall } from "./plain-recall.ts";

export const recallWithExemption: Case = plainRecall({
  id: "RECALL-04",
  title: "Recall where a rule exempts requests",
  requirement: {
    text: "A request that never leaves is honoured; the original is found by its Message-ID.",
    source: "docs/recall.md R10, R12",
  },
  level: "info",
  sends: "A message and its recall by each generation; requests and reports stay in the tenant.",
  generations: ["A", "B"],
  setting: { tenant: "exemption" },
});
