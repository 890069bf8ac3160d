import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendAndRecall } from "../recalling.ts";

export const secondRecallsChangeNothing: Case = {
  id: "RECALL-11",
  title: "Recall asked for twice",
  requirement: {
    text: "A recall may be asked for again: of a copy that is gone it fails at once, and the first keeps its success.",
    source: "docs/recall.md R4, R22",
  },
  level: "must",
  sends: "A message, its recall, and when that is done its recall again.",
  judges:
    "The first report page says that the message was recalled; the second says that this failed, and is not left pending.",
  async run(lab: Lab) {
    const recipient = lab.recipient();
    const { sent, trial, outcome } = await sendAndRecall(lab, "B");
    expectRight(lab, outcome);
    const second = await (await lab.recall(sent)).outcome(recipient);
    lab.expect(
      second.trueReason === "alreadyRecalled",
      `The second request did not find that the copy was recalled already: its report says "${second.status}" (${second.why}).`,
    );
    expectRight(lab, await trial.outcome(recipient), "After a second request, the original");
  },
};
