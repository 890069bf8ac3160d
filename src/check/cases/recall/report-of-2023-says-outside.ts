import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { sendAndRecall } from "../recalling.ts";

export const reportOf2023SaysOutside: Case = {
  id: "RECALL-08",
  title: "Recall as the service was in 2023, with rich text alone",
  requirement: {
    text: "At 2023-04 the original is recalled by the search key in its TNEF, and the report counts a request that left as outside.",
    source: "docs/recall.md R12, R22",
  },
  level: "info",
  sends: "A message of classic Outlook and its request, both as TNEF.",
  judges: "The copy is gone, though the report page can't say so.",
  decidesVerdict: true,
  settings: [{ tenant: "rich text", serviceLevel: "2023-04" }],
  async run(lab: Lab) {
    const { outcome } = await sendAndRecall(lab, "A");
    lab.expect(
      outcome.recalled,
      `The original stays in the mailbox (${outcome.status}): at 2023-04 it is found by the search key in its TNEF alone.`,
    );
    lab.note(`The original was recalled; the report says "${outcome.status}", as the service did then.`);
  },
};
