import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendAndRecall } from "../recalling.ts";

export const blindCopiesAreRecalled: Case = {
  id: "RECALL-14",
  title: "Recall of blind copies",
  requirement: {
    text: "A request goes to the envelope recipients of the original, who need not be in its header.",
    source: "docs/recall.md R4",
  },
  level: "must",
  sends: "A message with a recipient in To and one in the envelope alone, then its recall.",
  judges: "Both copies are gone, and both rows of the report page say that they were recalled.",
  recipients: 2,
  async run(lab: Lab) {
    const [seen, blind] = [lab.recipient("seen"), lab.recipient("blind")];
    const { trial, outcome } = await sendAndRecall(lab, "B", { to: [seen], bcc: [blind] });
    expectRight(lab, outcome, "The copy of who is in To");
    expectRight(lab, await trial.outcome(blind), "The blind copy");
  },
};
