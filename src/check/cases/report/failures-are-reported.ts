import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendAndRecall } from "../recalling.ts";

export const failuresAreReported: Case = {
  id: "REPORT-07",
  title: "A recall that fails is reported, too",
  requirement: {
    text: "Each recall has one report, whatever becomes of it.",
    source: "docs/recall.md R4, R21",
  },
  level: "should",
  sends: "A message, its recall, and the recall of what is gone already.",
  judges: "The second recall's report mail is in the sender's mailbox, and its page says that it failed.",
  async run(lab: Lab) {
    const { sent, outcome } = await sendAndRecall(lab, "B");
    expectRight(lab, outcome);
    const second = await lab.recall(sent);
    const { status } = await second.outcome(lab.recipient());
    lab.expect(status === "failed", `The recall of what was gone already is reported as "${status}".`);
    const report = await second.report();
    lab.expect(await lab.delivered(report.sent, lab.from), "The report mail of the recall that failed never arrived.");
  },
};
