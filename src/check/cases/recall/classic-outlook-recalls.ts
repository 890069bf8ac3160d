import type { Case } from "../case.ts";
import { plainRecall } from "./plain-recall.ts";

export const classicOutlookRecalls: Case = plainRecall({
  id: "RECALL-02",
  title: "Recall by classic Outlook",
  requirement: {
    text: "A request that comes back over the connector with its Message-ID and its mark removes the original, found by Message-ID.",
    source: "docs/recall.md R10, R11, R12",
  },
  level: "must",
  sends: "A message of classic Outlook, then a request of generation A.",
  generations: ["A"],
});
