import type { Case } from "../case.ts";
import { plainRecall } from "./plain-recall.ts";

export const recallWithBoth: Case = plainRecall({
  id: "RECALL-05",
  title: "Recall with rich text and exemption",
  requirement: {
    text: "A request that never leaves is honoured; the original is found by Message-ID or search key.",
    source: "docs/recall.md R10, R12",
  },
  level: "info",
  sends: "A message as TNEF and its recall by each generation; requests and reports stay in the tenant.",
  generations: ["A", "B"],
  setting: { tenant: "rich text and exemption" },
});
