import type { Case } from "../case.ts";
import { plainRecall } from "./plain-recall.ts";

export const newClientsRecall: Case = plainRecall({
  id: "RECALL-01",
  title: "Recall by new Outlook, the web and Graph",
  requirement: {
    text: "A request that comes back over the connector with its Message-ID and its mark removes the original, found by Message-ID.",
    source: "docs/recall.md R10, R11, R12",
  },
  level: "must",
  sends: "A plain message, then a request of generation B.",
  generations: ["B"],
});
